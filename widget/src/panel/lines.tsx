/** @jsxImportSource #dom */
import type { Elsewhere, Message } from '@loods/protocol'
import { APPS } from '../embed/apps.ts'
import style from './lines.css'
import type { OrderCode } from './order-code.tsx'
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
      {line?.code === 'wait_offer' && !isOver(line, view) && <Offers view={view} />}
      {isAsked(line, view) && <Code line={line} view={view} />}
    </div>
  )
}

/** Whether the wait that a line speaks of was ended: by an answer, or by one of the ways it offers. */
function isOver(waited: LineInfo, { state }: View): boolean {
  const messages = state.thread?.messages ?? []
  const later = messages.slice(messages.findIndex(({ line }) => line === waited) + 1)
  return later.some(
    ({ author, line }) =>
      author.kind === 'member' || line?.code === 'lead' || line?.code === 'taken_along',
  )
}

/** What there is to do instead of waiting. */
function Offers({ view }: { view: View }) {
  const { parts, host, kit, act } = view
  const words = view.words as AllMessages
  const take = parts.along?.takeAlong
  return (
    <>
      <button type="button" class="chip" onClick={() => act.change({ form: true })}>
        {words.lineOfferButton}
      </button>
      {take &&
        host.config.elsewhere?.map(({ to }) => (
          <button key={to} type="button" class="chip" onClick={() => take(to, view)}>
            {kit.fill(words.along, { app: APPS[to] })}
          </button>
        ))}
    </>
  )
}

/** Whether an order is asked for, and nothing came of it yet. */
function isAsked(line: LineInfo, { state }: View): boolean {
  const orders = (state.thread?.messages ?? []).filter((m) => m.line?.code.startsWith('order_'))
  return line?.code === 'order_asked' && orders.at(-1)?.line === line
}

let form: { OrderCode: typeof OrderCode; css: string } | undefined
let asked = false

function Code({ line, view }: { line: LineInfo; view: View }) {
  if (!asked) void fetchForm(view)
  return form ? <form.OrderCode number={String(line?.data.number)} view={view} /> : null
}

async function fetchForm(view: View): Promise<void> {
  asked = true
  try {
    form = await import('./order-code.tsx')
    view.host.addStyles(form.css)
    view.act.change({})
  } catch {
    asked = false
  }
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
    case 'order_asked':
      return kit.fill(words.lineOrderAsked, { number: String(data.number) })
    case 'order_shown':
      return kit.fill(words.lineOrderShown, { number: String(data.number) })
    case 'closed':
      return words.lineClosed
    case 'reopened':
      return words.lineReopened
    case 'verified':
      return words.lineVerified
    case 'taken_along':
      return kit.fill(words.lineAlong, { app: APPS[data.channel as Elsewhere] })
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
