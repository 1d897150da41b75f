import { effect } from '@preact/signals'
import { type JSX, render } from 'preact'
import { type Api, type More, told } from './told.ts'

/** Shopify shows 224 by 72 pixels at most of a chat nobody opened; the page in it is as small as its button. */
const CLOSED = '72px'

/** What Shopify makes of the tag. Its types know no messages that come back. */
interface Chat extends EventTarget {
  contentWindow: { postMessage(message: unknown): void }
}

/**
 * Puts the chat in its place, and tells it of the checkout once it can hear, and whenever that changes.
 * @param heard does what the chat asks for; it hears what comes of it
 */
export function showChat(
  api: Api,
  more: () => More,
  heard?: (message: unknown) => Promise<unknown>,
): void {
  const listen = (chat: Chat): void => {
    const tell = (message: unknown): void => chat.contentWindow.postMessage(message)
    chat.addEventListener('ready', () => void effect(() => tell(told(api, more()))))
    chat.addEventListener('message', (event) => {
      void heard?.((event as MessageEvent).data).then((answer) => answer && tell(answer))
    })
  }
  const props = {
    accessibilityLabel: api.i18n.translate('label'),
    blockSize: CLOSED,
    inlineSize: CLOSED,
    ref: (chat: Chat | null) => chat && listen(chat),
  }
  render(<s-chat {...(props as unknown as JSX.IntrinsicElements['s-chat'])} />, document.body)
}
