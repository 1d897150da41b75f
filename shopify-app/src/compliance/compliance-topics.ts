import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { Writer } from '../../../relay/src/db/writer.ts'
import type { Hosts } from '../../../relay/src/hosts/hosts.module.ts'
import { orderReference } from '../../../relay/src/orders/order-reference.ts'
import type { OutboxResult } from '../../../relay/src/outbox/handler.ts'
import type { Customer, CustomerPrivacy } from '../../../relay/src/privacy/customer.service.ts'
import type { SiteService } from '../../../relay/src/sites/site.service.ts'
import type { Told, Topics } from '../webhooks/topics.ts'

export interface ComplianceDeps {
  writer: Writer
  customers: CustomerPrivacy
  sites: Pick<SiteService, 'signingSecret'>
  links: Pick<Hosts['links'], 'erase'>
  tellOwners: Hosts['tellOwners']
}

/** What Shopify passes on because the law asks for it; every app listens to these. */
export function complianceTopics(deps: ComplianceDeps): Topics {
  return {
    'customers/data_request': { handle: (told) => asked(deps, told) },
    'customers/redact': { handle: (told) => redact(deps, told) },
    'shop/redact': { handle: (told) => redactShop(deps, told) },
  }
}

const number = v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^\d{1,30}$/))
const text = v.fallback(v.optional(v.nullable(v.string())), undefined)
const numbers = v.fallback(v.array(number), [])

/** Any of it may be missing: somebody may have ordered without an account. */
const payload = v.object({
  customer: v.fallback(
    v.object({ id: v.fallback(v.optional(number), undefined), email: text, phone: text }),
    {},
  ),
  orders_requested: numbers,
  orders_to_redact: numbers,
  data_request: v.fallback(v.object({ id: v.fallback(v.optional(number), undefined) }), {}),
})

async function customerOf({ sites }: ComplianceDeps, { shop, body }: Told): Promise<Customer> {
  const { customer, orders_requested, orders_to_redact } = v.parse(payload, body)
  const secret = await sites.signingSecret(shop.siteId)
  const { id, email, phone } = customer
  return {
    ...(id && { externalId: id }),
    ...(email && { email: email.toLowerCase() }),
    ...(phone && { phone }),
    orders: [...orders_requested, ...orders_to_redact].map((one) => orderReference(secret, one)),
  }
}

/** Keeps the question for the shop's owners, who answer their customer themselves. */
async function asked(deps: ComplianceDeps, told: Told): Promise<undefined> {
  const { siteId } = told.shop
  const customer = await customerOf(deps, told)
  const request = v.parse(payload, told.body).data_request.id ?? JSON.stringify(customer)
  const hash = createHash('sha256').update(`${siteId} ${request}`).digest('base64url')
  await deps.writer.run(async (tx) => {
    const isNews = await deps.customers.ask(tx, siteId, hash.slice(0, 21), customer)
    if (isNews) await deps.tellOwners(tx, siteId, 'dataAsked')
  })
  return undefined
}

async function redact(deps: ComplianceDeps, told: Told): Promise<undefined> {
  await deps.customers.erase(told.shop.siteId, await customerOf(deps, told))
  return undefined
}

/** Two days after the app was taken out: all of the shop goes, unless the app is back. */
async function redactShop(
  { links }: ComplianceDeps,
  { shop, triggeredAt }: Told,
): Promise<OutboxResult | undefined> {
  if (shop.state === 'installed' || triggeredAt < shop.installedAt) {
    return { outcome: 'cancel', reason: 'the app is back in the shop' }
  }
  await links.erase(shop.siteId)
  return undefined
}
