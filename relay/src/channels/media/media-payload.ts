import * as v from 'valibot'

/** Names the handler that fetches what somebody sent. */
export const MEDIA_KIND = 'channel.media'

/** A file a message waits for, as its network names it (MediaRef). */
export const mediaPayload = v.object({
  messageId: v.string(),
  channelId: v.string(),
  media: v.object({
    kind: v.picklist(['image', 'video', 'audio', 'voice', 'document', 'sticker']),
    id: v.optional(v.string()),
    url: v.optional(v.string()),
    mimeType: v.optional(v.string()),
    sha256: v.optional(v.string()),
    fileName: v.optional(v.string()),
    error: v.optional(v.string()),
  }),
})
export type MediaPayload = v.InferOutput<typeof mediaPayload>
