import { signCustomerToken } from '../../../relay/src/contacts/customer-token.ts'
import type { SiteService } from '../../../relay/src/sites/site.service.ts'
import { type AdminApi, graphql } from '../admin-api/admin-api.ts'
import type { Shop, ShopService } from '../shops/shop.service.ts'
import type { ProxiedRequest } from './signed-request.ts'

/** A customer's name and address, where the shop grants read_customers and Shopify lets the app see them. */
const CUSTOMER = graphql`
  query Customer($id: ID!) {
    customer(id: $id) {
      firstName
      lastName
      defaultEmailAddress {
        emailAddress
      }
    }
  }
`

interface CustomerAnswer {
  customer: {
    firstName: string | null
    lastName: string | null
    defaultEmailAddress: { emailAddress: string } | null
  } | null
}

export interface IdentifyDeps {
  shops: Pick<ShopService, 'byDomain'>
  sites: Pick<SiteService, 'byId' | 'signingSecret'>
  api: AdminApi
  clock: () => number
}

/** Vouches for a Shopify shop's logged-in customers. */
export interface Identify {
  /** The site whose shop asks, if its app is installed. */
  siteOf(request: ProxiedRequest): Promise<Shop | undefined>
  /** A token that says who is logged in at this shop, good for ten minutes. */
  token(shop: Shop, customerId: string): Promise<string>
}

export function createIdentify({ shops, sites, api, clock }: IdentifyDeps): Identify {
  return {
    async siteOf(request) {
      const shop = await shops.byDomain(request.shop)
      return shop?.state === 'installed' ? shop : undefined
    },
    async token({ siteId, scopes }, customerId) {
      const { key } = await sites.byId(siteId)
      const secret = await sites.signingSecret(siteId)
      const person = scopes.includes('read_customers')
        ? await personOf(api, siteId, customerId)
        : {}
      const customer = { externalId: customerId, ...person }
      return signCustomerToken(customer, { key, secret }, clock())
    },
  }
}

/** What may be known; nothing where Shopify does not say: who it is does not depend on it. */
async function personOf(
  api: AdminApi,
  siteId: string,
  customerId: string,
): Promise<{ name?: string; email?: string }> {
  const id = `gid://shopify/Customer/${customerId}`
  const answer = await api.query<CustomerAnswer>(siteId, CUSTOMER, { id })
  if (answer.outcome !== 'ok' || !answer.data.customer) return {}
  const { firstName, lastName, defaultEmailAddress } = answer.data.customer
  const name = [firstName, lastName].filter(Boolean).join(' ').slice(0, 80)
  const email = defaultEmailAddress?.emailAddress
  return { ...(name && { name }), ...(email && { email }) }
}
