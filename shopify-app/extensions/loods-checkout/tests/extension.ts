import '../../tests/dom.ts'
import type { CheckoutTold, DiscountDone } from '../../../src/checkout/messages.ts'

interface Chat extends HTMLElement {
  contentWindow: { postMessage(message: CheckoutTold | DiscountDone): void }
}

/** The chat an extension has put on the page, with what the page framed in it was told. */
export function framed() {
  const chat = document.querySelector<Chat>('s-chat')
  if (!chat) throw new Error('There is no chat on the page')
  const told: (CheckoutTold | DiscountDone)[] = []
  chat.contentWindow = { postMessage: (message) => told.push(structuredClone(message)) }
  return {
    chat,
    told,
    ready: () => chat.dispatchEvent(new Event('ready')),
    says: (data: unknown) => chat.dispatchEvent(new MessageEvent('message', { data })),
  }
}
