import type { HostTokenAnswer, LinkAnswer, PhoneLinkAnswer, StartAnswer } from '@loods/protocol'
import type { Overrides } from '../context.ts'
import { freePort } from '../server.ts'
import { startTestRelay, startVisitor, type TestRelay } from './test-relay.ts'
import { type ShopKeys, signAsShop, startTestShop, type TestShop } from './test-shop.ts'

/** A relay and a shop whose own server is linked to it. */
export interface LinkedShop extends AsyncDisposable {
  relay: TestRelay
  shop: TestShop
  keys: ShopKeys & { siteId: string }
  /** Its owner, as the admin panel brings them in. */
  member: HostTokenAnswer
  /** Path under the site's API. */
  site(path: string): string
  /** The address that signs its owner's phone in at the relay's own inbox. */
  phone(): Promise<string>
  /** A shopper on one of its pages. */
  visitor(): Promise<StartAnswer>
}

export async function startLinkedShop(
  options: Overrides & { env?: Record<string, string> } = {},
): Promise<LinkedShop> {
  const port = String(await freePort())
  const shop = await startTestShop(`http://127.0.0.1:${port}`)
  const allowed = `127.0.0.1:${new URL(shop.url).port}`
  const env = { PORT: port, SIGNUP: 'open', EGRESS_ALLOW: allowed, ...options.env }
  const relay = await startTestRelay({ ...options, env })
  const keys = await relay.json<LinkAnswer>('/host/v1/start', { body: shop.request() })
  if (keys.state !== 'linked') throw new Error('the shop was not linked')
  shop.secret = keys.secret
  const claims = { sub: '1', name: 'Noor', role: 'admin' }
  const clock = options.clock ?? Date.now
  const vouch = async <T>(path: string) =>
    relay.json<T>(`/host/v1/${keys.siteKey}/${path}`, {
      body: { token: await signAsShop(keys, 'loods-member', claims, clock()) },
      headers: { origin: shop.url },
    })
  const member = await vouch<HostTokenAnswer>('token')
  return {
    relay,
    shop,
    keys,
    member,
    site: (path) => `/api/sites/${keys.siteId}${path}`,
    phone: async () => (await vouch<PhoneLinkAnswer>('phone-link')).url,
    visitor: () => startVisitor(relay, keys.siteKey),
    async [Symbol.asyncDispose]() {
      await relay[Symbol.asyncDispose]()
      await shop[Symbol.asyncDispose]()
    },
  }
}
