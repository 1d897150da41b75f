import type { ChannelCard } from '@loods/protocol'
import type { Content, MediaRef } from '../update.ts'

/** One message to be: what it says, and the file it waits for. */
export interface Part {
  text: string
  detail?: ChannelCard
  media?: MediaRef
}

/**
 * What somebody sent, as messages of ours. Mostly one; a file that comes with more than words, such
 * as by an ad, makes two. There is always one: nothing is dropped.
 */
export function partsOf({ text, detail, media }: Content): [Part, ...Part[]] {
  const words = cleanText(text ?? '')
  if (!media) {
    const shown = detail ?? (words === '' ? ({ kind: 'unsupported' } as const) : undefined)
    return [{ text: words, ...(shown && { detail: shown }) }]
  }
  const file: Part = { text: words, detail: pending(media), media }
  return detail ? [{ text: '', detail }, file] : [file]
}

function pending(media: MediaRef): ChannelCard {
  const state = media.error === undefined ? 'coming' : 'failed'
  const name = media.fileName && cleanText(media.fileName)
  return { kind: 'media', media: media.kind, state, ...(name && { name }) }
}

/** Line breaks and tabs are text; other control characters are nothing any store or screen must hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the characters that go is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\r\n', '\n').replace(CONTROL, '').normalize('NFC').trim()
}
