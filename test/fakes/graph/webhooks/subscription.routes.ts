import * as v from 'valibot'
import type { Core } from '../core.ts'
import { pickFields } from '../http/fields.ts'
import { parseRequest } from '../http/issues.ts'
import { type Call, type Route, route } from '../http/nodes.ts'
import { fieldsOf, overrideOf } from '../whatsapp/number.routes.ts'
import { type App, held } from '../world/world.ts'
import { shakeHands } from './handshake.ts'

const MANAGEMENT = 'whatsapp_business_management'
const METADATA = 'pages_manage_metadata'

const fields = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((given) => (typeof given === 'string' ? given.split(',') : given)),
  v.minLength(1),
)

const subscription = v.strictObject({
  object: v.picklist(['whatsapp_business_account', 'page']),
  callback_url: v.pipe(v.string(), v.url()),
  verify_token: v.string(),
  fields,
  include_values: v.optional(v.unknown()),
  access_token: v.optional(v.string()),
})

const override = v.strictObject({
  override_callback_uri: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  verify_token: v.optional(v.string()),
})

const pageFields = v.strictObject({
  subscribed_fields: fields,
  access_token: v.optional(v.string()),
})

/** Where webhooks go: of an app, of an account, of a page. */
export const SUBSCRIPTION_ROUTES: Route[] = [
  route({
    method: 'POST',
    node: 'app',
    edge: 'subscriptions',
    async handle({ core, node, request }) {
      await subscribe(core, node, parseRequest(subscription, request.body))
      return { success: true }
    },
  }),
  route({
    method: 'GET',
    node: 'app',
    edge: 'subscriptions',
    handle: ({ node }) => ({
      data: [...node.subscriptions].map(([object, it]) => ({
        object,
        callback_url: it.callbackUrl,
        active: true,
        fields: [...it.fields].map((name) => ({ name })),
      })),
    }),
  }),
  route({
    method: 'POST',
    node: 'waba',
    edge: 'subscribed_apps',
    scope: MANAGEMENT,
    async handle({ core, node, token, request }) {
      const given = parseRequest(override, request.body)
      node.subscribedApps.set(token.appId, await overrideOf(core, given))
      return { success: true }
    },
  }),
  route({
    method: 'GET',
    node: 'waba',
    edge: 'subscribed_apps',
    scope: MANAGEMENT,
    handle: ({ core, node }) => ({
      data: [...node.subscribedApps].map(([appId, callback]) => ({
        whatsapp_business_api_data: appData(core, appId),
        ...(callback && { override_callback_uri: callback.callbackUrl }),
      })),
    }),
  }),
  route({
    method: 'DELETE',
    node: 'waba',
    edge: 'subscribed_apps',
    scope: MANAGEMENT,
    handle({ node, token }) {
      node.subscribedApps.delete(token.appId)
      return { success: true }
    },
  }),
  route({ method: 'GET', node: 'waba', edge: '', scope: MANAGEMENT, handle: showAccount }),
  route({
    method: 'GET',
    node: 'waba',
    edge: 'phone_numbers',
    scope: MANAGEMENT,
    handle: ({ core, node, request }) => ({
      data: [...core.world.numbers.values()]
        .filter(({ wabaId }) => wabaId === node.id)
        .map((it) => pickFields(fieldsOf(core, it), request.query.fields, NUMBER_FIELDS)),
    }),
  }),
  route({
    method: 'POST',
    node: 'page',
    edge: 'subscribed_apps',
    scope: METADATA,
    handle({ node, token, request: { body, query } }) {
      const { subscribed_fields = query.subscribed_fields, ...rest } = body
      const given = parseRequest(pageFields, { ...rest, subscribed_fields })
      node.subscribedApps.set(token.appId, new Set(given.subscribed_fields))
      return { success: true }
    },
  }),
  route({
    method: 'GET',
    node: 'page',
    edge: 'subscribed_apps',
    scope: METADATA,
    handle: ({ core, node }) => ({
      data: [...node.subscribedApps].map(([appId, names]) => ({
        ...appData(core, appId),
        subscribed_fields: [...names],
      })),
    }),
  }),
  route({
    method: 'DELETE',
    node: 'page',
    edge: 'subscribed_apps',
    scope: METADATA,
    handle({ node, token }) {
      node.subscribedApps.delete(token.appId)
      return { success: true }
    },
  }),
  route({
    method: 'GET',
    node: 'page',
    edge: '',
    handle: ({ node, request }) =>
      pickFields({ id: node.id, name: node.name, username: node.username }, request.query.fields, [
        'name',
      ]),
  }),
  route({
    method: 'GET',
    node: 'self',
    edge: '',
    handle: ({ core, node }) => ({
      id: `1${node.appId}`,
      name: held(core.world.apps, node.appId).name,
    }),
  }),
]

const NUMBER_FIELDS = ['verified_name', 'display_phone_number', 'quality_rating']

/** Sets an app's callback after it has shaken hands; the same as in the app's dashboard. */
export async function subscribe(
  core: Core,
  app: App,
  given: v.InferOutput<typeof subscription>,
): Promise<void> {
  const callback = { callbackUrl: given.callback_url, verifyToken: given.verify_token }
  await shakeHands(callback, core)
  app.subscriptions.set(given.object, { ...callback, fields: new Set(given.fields) })
}

function appData(core: Core, id: string): object {
  return {
    id,
    name: held(core.world.apps, id).name,
    link: `https://www.facebook.com/games/?app_id=${id}`,
  }
}

function showAccount({ node, request }: Call<'waba'>): object {
  const all = {
    id: node.id,
    name: node.name,
    currency: node.currency,
    timezone_id: '1',
    account_review_status: node.standing === 'restricted' ? 'RESTRICTED' : 'APPROVED',
    ownership_type: 'SELF_OWNED',
  }
  return pickFields(all, request.query.fields, ['name', 'currency', 'timezone_id'])
}
