import * as v from 'valibot'

const quickReply = v.strictObject({
  content_type: v.picklist(['text', 'user_phone_number', 'user_email']),
  title: v.optional(v.pipe(v.string(), v.maxLength(20))),
  payload: v.optional(v.pipe(v.string(), v.maxLength(1000))),
  image_url: v.optional(v.string()),
})

const filePayload = v.strictObject({
  url: v.optional(v.pipe(v.string(), v.url())),
  attachment_id: v.optional(v.string()),
  is_reusable: v.optional(v.boolean()),
})

export const attachment = v.variant('type', [
  v.strictObject({
    type: v.picklist(['image', 'audio', 'video', 'file']),
    payload: v.optional(filePayload, {}),
  }),
  v.strictObject({
    type: v.literal('template'),
    payload: v.looseObject({ template_type: v.string() }),
  }),
])

export type Attachment = v.InferOutput<typeof attachment>

const message = v.pipe(
  v.strictObject({
    text: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(2000))),
    attachment: v.optional(attachment),
    metadata: v.optional(v.pipe(v.string(), v.maxLength(1000))),
    quick_replies: v.optional(v.pipe(v.array(quickReply), v.maxLength(13))),
  }),
  v.check((it) => (it.text === undefined) !== (it.attachment === undefined), 'text or attachment'),
)

/** What is reacted to; without an emoji only where it is taken back. */
const reactionPayload = v.strictObject({
  message_id: v.string(),
  reaction: v.optional(v.pipe(v.string(), v.emoji())),
})

/** The body of the Send API (contract 7; reactions: Meta's page on sender actions, January 2026). */
export const sendRequest = v.strictObject({
  recipient: v.strictObject({ id: v.string() }),
  messaging_type: v.optional(v.picklist(['RESPONSE', 'UPDATE', 'MESSAGE_TAG']), 'RESPONSE'),
  tag: v.optional(v.string()),
  message: v.optional(message),
  sender_action: v.optional(
    v.picklist(['mark_seen', 'typing_on', 'typing_off', 'react', 'unreact']),
  ),
  payload: v.optional(reactionPayload),
  reply_to: v.optional(v.strictObject({ mid: v.string() })),
  access_token: v.optional(v.string()),
})

export type SendRequest = v.InferOutput<typeof sendRequest>
export type PageMessage = v.InferOutput<typeof message>
