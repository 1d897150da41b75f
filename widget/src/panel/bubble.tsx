/** @jsxImportSource #dom */
import type { FailureCode } from '../conversation/api.ts'
import type { Bubble as BubbleItem } from './items.ts'
import type { View } from './view.ts'

export function Bubble({ item, view }: { item: BubbleItem; view: View }) {
  const { message, mine, last, unsent } = item
  const { words } = view
  return (
    <div class={`row ${mine ? 'mine' : ''} ${last ? 'last' : ''} ${message.channel ?? ''}`}>
      <span class="hidden">{mine ? words.you : (item.name ?? words.shop)}: </span>
      {message.withdrawnAt ? (
        <div class="bubble gone">{words.withdrawn}</div>
      ) : (
        <>
          {(message.text || (message.channel && !message.file)) && (
            <div class="bubble" dir="auto">
              <Text message={message} view={view} />
            </div>
          )}
          {message.file && <File item={item} view={view} />}
        </>
      )}
      {unsent?.failed ? (
        <Refused view={view} cid={unsent.cid} code={unsent.failed} />
      ) : (
        last && <div class="meta">{meta(item, view)}</div>
      )}
    </div>
  )
}

/** What may be an address or a number, for the part that knows them to look at. */
const LINK_LIKE = /[@+]|:\/\/|www\./i

function Text({ message, view }: { message: BubbleItem['message']; view: View }) {
  // What came elsewhere and has no words, or not its file yet.
  const text = message.text || '…'
  if (!LINK_LIKE.test(text)) return text
  void view.act.need('links')
  const Part = view.parts.links?.Linked
  return Part ? <Part message={message} view={view} /> : text
}

function File({ item, view }: { item: BubbleItem; view: View }) {
  void view.act.need('files')
  const Part = view.parts.files?.FileCard
  const { file } = item.message
  if (!file) return null
  return Part ? <Part file={file} view={view} /> : <div class="bubble">{file.name}</div>
}

/** Who, when and how far: `Noor · 14:07`, `14:07 · read`. */
function meta({ mine, name, ts, state, message }: BubbleItem, view: View): string {
  const { words, times, host } = view
  const parts = [mine ? undefined : (name ?? host.config.site.name), times.clock(ts)]
  if (message.editedAt && !message.withdrawnAt) parts.push(words.edited)
  if (mine && state && state !== 'failed')
    parts.push(words[waitsForLine(state, view) ? 'kept' : state])
  return parts.filter(Boolean).join(' · ')
}

function waitsForLine(state: BubbleItem['state'], { state: { link } }: View): boolean {
  return state === 'sending' && link === 'offline'
}

function Refused(props: { view: View; cid: string; code: FailureCode }) {
  const { view } = props
  void view.act.need('failed')
  const Part = view.parts.failed?.Failed
  return Part ? <Part {...props} /> : null
}
