import { amount, compact, idText, type Loose, record, records, text } from '../graph/loose.ts'
import type { Content, MediaRef } from '../update.ts'

const MEDIA: Record<string, MediaRef['kind']> = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  file: 'document',
  reel: 'video',
  ig_reel: 'video',
  sticker: 'sticker',
}

/** The thumb beside the input, in its three sizes: the one sticker that is always the same. */
const THUMBS = new Set(['369239263222822', '369239343222814', '369239383222810'])

/** What one attachment says; total: one that is unknown, or says nothing, tells so. */
export function readAttachment(attachment: Loose): Content {
  const type = text(attachment.type) ?? 'attachment'
  const payload = record(attachment.payload)
  if (type === 'location') return place(payload) ?? unsupported(type)
  if (type === 'template') return linesOf(templateTexts(payload)) ?? unsupported(type)
  if (Object.hasOwn(MEDIA, type)) return file(type, attachment, payload)
  return (
    linesOf([attachment.title, payload.title, attachment.url, payload.url]) ?? unsupported(type)
  )
}

/** Stickers came as images with a sticker's id until August 2026. */
function file(type: string, attachment: Loose, payload: Loose): Content {
  const sticker = idText(payload.sticker_id)
  if (sticker !== undefined && THUMBS.has(sticker)) return { text: '👍' }
  const url = text(payload.url)
  if (url === undefined) return unsupported(type)
  const kind = sticker === undefined ? (MEDIA[type] ?? 'document') : 'sticker'
  const name = kind === 'document' ? fileNameOf(url) : undefined
  const title = text(attachment.title) ?? text(payload.title)
  return {
    media: { kind, url, ...(name !== undefined && { fileName: name }) },
    ...(title !== undefined && { text: title }),
  }
}

/** The network tells no name of a file but the one in its address. */
function fileNameOf(url: string): string | undefined {
  const last = URL.parse(url)?.pathname.split('/').at(-1)
  if (!last?.includes('.')) return undefined
  try {
    return text(decodeURIComponent(last))
  } catch {
    return text(last)
  }
}

function place(payload: Loose): Content | undefined {
  const { lat, long } = record(payload.coordinates)
  const [latitude, longitude] = [amount(lat), amount(long)]
  if (latitude === undefined || longitude === undefined) return undefined
  const name = text(payload.title)
  return {
    text: name ?? `${latitude}, ${longitude}`,
    detail: { kind: 'location', latitude, longitude, ...compact({ name }) },
  }
}

function templateTexts(payload: Loose): unknown[] {
  const elements = records(payload.elements).flatMap(({ title, subtitle }) => [title, subtitle])
  return [payload.text, payload.title, ...elements]
}

function linesOf(lines: unknown[]): Content | undefined {
  const said = [...new Set(lines.map(text))].filter((line) => line !== undefined)
  return said.length > 0 ? { text: said.join('\n') } : undefined
}

function unsupported(what: string): Content {
  return { detail: { kind: 'unsupported', what } }
}
