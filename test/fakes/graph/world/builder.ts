import type { Core } from '../core.ts'
import { subscribe } from '../webhooks/subscription.routes.ts'
import { addPerson, type NewPerson } from './people.ts'
import { waIdOf } from './phone-numbers.ts'
import type { App, Business, Page, Person, PhoneNumber, Token, Waba } from './world.ts'

/** Fields of the two webhooks that a relay is likely to want. */
export const WHATSAPP_FIELDS = [
  'messages',
  'message_template_status_update',
  'template_category_update',
  'phone_number_quality_update',
  'account_update',
  'smb_message_echoes',
  'smb_app_state_sync',
  'history',
]
export const PAGE_FIELDS = [
  'messages',
  'message_echoes',
  'messaging_postbacks',
  'messaging_referrals',
  'messaging_optins',
  'message_deliveries',
  'message_reads',
  'message_reactions',
  'message_edits',
]

/** Adds what exists at Meta before anybody sends anything. */
export interface Builder {
  addBusiness: (given?: Partial<Business>) => Business
  addApp: (given?: Partial<Omit<App, 'subscriptions'>>) => App
  addAccount: (given?: Partial<Waba> & { business?: Business }) => Waba
  /** Registered, unless `pin` is undefined on purpose. */
  addNumber: (waba: Waba, given?: Partial<PhoneNumber>) => PhoneNumber
  addPage: (business: Business, given?: Partial<Page>) => Page
  /** A system user's token for accounts, with all permissions unless told otherwise. */
  addToken: (app: App, wabas: Waba[], given?: Partial<Token>) => Token
  addPageToken: (app: App, page: Page, given?: Partial<Token>) => Token
  addPerson: (given: NewPerson & { id?: string }) => Person
  /** Points an app's webhooks at `callbackUrl` (which must shake hands) and subscribes it to `of`. */
  subscribe: (
    app: App,
    callback: { callbackUrl: string; verifyToken: string },
    of: (Waba | Page)[],
  ) => Promise<void>
}

const MANAGED = [
  'whatsapp_business_messaging',
  'whatsapp_business_management',
  'business_management',
]
const PAGED = ['pages_messaging', 'pages_manage_metadata', 'pages_show_list']

export function createBuilder(core: Core): Builder {
  const { world, ids } = core
  const put = <T extends { id: string }>(map: Map<string, T>, item: T): T => {
    map.set(item.id, item)
    return item
  }

  function addBusiness(given: Partial<Business> = {}): Business {
    const usual = {
      id: ids.node(),
      name: 'Huis & Haard',
      contactBook: true,
      linked: false,
      verified: true,
    }
    return put(world.businesses, { ...usual, ...given })
  }

  function addToken(app: App, given: Partial<Token>): Token {
    const token: Token = {
      value: ids.accessToken(),
      kind: 'system_user',
      appId: app.id,
      wabaIds: new Set(),
      pageIds: new Set(),
      scopes: new Set(),
      revoked: false,
      expiresAt: undefined,
      ...given,
    }
    world.tokens.set(token.value, token)
    return token
  }

  return {
    addBusiness,
    addApp: (given = {}) =>
      put(world.apps, {
        id: ids.node(),
        name: 'Loods',
        secret: ids.secret(),
        subscriptions: new Map(),
        humanAgent: true,
        profiles: true,
        ...given,
      }),
    addAccount({ business = addBusiness(), ...given } = {}) {
      return put(world.wabas, {
        id: ids.node(),
        businessId: business.id,
        name: business.name,
        standing: 'good',
        subscribedApps: new Map(),
        currency: 'EUR',
        ...given,
      })
    },
    addNumber: (waba, given = {}) =>
      put(world.numbers, { ...usualNumber(ids.node()), wabaId: waba.id, ...given }),
    addPage: (business, given = {}) =>
      put(world.pages, {
        id: ids.node(),
        businessId: business.id,
        name: business.name,
        username: 'huisenhaard',
        subscribedApps: new Map(),
        restricted: false,
        ...given,
      }),
    addToken: (app, wabas, given = {}) =>
      addToken(app, {
        wabaIds: new Set(wabas.map(({ id }) => id)),
        scopes: new Set(MANAGED),
        ...given,
      }),
    addPageToken: (app, page, given = {}) =>
      addToken(app, {
        kind: 'page',
        pageIds: new Set([page.id]),
        scopes: new Set(PAGED),
        ...given,
      }),
    addPerson: ({ id = `person ${world.people.size + 1}`, ...given }) =>
      addPerson(world, id, given),
    async subscribe(app, { callbackUrl, verifyToken }, of) {
      const callback = { callback_url: callbackUrl, verify_token: verifyToken }
      const [accounts, pages] = [of.filter(isAccount), of.filter((it) => !isAccount(it))]
      if (accounts.length > 0) {
        const object = 'whatsapp_business_account'
        await subscribe(core, app, { ...callback, object, fields: WHATSAPP_FIELDS })
      }
      if (pages.length > 0)
        await subscribe(core, app, { ...callback, object: 'page', fields: PAGE_FIELDS })
      for (const account of accounts) account.subscribedApps.set(app.id, undefined)
      for (const page of pages) (page as Page).subscribedApps.set(app.id, new Set(PAGE_FIELDS))
    },
  }
}

function isAccount(it: Waba | Page): it is Waba {
  return 'standing' in it
}

function usualNumber(id: string): Omit<PhoneNumber, 'wabaId'> {
  return {
    id,
    digits: waIdOf('31858880000'),
    displayPhoneNumber: '+31 85 888 0000',
    verifiedName: 'Huis & Haard',
    quality: 'GREEN',
    messagingLimit: 'TIER_2K',
    throughput: 80,
    pin: '123456',
    coexistsSince: undefined,
    webhookOverride: undefined,
    profile: {},
    qrCodes: new Map(),
  }
}
