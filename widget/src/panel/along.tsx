/** @jsxImportSource #dom */
import type { Elsewhere, HandoverAnswer, WidgetConfig } from '@loods/protocol'
import { APPS } from '../embed/apps.ts'
import style from './along.css'
import type { AllMessages, View } from './view.ts'

export const css = style

type Way = NonNullable<WidgetConfig['elsewhere']>[number]

/** Milliseconds after which a link is made anew; the relay's is over after half an hour. */
const FRESH = 25 * 60_000

/** Lucide's message-circle (ISC): the marks of others are theirs. */
const CHAT = 'M7.9 20A9 9 0 1 0 4 16.1L2 22z'

/** What is open, and how far its link is. */
const sheet = {
  to: undefined as Elsewhere | undefined,
  state: 'asking' as 'asking' | 'ready' | 'followed' | 'gone' | 'failed',
  url: '',
  qr: undefined as { path: string; size: number } | undefined,
  /** Seq of the thread when it opened: a later message from there ends the wait. */
  since: 0,
}
let renewal = 0

/** Other ways to write: to begin with, or to take this conversation along. */
export function Along({ view }: { view: View }) {
  const ways = view.host.config.elsewhere ?? []
  if (sheet.to && hasArrived(sheet.to, view)) sheet.to = undefined
  const begun = hasBegun(view)
  // The one whose sheet is open; none where the newest line offers them; else all.
  const shown = begun
    ? ways.filter(({ to }) => (sheet.to ?? (isOffered(view) ? '' : to)) === to)
    : ways.filter((way) => isBeside(way, view))
  if (shown.length === 0) return null
  return (
    <div class="along">
      <div class="ways">
        {shown.map((way) =>
          begun && !goesOnAt(way.to, view) ? (
            <Take way={way} view={view} />
          ) : (
            link(way, begun, view)
          ),
        )}
      </div>
      {sheet.to && <Sheet to={sheet.to} view={view} />}
    </div>
  )
}

function Take({ way: { to }, view }: { way: Way; view: View }) {
  return (
    <button
      type="button"
      class="way"
      aria-expanded={sheet.to === to}
      onClick={() => (sheet.to === to ? put(view, { to: undefined }) : takeAlong(to, view))}
    >
      <view.kit.Icon path={CHAT} />
      {say('along', to, view)}
    </button>
  )
}

/** To a chat as it is there: a new one, or the one this conversation went on in. */
function link(way: Way, begun: boolean, view: View) {
  const { to, url } = way
  return (
    <a class="way" href={url} target="_blank" rel="noopener noreferrer">
      <view.kit.Icon path={CHAT} />
      <span>
        {say(begun ? 'alongOpen' : 'alongStart', to, view)}
        {!begun && <small>{wordHours(way, view)}</small>}
      </span>
    </a>
  )
}

function Sheet({ to, view }: { to: Elsewhere; view: View }) {
  const { state, url, qr } = sheet
  const words = view.words as AllMessages
  if (state === 'failed' || state === 'gone') {
    return (
      <div class="sheet" role="alert">
        <p>{say(state === 'gone' ? 'alongGone' : 'alongFailed', to, view)}</p>
        {state === 'failed' && (
          <button type="button" class="chip" onClick={() => void makeLink(to, view)}>
            {words.alongAgain}
          </button>
        )}
      </div>
    )
  }
  if (state === 'asking') {
    return (
      <div class="sheet" role="status">
        <p>{words.alongAsking}</p>
      </div>
    )
  }
  return (
    <div class="sheet">
      {qr && (
        <svg
          class="qr"
          viewBox={`0 0 ${qr.size} ${qr.size}`}
          role="img"
          aria-label={say('alongCode', to, view)}
        >
          <path d={qr.path} />
        </svg>
      )}
      <div class="how">
        {qr && <p>{words.alongScan}</p>}
        <p>{to === 'whatsapp' ? words.alongWhatsapp : words.alongMessenger}</p>
        <a
          class={qr ? 'here' : 'submit'}
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          onClick={() => put(view, { state: 'followed' })}
        >
          {say(qr ? 'alongHere' : 'alongOpen', to, view)}
        </a>
        <p class="wait" role="status">
          {(qr || state === 'followed') && say('alongWaiting', to, view)}
        </p>
      </div>
    </div>
  )
}

/** Opens what takes the conversation along, and asks for its link. */
export function takeAlong(to: Elsewhere, view: View): void {
  if (sheet.to === to) return
  const since = view.state.thread?.messages.at(-1)?.seq ?? 0
  Object.assign(sheet, { to, since })
  void makeLink(to, view)
}

/** One that is too old is replaced where it stands: whoever reads it sees nothing of that. */
async function makeLink(to: Elsewhere, view: View, renewed?: true): Promise<void> {
  clearTimeout(renewal)
  if (!renewed) put(view, { state: 'asking' })
  try {
    const answer = await ask(to, view)
    if (sheet.to !== to) return
    if (!answer) return put(view, { state: 'gone' })
    const { url } = answer
    // What is held in a hand cannot scan itself.
    const held = matchMedia('(pointer:coarse)').matches
    const qr = held ? undefined : (await import('./qr.ts')).drawQr(url)
    put(view, { url, qr, ...(!renewed && { state: 'ready' }) })
    renewal = window.setTimeout(() => {
      if (sheet.to === to) void makeLink(to, view, true)
    }, FRESH)
  } catch {
    put(view, { state: 'failed' })
  }
}

/** @returns nothing where the shop is not reached there any more. @throws where it may be asked again */
async function ask(to: Elsewhere, view: View): Promise<HandoverAnswer | undefined> {
  const { relay, siteKey } = view.host
  const secret = await view.act.converse().authorize()
  const answer = await fetch(`${relay}/widget/v1/${siteKey}/handover`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify({ to }),
  })
  if (answer.status === 404) return undefined
  if (!answer.ok) throw answer
  return answer.json()
}

function put(view: View, next: Partial<typeof sheet>): void {
  Object.assign(sheet, next)
  view.act.change({})
}

function hasBegun({ state: { thread, unsent } }: View): boolean {
  return Boolean(
    unsent.length > 0 || thread?.messages.some(({ author }) => author.kind === 'visitor'),
  )
}

/** Whether the newest line has these ways among its own. */
function isOffered({ state: { thread } }: View): boolean {
  return thread?.messages.at(-1)?.line?.code === 'wait_offer'
}

function isBeside({ beside }: Way, { state, now }: View): boolean {
  return beside === 'always' || (beside === 'away' && (state.shop ?? now)?.availability === 'away')
}

function hasArrived(to: Elsewhere, { state: { thread } }: View): boolean {
  return Boolean(thread?.messages.some(({ seq, channel }) => seq > sheet.since && channel === to))
}

/** Whether what was said last was said there. */
function goesOnAt(to: Elsewhere, { state: { thread } }: View): boolean {
  return thread?.messages.findLast(({ kind }) => kind === 'text')?.channel === to
}

function wordHours({ hours }: Way, view: View): string {
  const words = view.words as AllMessages
  if (hours === undefined) return words.alongUsual
  return hours === 1 ? words.alongHour : view.kit.fill(words.alongHours, { n: hours })
}

function say(
  text:
    | 'along'
    | 'alongStart'
    | 'alongOpen'
    | 'alongHere'
    | 'alongCode'
    | 'alongWaiting'
    | 'alongGone'
    | 'alongFailed',
  to: Elsewhere,
  { kit, words }: View,
): string {
  return kit.fill((words as AllMessages)[text], { app: APPS[to] })
}
