import {
  hostTokenAnswer,
  hostTokenRequest,
  id,
  linkAnswer,
  linkChange,
  linkDecision,
  linkMove,
  linkRequest,
  linkRequestsAnswer,
  linkStatus,
  personRemoval,
  phoneLinkAnswer,
  phoneSignInRequest,
  pluginVersion,
  siteErasure,
  ticketAnswer,
} from '@loods/protocol'
import * as v from 'valibot'
import { notFound, RelayError } from '../errors.ts'
import { defineRoute, type Route } from '../http/route.ts'
import { putSessionCookie, userAgentOf } from '../http/session-cookie.ts'
import type { Limits } from '../limits/limits.ts'
import type { LinkService } from './link.service.ts'
import type { HostPeopleService } from './people.service.ts'
import type { PhoneService } from './phone.service.ts'
import type { PluginZip } from './plugin-zip.ts'

export interface HostRouteDeps {
  links: LinkService
  people: HostPeopleService
  phones: PhoneService
  publicUrl: string
  limits: Limits
  pluginZip: PluginZip
  /** Whether this account runs the relay. */
  isOperator(accountId: string): Promise<boolean>
}

/** What shops in other admin panels say to the relay. */
export function hostRoutes(deps: HostRouteDeps): Route[] {
  return [
    downloadRoute(deps),
    versionRoute(deps),
    ...shopRoutes(deps),
    ...phoneRoutes(deps),
    ...operatorRoutes(deps),
  ]
}

function versionRoute({ pluginZip, limits }: HostRouteDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/download/loods-live-chat.json',
    policy: 'public',
    summary: 'Which version of the WordPress plugin this relay hands out',
    response: pluginVersion,
    async handle({ address }) {
      await limits.publicCall(address)
      const version = await pluginZip.version()
      if (version === undefined) throw notBuilt()
      return { version }
    },
  })
}

function notBuilt(): RelayError {
  return new RelayError(
    'not_found',
    'The plugin was not built here yet. Whoever runs this relay runs: npm run build:wordpress',
  )
}

function downloadRoute({ pluginZip, limits }: HostRouteDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/download/loods-live-chat.zip',
    policy: 'public',
    summary: 'The WordPress plugin, which knows this relay',
    async handle({ c, address }) {
      await limits.publicCall(address)
      const zip = await pluginZip.read()
      if (!zip) throw notBuilt()
      return c.body(zip.buffer as ArrayBuffer, 200, {
        'content-type': 'application/zip',
        'content-disposition': 'attachment; filename="loods-live-chat.zip"',
      })
    },
  })
}

function shopRoutes({ links, people, limits }: HostRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/host/v1/start',
      policy: 'public',
      summary: 'Link a shop: the relay calls it back, and gives it a site',
      body: linkRequest,
      response: linkAnswer,
      async handle({ body, address }) {
        await limits.start(address)
        return links.start(body)
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/host/v1/requests/:ticket',
      policy: 'public',
      summary: 'Whether a shop that asked may come in by now',
      params: v.object({ ticket: id }),
      response: ticketAnswer,
      async handle({ params, address }) {
        await limits.publicCall(address)
        return { state: await links.ticket(params.ticket) }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/host/v1/:siteKey/token',
      policy: 'site',
      summary: 'Bring in a person of the shop’s admin panel, with a token the shop signed',
      body: hostTokenRequest,
      response: hostTokenAnswer,
      async handle({ principal, body, address, c }) {
        await limits.publicCall(address)
        return people.enter(principal.siteKey, body.token, userAgentOf(c))
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/host/v1/:siteKey/status',
      policy: 'shop',
      summary: 'Whether the link stands, and where the widget was last seen',
      response: linkStatus,
      handle: ({ principal }) => links.status(principal.siteId),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/host/v1/:siteKey/link',
      policy: 'shop',
      summary: 'The plugin was switched on or off',
      body: linkChange,
      async handle({ principal, body }) {
        await links.change(principal.siteId, body)
        return undefined
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/host/v1/:siteKey/move',
      policy: 'shop',
      summary: 'The shop has another address now, which the relay calls back',
      body: linkMove,
      async handle({ principal, body, address }) {
        await limits.start(address)
        await links.move(principal.siteId, body)
        return undefined
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/host/v1/:siteKey/erase',
      policy: 'shop',
      summary: 'Erase the shop and everything of it, for good',
      body: siteErasure,
      async handle({ principal, body }) {
        if (body.siteId !== principal.siteId) throw notFound('This shop')
        await links.erase(principal.siteId)
        return undefined
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/host/v1/:siteKey/people/removed',
      policy: 'shop',
      summary: 'Somebody may no longer answer for the shop',
      body: personRemoval,
      async handle({ principal, body }) {
        await people.remove(principal.siteId, body.id)
        return undefined
      },
    }),
  ]
}

function phoneRoutes({ phones, limits, publicUrl }: HostRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/host/v1/:siteKey/phone-link',
      policy: 'site',
      summary: 'A link that signs the phone of a person of the shop’s admin panel in, once',
      body: hostTokenRequest,
      response: phoneLinkAnswer,
      async handle({ principal, body, address }) {
        await limits.publicCall(address)
        return phones.link(principal.siteKey, body.token)
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/session/phone',
      policy: 'public',
      summary: 'Sign a phone in, with the code on its owner’s other screen',
      body: phoneSignInRequest,
      async handle({ body, c, address }) {
        await limits.publicCall(address)
        putSessionCookie(c, publicUrl, await phones.signIn(body.token, userAgentOf(c)))
        return undefined
      },
    }),
  ]
}

function operatorRoutes({ links, isOperator }: HostRouteDeps): Route[] {
  async function onlyOperator(accountId: string): Promise<void> {
    if (await isOperator(accountId)) return
    throw new RelayError('forbidden', 'Only the owner who set this relay up can do this.')
  }
  return [
    defineRoute({
      method: 'GET',
      path: '/api/link-requests',
      policy: 'account',
      summary: 'Shops that ask to be let in',
      response: linkRequestsAnswer,
      async handle({ principal }) {
        return { shops: (await isOperator(principal.accountId)) ? await links.waiting() : [] }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/link-requests/:requestId',
      policy: 'account',
      summary: 'Let a shop in, or not',
      params: v.object({ requestId: id }),
      body: linkDecision,
      async handle({ principal, params, body }) {
        await onlyOperator(principal.accountId)
        await links.decide(params.requestId, body.approve)
        return undefined
      },
    }),
  ]
}
