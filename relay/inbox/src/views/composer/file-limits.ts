import { CHANNEL_FILE_BYTES, type ChannelThread, MAX_FILE_BYTES } from '@loods/protocol'
import type { Words } from '../../i18n/words.ts'
import { CHANNEL_NAMES } from '../channel/channel-sign.tsx'

/** Pictures WhatsApp shows as such; it turns others away once they are there. */
const PICTURES = ['image/jpeg', 'image/png']

/** Why a file need not be uploaded, because what it goes over would not take it; in words. */
export function refusalOf(
  words: Words,
  { name, type, size }: { name: string; type: string; size: number },
  over: ChannelThread['kind'] | undefined,
): string | undefined {
  if (size > MAX_FILE_BYTES) return words.composer.fileTooLarge(name)
  if (!over) return undefined
  const kind = kindOf(type)
  const most = CHANNEL_FILE_BYTES[over][kind]
  const { tooLarge, kind: otherKind } = words.channel.files
  if (size > most) return tooLarge(name, CHANNEL_NAMES[over], most / 1_000_000)
  const unseen = over === 'whatsapp' && kind === 'image' && !PICTURES.includes(type)
  return unseen ? otherKind(name, CHANNEL_NAMES[over]) : undefined
}

function kindOf(type: string): keyof (typeof CHANNEL_FILE_BYTES)['whatsapp'] {
  const kind = type.split('/')[0]
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'document'
}
