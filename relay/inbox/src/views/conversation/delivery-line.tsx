import type { FailureCode, Message } from '@loods/protocol'
import { useState } from 'preact/hooks'
import { type Inbox, useInbox } from '../../app/context.ts'
import type { Around } from './around.ts'

/** Reasons that may have passed when the same is sent again. */
const PASSING: FailureCode[] = ['window_closed', 'unreachable', 'capped', 'gave_up', 'unknown']

/** How far a message has come over its channel, in a word; nothing where it failed, which needs more. */
export function deliveryWord({ words }: Inbox, { delivery }: Message): string | undefined {
  if (!delivery) return undefined
  switch (delivery.state) {
    case 'failed':
      return undefined
    case 'queued':
      return words.channel.onItsWay
    case 'played':
      return words.channel.played
    default:
      return words.thread[delivery.state]
  }
}

/** Why a message did not arrive, and what can be done about it. */
export function NotDelivered({ around, message }: { around: Around; message: Message }) {
  const { words } = useInbox()
  const { code = 'unknown', number, detail } = message.delivery?.failure ?? {}
  const { notDelivered, failures, failureNumber } = words.channel
  const facts = [number !== undefined && failureNumber(number), detail].filter(Boolean).join(' · ')
  return (
    <p class="meta failed" title={facts || undefined}>
      {notDelivered} {failures[code]} <WaysOut {...{ around, message, code }} />
      {facts && <span class="hidden-text">{facts}</span>}
    </p>
  )
}

interface WaysOutProps {
  around: Around
  message: Message
  code: FailureCode
}

function WaysOut({ around: { over, reach }, message, code }: WaysOutProps) {
  const { words, templating, go } = useInbox()
  const again = PASSING.includes(code) && over !== undefined && reach !== 'closed'
  const instead = over === 'whatsapp' && code === 'window_closed'
  return (
    <>
      {again && <Again message={message} />}
      {instead && (
        <button type="button" onClick={() => (templating.value = true)}>
          {words.channel.sendTemplate}
        </button>
      )}
      {code === 'template' && (
        <button type="button" onClick={() => go({ name: 'settings', page: 'channels' })}>
          {words.channel.seeTemplates}
        </button>
      )}
    </>
  )
}

function Again({ message }: { message: Message }) {
  const { desk, words, toasts } = useInbox()
  const [busy, setBusy] = useState(false)

  async function retry(): Promise<void> {
    setBusy(true)
    await desk.retry(message).catch((error: unknown) => toasts.failed(error))
    setBusy(false)
  }

  return (
    <button type="button" disabled={busy} onClick={() => void retry()}>
      {words.thread.retry}
    </button>
  )
}
