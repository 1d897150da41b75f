import type { Checkout, ExtensionApi, PixelEvents } from '@shopify/web-pixels-extension'

type Name = keyof PixelEvents
type Heard = (event: PixelEvents[Name]) => unknown

/** What a pixel is given in its sandbox, and what the shop's pages have it hear. */
export interface FakeShop {
  api: Pick<ExtensionApi, 'analytics' | 'browser' | 'settings'>
  /** Something happens on a page. */
  happens<K extends Name>(name: K, data: PixelEvents[K] extends { data: infer D } ? D : never): void
}

/** @param stored what the shop's pages have in their localStorage; null: it may not be read */
export function fakeShop(stored: Record<string, string> | null = {}): FakeShop {
  const heard = new Map<string, Heard>()
  let count = 0
  return {
    api: {
      settings: { relay: 'https://chat.example', siteKey: 'abcdefghijklmnop' },
      analytics: {
        subscribe(name, callback) {
          heard.set(name, callback as unknown as Heard)
          return () => heard.delete(name)
        },
      },
      browser: { localStorage: { getItem: read(stored) } } as ExtensionApi['browser'],
    },
    happens(name, data) {
      count += 1
      heard.get(name)?.({
        clientId: 'c1e1e7b2-4f0d-4c0e-9a39-0c1d4a1f0001',
        data,
        id: `sh-00000000-000${count}`,
        name,
        timestamp: '2026-11-23T10:00:00.000Z',
      } as unknown as PixelEvents[Name])
    },
  }
}

function read(stored: Record<string, string> | null) {
  return async (key: string): Promise<string | null> => {
    if (!stored) throw new Error('refused')
    return stored[key] ?? null
  }
}

const ADDRESS = {
  address1: 'Prinsengracht 1',
  address2: null,
  city: 'Amsterdam',
  country: 'NL',
  countryCode: 'NL',
  firstName: 'Sanne',
  lastName: 'de Vries',
  phone: '+31612345678',
  province: null,
  provinceCode: null,
  zip: '1015 DZ',
}

/** A checkout with everything filled in that says who somebody is. */
export function checkout(changes: Partial<Checkout> = {}): Checkout {
  const euros = (amount: number) => ({ amount, currencyCode: 'EUR' })
  return {
    attributes: [{ key: 'gift', value: 'For Noor' }],
    billingAddress: ADDRESS,
    buyerAcceptsEmailMarketing: true,
    buyerAcceptsSmsMarketing: false,
    currencyCode: 'EUR',
    delivery: null,
    discountApplications: [],
    discountsAmount: null,
    email: 'sanne@example.com',
    lineItems: [
      {
        discountAllocations: [],
        finalLinePrice: euros(119.8),
        id: '1',
        properties: [],
        quantity: 2,
        sellingPlanAllocation: null,
        title: 'Desk lamp Noot',
        variant: null,
      },
    ],
    localization: {
      country: { isoCode: 'NL' },
      language: { isoCode: 'nl-NL' },
      market: { handle: 'nl', id: '1' },
    },
    order: null,
    phone: '+31612345678',
    shippingAddress: ADDRESS,
    shippingLine: null,
    smsMarketingPhone: null,
    subtotalPrice: euros(119.8),
    token: 'secret-checkout-token',
    totalPrice: euros(124.75),
    totalTax: euros(20),
    transactions: [],
    ...changes,
  }
}
