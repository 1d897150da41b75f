import * as v from 'valibot'
import { GraphError } from '../errors.ts'
import { pickFields } from '../http/fields.ts'
import { parseRequest } from '../http/issues.ts'
import { type Route, route } from '../http/nodes.ts'

const MANAGEMENT = 'whatsapp_business_management'

/**
 * What a profile holds, by Meta's OpenAPI description: there is no field for opening hours, so a shop
 * that wants them seen writes them into `description` or `about`.
 */
const profile = v.strictObject({
  messaging_product: v.literal('whatsapp'),
  about: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(139))),
  address: v.optional(v.pipe(v.string(), v.maxLength(256))),
  description: v.optional(v.pipe(v.string(), v.maxLength(512))),
  email: v.optional(v.pipe(v.string(), v.maxLength(128))),
  profile_picture_handle: v.optional(v.string()),
  vertical: v.optional(v.string()),
  websites: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(256))), v.maxLength(2))),
})

const FIELDS = [
  'messaging_product',
  'about',
  'address',
  'description',
  'email',
  'profile_picture_url',
  'vertical',
  'websites',
]

const qrCode = v.strictObject({
  prefilled_message: v.pipe(v.string(), v.maxLength(140)),
  generate_qr_image: v.optional(v.picklist(['SVG', 'PNG'])),
})

/** The profile shoppers see of a number, and codes that open a chat with it. */
export const PROFILE_ROUTES: Route[] = [
  route({
    method: 'GET',
    node: 'number',
    edge: 'whatsapp_business_profile',
    scope: MANAGEMENT,
    handle({ node, request }) {
      const empty = Object.fromEntries(FIELDS.map((name) => [name, undefined]))
      const all = { ...empty, ...node.profile, messaging_product: 'whatsapp' }
      const asked = request.query.fields
      return { data: [pickFields(all, asked, ['messaging_product'])] }
    },
  }),
  route({
    method: 'POST',
    node: 'number',
    edge: 'whatsapp_business_profile',
    scope: MANAGEMENT,
    handle({ core, node, request }) {
      const { messaging_product: _, ...change } = parseRequest(profile, request.body)
      Object.assign(node.profile, change)
      core.changed()
      return { success: true }
    },
  }),
  route({
    method: 'POST',
    node: 'number',
    edge: 'message_qrdls',
    scope: MANAGEMENT,
    handle({ core, node, request }) {
      const { prefilled_message } = parseRequest(qrCode, request.body)
      const code = core.ids.word(14).toUpperCase()
      const made = { code, prefilled_message, deep_link_url: `https://wa.me/message/${code}` }
      node.qrCodes.set(code, made)
      return made
    },
  }),
  route({
    method: 'GET',
    node: 'number',
    edge: 'message_qrdls',
    scope: MANAGEMENT,
    handle: ({ node, rest }) => ({
      data: [...node.qrCodes.values()].filter(({ code }) => rest === undefined || code === rest),
    }),
  }),
  route({
    method: 'DELETE',
    node: 'number',
    edge: 'message_qrdls',
    scope: MANAGEMENT,
    handle({ node, rest = '' }) {
      if (!node.qrCodes.delete(rest)) throw new GraphError(100, { details: `No QR code ${rest}.` })
      return { success: true }
    },
  }),
]
