import { CHANNEL_FILE_BYTES, type ChannelThread, MAX_FILE_BYTES } from '@loods/protocol'
import type { Words } from '../../i18n/words.ts'
import { CHANNEL_NAMES } from '../channel/channel-sign.tsx'

/** Why a file need not be uploaded, because what it goes over would not take it; in words. */
export function refusalOf(
  words: Words,
  { name, type, size }: { name: string; type: string; size: number },
  over: ChannelThread['kind'] | undefined,
): string | undefined {
  if (size > MAX_FILE_BYTES) return words.composer.fileTooLarge(name)
  if (!over) return undefined
  const most = CHANNEL_FILE_BYTES[over][kindOf(type)]
  if (size <= most) return undefined
  return words.channel.files.tooLarge(name, CHANNEL_NAMES[over], most / 1_000_000)
}

function kindOf(type: string): keyof (typeof CHANNEL_FILE_BYTES)['whatsapp'] {
  const kind = type.split('/')[0]
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'document'
}
