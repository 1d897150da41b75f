import * as v from 'valibot'
import { MEDIA_KINDS, type MediaKind } from '../media/formats.ts'
import { templateMessage } from '../templates/fill.ts'

const upTo = (length: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(length))
const oneSource = v.check(
  ({ id, link }: { id?: string | undefined; link?: string | undefined }) =>
    (id === undefined) !== (link === undefined),
  'either id or link',
)

const fileSource = { id: v.optional(v.string()), link: v.optional(v.pipe(v.string(), v.url())) }
const caption = v.optional(v.pipe(v.string(), v.maxLength(1024)))

const MEDIA = {
  image: v.pipe(v.strictObject({ ...fileSource, caption }), oneSource),
  video: v.pipe(v.strictObject({ ...fileSource, caption }), oneSource),
  document: v.pipe(
    v.strictObject({ ...fileSource, caption, filename: v.optional(v.string()) }),
    oneSource,
  ),
  audio: v.pipe(v.strictObject({ ...fileSource, voice: v.optional(v.boolean()) }), oneSource),
  sticker: v.pipe(v.strictObject(fileSource), oneSource),
}

const unique = <T>(key: (item: T) => string, what: string) =>
  v.check((items: T[]) => new Set(items.map(key)).size === items.length, `unique ${what}`)

const body = (length: number) => v.strictObject({ text: upTo(length) })
const footer = v.optional(v.strictObject({ text: upTo(60) }))
const textHeader = v.strictObject({ type: v.literal('text'), text: upTo(60) })
const header = v.optional(
  v.variant('type', [
    textHeader,
    v.strictObject({ type: v.literal('image'), image: MEDIA.image }),
    v.strictObject({ type: v.literal('video'), video: MEDIA.video }),
    v.strictObject({ type: v.literal('document'), document: MEDIA.document }),
  ]),
)

const replyButton = v.strictObject({
  type: v.literal('reply'),
  reply: v.strictObject({ id: upTo(256), title: upTo(20) }),
})

const row = v.strictObject({
  id: upTo(200),
  title: upTo(24),
  description: v.optional(v.pipe(v.string(), v.maxLength(72))),
})
const section = v.strictObject({
  title: v.optional(upTo(24)),
  rows: v.pipe(v.array(row), v.minLength(1)),
})

const interactive = v.variant('type', [
  v.strictObject({
    type: v.literal('button'),
    header,
    body: body(1024),
    footer,
    action: v.strictObject({
      buttons: v.pipe(
        v.array(replyButton),
        v.minLength(1),
        v.maxLength(3),
        unique(({ reply }) => reply.title, 'titles'),
        unique(({ reply }) => reply.id, 'ids'),
      ),
    }),
  }),
  v.strictObject({
    type: v.literal('list'),
    header: v.optional(textHeader),
    body: body(4096),
    footer,
    action: v.strictObject({
      button: upTo(20),
      sections: v.pipe(
        v.array(section),
        v.minLength(1),
        v.maxLength(10),
        v.check((all) => all.flatMap(({ rows }) => rows).length <= 10, 'at most 10 rows in all'),
        v.check(
          (all) => all.length === 1 || all.every(({ title }) => title),
          'a title per section',
        ),
      ),
    }),
  }),
  v.strictObject({
    type: v.literal('cta_url'),
    header,
    body: body(1024),
    footer,
    action: v.strictObject({
      name: v.literal('cta_url'),
      parameters: v.strictObject({ display_text: upTo(20), url: v.pipe(v.string(), v.url()) }),
    }),
  }),
  v.strictObject({
    type: v.literal('location_request_message'),
    body: body(1024),
    action: v.strictObject({ name: v.literal('send_location') }),
  }),
])

const coordinate = v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.finite())

/** What stands under each type (contract 2). */
const SHAPES = {
  ...MEDIA,
  text: v.strictObject({ body: upTo(4096), preview_url: v.optional(v.boolean()) }),
  location: v.strictObject({
    latitude: coordinate,
    longitude: coordinate,
    name: v.optional(v.string()),
    address: v.optional(v.string()),
  }),
  contacts: v.pipe(
    v.array(v.looseObject({ name: v.looseObject({ formatted_name: v.string() }) })),
    v.minLength(1),
  ),
  reaction: v.strictObject({ message_id: v.string(), emoji: v.string() }),
  interactive,
  template: templateMessage,
}

export type OutgoingType = keyof typeof SHAPES

const COMMON = {
  messaging_product: v.literal('whatsapp'),
  recipient_type: v.optional(v.literal('individual')),
  to: v.optional(v.string()),
  recipient: v.optional(v.string()),
  context: v.optional(v.strictObject({ message_id: v.string() })),
  biz_opaque_callback_data: v.optional(v.pipe(v.string(), v.maxLength(512))),
}

export type Common = v.InferOutput<v.StrictObjectSchema<typeof COMMON, undefined>>

export function isOutgoingType(type: string): type is OutgoingType {
  return Object.hasOwn(SHAPES, type)
}

export function isMediaType(type: OutgoingType): type is MediaKind {
  return (MEDIA_KINDS as string[]).includes(type)
}

/** The schema of a whole request that sends a message of this type. */
export function requestOf(type: OutgoingType) {
  return v.strictObject({ ...COMMON, type: v.optional(v.literal(type)), [type]: SHAPES[type] })
}

/** The request that marks a message as read, with or without showing that somebody types. */
export const readRequest = v.strictObject({
  messaging_product: v.literal('whatsapp'),
  status: v.literal('read'),
  message_id: v.string(),
  typing_indicator: v.optional(v.strictObject({ type: v.literal('text') })),
})

export type ContentOf<T extends OutgoingType> = v.InferOutput<(typeof SHAPES)[T]>
