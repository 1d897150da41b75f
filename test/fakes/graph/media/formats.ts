import { fileTypeFromBuffer } from 'file-type'

const KB = 1024
const MB = 1024 * KB

export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker'

export const MEDIA_KINDS: MediaKind[] = ['image', 'video', 'audio', 'document', 'sticker']

/** What may be sent as what, and how many bytes it may have (contract 3). */
const FORMATS: Record<MediaKind, { mimes: string[]; bytes: number }> = {
  image: { mimes: ['image/jpeg', 'image/png'], bytes: 5 * MB },
  video: { mimes: ['video/mp4', 'video/3gpp'], bytes: 16 * MB },
  audio: {
    mimes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
    bytes: 16 * MB,
  },
  document: {
    mimes: [
      'text/plain',
      'application/pdf',
      'application/msword',
      'application/vnd.ms-excel',
      'application/vnd.ms-powerpoint',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ],
    bytes: 100 * MB,
  },
  sticker: { mimes: ['image/webp'], bytes: 500 * KB },
}

/** A voice note above this shows a download arrow instead of a play button. */
export const VOICE_PLAYS_UP_TO = 512 * KB
const STATIC_STICKER = 100 * KB

/** `audio/ogg; codecs=opus` is `audio/ogg`. */
export function bareMime(mime: string): string {
  return (mime.split(';')[0] ?? '').trim().toLowerCase()
}

export function isUploadable(mime: string): boolean {
  return MEDIA_KINDS.some((kind) => FORMATS[kind].mimes.includes(bareMime(mime)))
}

/** The most bytes any kind takes for this mime type. */
export function largestFor(mime: string): number {
  const fitting = MEDIA_KINDS.filter((kind) => FORMATS[kind].mimes.includes(bareMime(mime)))
  return Math.max(0, ...fitting.map((kind) => FORMATS[kind].bytes))
}

/**
 * Why these bytes cannot be sent as `kind`; undefined where they can. Looks at the bytes, not only at
 * the mime type that came with them. Codecs inside of video are not looked at.
 */
export async function whyUnsendable(
  kind: MediaKind,
  { bytes, mime, voice }: { bytes: Uint8Array; mime: string; voice: boolean },
): Promise<string | undefined> {
  const { mimes, bytes: most } = FORMATS[kind]
  const said = bareMime(mime)
  if (!mimes.includes(said)) return `Unsupported ${kind} mime type ${said}.`
  const limit = kind === 'sticker' && !isAnimated(bytes) ? STATIC_STICKER : most
  if (bytes.length > limit) return `File size is ${bytes.length} bytes, the limit is ${limit}.`
  return (await whyOtherType(said, bytes)) ?? whyOddPicture(said, bytes) ?? whyNoVoice(voice, bytes)
}

async function whyOtherType(said: string, bytes: Uint8Array): Promise<string | undefined> {
  const real = await fileTypeFromBuffer(bytes)
  if (!real) return hasNoMagic(said) ? undefined : `Media file is no ${said}.`
  const found = sameMime(bareMime(real.mime))
  return found === said ? undefined : `Media file is ${found}, not ${said}.`
}

/** Old office files share one container, text has no magic bytes. */
function hasNoMagic(mime: string): boolean {
  return mime === 'text/plain'
}

function sameMime(mime: string): string {
  return mime === 'audio/x-m4a' ? 'audio/mp4' : mime
}

/** Pictures have 8 bits a channel, RGB or RGBA. */
function whyOddPicture(mime: string, bytes: Uint8Array): string | undefined {
  if (mime !== 'image/png') return undefined
  const [depth, colour = 0] = [bytes[24], bytes[25]]
  return depth === 8 && [2, 6].includes(colour) ? undefined : 'Image is not 8-bit RGB or RGBA.'
}

function whyNoVoice(voice: boolean, bytes: Uint8Array): string | undefined {
  if (!voice) return undefined
  return opusChannels(bytes) === 1 ? undefined : 'Voice messages are mono OPUS in OGG.'
}

function opusChannels(bytes: Uint8Array): number | undefined {
  const at = Buffer.from(bytes.subarray(0, 200)).indexOf('OpusHead')
  return at < 0 ? undefined : bytes[at + 9]
}

function isAnimated(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 200)).includes('ANIM')
}
