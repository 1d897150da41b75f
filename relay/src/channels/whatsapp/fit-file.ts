import type { OutgoingFile } from '../adapter.ts'
import { toPhoneSound } from '../media/voice-note.ts'
import { fitPicture } from './fit-picture.ts'

const MB = 1024 * 1024
/** Bytes of what WhatsApp takes (contract 3). */
const MOST = { image: 5 * MB, video: 16 * MB, audio: 16 * MB, document: 100 * MB }

/** A file as WhatsApp takes it: what it is sent as, and its bytes. */
export interface FittedFile {
  kind: keyof typeof MOST
  type: string
  name: string
  bytes: Buffer
  voice: boolean
}

/** @returns undefined for what cannot be made one that WhatsApp takes */
export async function fitFile(file: OutgoingFile): Promise<FittedFile | undefined> {
  const fitted = await convert(file)
  return fitted && fitted.bytes.length <= MOST[fitted.kind] ? fitted : undefined
}

async function convert(file: OutgoingFile): Promise<FittedFile | undefined> {
  const { kind, type, name, bytes } = file
  if (kind === 'document' || kind === 'video') return { kind, type, name, bytes, voice: false }
  if (kind === 'image') {
    const picture = await fitPicture({ type, bytes }).catch(() => undefined)
    return picture && { kind, name, voice: false, ...picture }
  }
  const sound = await toPhoneSound(bytes)
  return (
    sound && {
      kind: 'audio',
      type: sound.type,
      name: `audio.${sound.extension}`,
      bytes: sound.bytes,
      voice: kind === 'voice' && sound.voice,
    }
  )
}
