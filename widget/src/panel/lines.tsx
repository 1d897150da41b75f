/** @jsxImportSource #dom */
import type { Message } from '@loods/protocol'
import style from './lines.css'
import type { AllMessages, Kit, View } from './view.ts'

export const css = style

type LineInfo = Message['line']

/** One quiet line: what happened, in the shopper's language. Nothing for what concerns members only. */
export function Line({ line, view }: { line: LineInfo; view: View }) {
  const words = view.words as AllMessages
  const text = wordLine(line, words, view.kit)
  if (!text) return null
  return (
    <div class="line">
      <p>{text}</p>
      {line?.code === 'wait_offer' && (
        <button type="button" class="chip" onClick={() => view.act.change({ form: true })}>
          {words.lineOfferButton}
        </button>
      )}
    </div>
  )
}

/** What a quiet line says to a shopper. */
export function wordLine(line: LineInfo, words: AllMessages, kit: Kit): string | undefined {
  const data = line?.data ?? {}
  const value = String(data.reachableAt ?? data.to ?? '')
  switch (line?.code) {
    case 'wait_text':
      return `${words.lineWait} ${wordWait(data.waitSeconds, words, kit)}`.trim()
    case 'wait_offer':
      return words.lineOffer
    case 'away':
      return words.lineAway
    case 'lead':
      return kit.fill(words.lineLead, { value })
    case 'closed':
      return words.lineClosed
    case 'reopened':
      return words.lineReopened
    case 'verified':
      return words.lineVerified
    case 'email_sent':
      return kit.fill(words.lineEmail, { value })
    default:
      return undefined
  }
}

function wordWait(seconds: unknown, words: AllMessages, kit: Kit): string {
  if (typeof seconds !== 'number') return ''
  const { unit, n } = kit.wait(seconds)
  return kit.fill(unit === 'Seconds' ? words.lineWaitSeconds : words.lineWaitMinutes, { n })
}
