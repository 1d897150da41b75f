import type { Core } from '../core.ts'
import type { MediaKind } from '../media/formats.ts'
import { sha256 } from '../media/media-store.ts'
import type { PhoneNumber } from '../world/world.ts'

export interface InboundFile {
  bytes: Uint8Array
  mime: string
  filename?: string
  caption?: string
  /** Audio: recorded in the chat; true unless told otherwise. */
  voice?: boolean
  /** Sticker: false unless told otherwise. */
  animated?: boolean
}

/**
 * Stores what a person sent and says what the webhook says of it. `sha256` is base64 or hex and `url`
 * there or missing by chance: both are seen of Meta.
 */
export function mediaMessage(
  core: Core,
  number: PhoneNumber,
  kind: MediaKind,
  file: InboundFile,
): { content: object; mediaId: string } {
  const media = core.media.add({
    ownerId: number.wabaId,
    bytes: file.bytes,
    mime: file.mime,
    filename: file.filename,
    origin: 'inbound',
  })
  const { chance } = core.faults
  return {
    mediaId: media.id,
    content: {
      id: media.id,
      mime_type: file.mime,
      sha256: sha256(file.bytes, chance(0.5) ? 'base64' : 'hex'),
      ...(chance(0.5) && { url: core.media.addressOf(media) }),
      ...(kind === 'audio' && { voice: file.voice ?? true }),
      ...(kind === 'sticker' && { animated: file.animated ?? false }),
      ...(kind === 'document' && { filename: file.filename ?? 'document' }),
      ...(file.caption !== undefined && { caption: file.caption }),
    },
  }
}
