/** @jsxImportSource #dom */
import type { FailureCode } from '../conversation/api.ts'
import type { Messages } from '../i18n/en.ts'
import type { Bubble as BubbleItem } from './items.ts'
import { linkify } from './linkify.ts'
import type { View } from './view.ts'

export function Bubble({ item, view }: { item: BubbleItem; view: View }) {
  const { message, mine, last, unsent } = item
  const { words } = view
  return (
    <div class={`row ${mine ? 'mine' : ''} ${last ? 'last' : ''}`}>
      <span class="hidden">{mine ? words.you : (item.name ?? words.shop)}: </span>
      {message.withdrawnAt ? (
        <div class="bubble gone">{words.withdrawn}</div>
      ) : (
        <>
          {message.text && (
            <div class="bubble" dir="auto">
              <Text text={message.text} />
            </div>
          )}
          {message.file && <File item={item} view={view} />}
        </>
      )}
      {unsent?.failed ? (
        <Failed view={view} cid={unsent.cid} code={unsent.failed} />
      ) : (
        last && <div class="meta">{meta(item, view)}</div>
      )}
    </div>
  )
}

function Text({ text }: { text: string }) {
  return linkify(text).map((piece) =>
    typeof piece === 'string' ? (
      piece
    ) : (
      <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow ugc">
        {piece.text}
      </a>
    ),
  )
}

function File({ item, view }: { item: BubbleItem; view: View }) {
  if (!view.parts.files) void view.act.need('files')
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

function Failed({ view, cid, code }: { view: View; cid: string; code: FailureCode }) {
  const { words, conversation } = view
  return (
    <div class="failed" role="alert">
      <p>
        <b>{words.notSent}</b> {reason(code, words)}
      </p>
      <button type="button" class="chip" onClick={() => conversation?.retry(cid)}>
        {words.retry}
      </button>
      <button type="button" class="chip" onClick={() => conversation?.discard(cid)}>
        {words.discard}
      </button>
    </div>
  )
}

function reason(code: FailureCode, words: Messages): string {
  if (code === 'too_long') return words.failedLong
  if (code === 'blocked') return words.failedBlocked
  if (code === 'unsupported_file' || code === 'too_large') return words.failedFile
  return words.failedOther
}
