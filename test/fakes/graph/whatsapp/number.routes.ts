import * as v from 'valibot'
import { GraphError } from '../errors.ts'
import { pickFields } from '../http/fields.ts'
import { parseRequest } from '../http/issues.ts'
import { type Call, type Route, route } from '../http/nodes.ts'
import { shakeHands } from '../webhooks/handshake.ts'
import { held, type PhoneNumber } from '../world/world.ts'
import { markRead } from './read-marks.ts'
import { sendMessage } from './send.ts'

const MESSAGING = 'whatsapp_business_messaging'
const MANAGEMENT = 'whatsapp_business_management'

const registration = v.strictObject({
  messaging_product: v.literal('whatsapp'),
  pin: v.pipe(v.string(), v.regex(/^\d{6}$/)),
})

const settings = v.strictObject({
  webhook_configuration: v.strictObject({
    override_callback_uri: v.pipe(v.string(), v.maxLength(200)),
    verify_token: v.optional(v.string()),
  }),
})

/** Requests about one phone number. */
export const NUMBER_ROUTES: Route[] = [
  route({
    method: 'POST',
    node: 'number',
    edge: 'messages',
    scope: MESSAGING,
    handle: async ({ core, node, request: { body } }) =>
      body.status === undefined ? await sendMessage(core, node, body) : markRead(core, node, body),
  }),
  route({ method: 'GET', node: 'number', edge: '', scope: MANAGEMENT, handle: showNumber }),
  route({
    method: 'POST',
    node: 'number',
    edge: '',
    scope: MANAGEMENT,
    async handle({ core, node, request }) {
      const { webhook_configuration } = parseRequest(settings, request.body)
      node.webhookOverride = await overrideOf(core, webhook_configuration)
      return { success: true }
    },
  }),
  route({
    method: 'POST',
    node: 'number',
    edge: 'register',
    scope: MANAGEMENT,
    handle({ node, request }) {
      const { pin } = parseRequest(registration, request.body)
      if (node.pin !== undefined && node.pin !== pin) throw new GraphError(133005)
      node.pin = pin
      return { success: true }
    },
  }),
  route({
    method: 'POST',
    node: 'number',
    edge: 'deregister',
    scope: MANAGEMENT,
    handle({ node }) {
      node.pin = undefined
      return { success: true }
    },
  }),
]

/** A callback that has shaken hands; none where the address is empty, which takes the override away. */
export async function overrideOf(
  core: Call<'number'>['core'],
  given: { override_callback_uri: string; verify_token?: string | undefined },
): Promise<{ callbackUrl: string; verifyToken: string } | undefined> {
  if (given.override_callback_uri === '') return undefined
  const callback = {
    callbackUrl: given.override_callback_uri,
    verifyToken: given.verify_token ?? '',
  }
  await shakeHands(callback, core)
  return callback
}

const USUAL = [
  'verified_name',
  'display_phone_number',
  'quality_rating',
  'code_verification_status',
]

function showNumber({ core, node, request }: Call<'number'>): object {
  return pickFields(fieldsOf(core, node), request.query.fields, USUAL)
}

/** A number as its own request and its account's list show it. */
export function fieldsOf(core: Call<'number'>['core'], node: PhoneNumber): Record<string, unknown> {
  const waba = held(core.world.wabas, node.wabaId)
  const ofAccount = [...waba.subscribedApps.values()].find((callback) => callback)
  return {
    id: node.id,
    verified_name: node.verifiedName,
    display_phone_number: node.displayPhoneNumber,
    quality_rating: node.quality,
    code_verification_status: 'VERIFIED',
    name_status: 'APPROVED',
    platform_type: node.pin === undefined ? 'NOT_APPLICABLE' : 'CLOUD_API',
    status: node.pin === undefined ? 'DISCONNECTED' : 'CONNECTED',
    is_on_biz_app: node.coexistsSince !== undefined,
    account_mode: 'LIVE',
    throughput: { level: node.throughput >= 1000 ? 'HIGH' : 'STANDARD' },
    whatsapp_business_manager_messaging_limit: node.messagingLimit,
    webhook_configuration: {
      ...(ofAccount && { whatsapp_business_account: ofAccount.callbackUrl }),
      ...(node.webhookOverride && { phone_number: node.webhookOverride.callbackUrl }),
    },
  }
}
