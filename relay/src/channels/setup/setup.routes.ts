import {
  callbackRequest,
  channelCallback,
  channelChange,
  channelCheck,
  channelRenewal,
  channelsAnswer,
  channelValues,
  channelView,
  connectAnswer,
  id,
  profileHours,
  profileText,
  setupAnswer,
} from '@loods/protocol'
import * as v from 'valibot'
import { roleCovers } from '../../http/principal.ts'
import { defineRoute, type Route } from '../../http/route.ts'
import type { Limits } from '../../limits/limits.ts'
import type { ChannelAccount } from '../account.ts'
import { asksNetwork } from '../asks-network.ts'
import type { ProfileService } from './profile.ts'
import type { SetupService } from './setup.service.ts'

const inSite = v.object({ siteId: id })
const inChannel = v.object({ siteId: id, channelId: id })
const all = '/api/sites/:siteId/channels'
const one = `${all}/:channelId`

export interface SetupRouteDeps {
  setup: SetupService
  profile: ProfileService
  /** Writes the template that wakes a member's phone. */
  makeAlert(channel: ChannelAccount): Promise<void>
  limits: Limits
  /** Whether the relay has a number of its own. */
  service: boolean
}

/** A shop's numbers and pages. Members see which there are; who runs the shop sets them up. */
export function setupRoutes(deps: SetupRouteDeps): Route[] {
  return [
    ...readRoutes(deps),
    ...asksNetwork(deps.limits, [
      ...valueRoutes(deps),
      ...networkRoutes(deps),
      ...profileRoutes(deps),
    ]),
    ...ownRoutes(deps),
  ]
}

function readRoutes({ setup, service }: SetupRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: all,
      policy: 'agent',
      summary: 'The shop’s numbers and pages on other networks, and whether they work',
      params: inSite,
      response: channelsAnswer,
      handle: async ({ principal }) => ({
        channels: await setup.list(principal.siteId, roleCovers(principal.role, 'admin')),
        service,
      }),
    }),
    defineRoute({
      method: 'GET',
      path: `${one}/callback`,
      policy: 'admin',
      summary: 'What is to be pasted at the network, so that it brings what happens',
      params: inChannel,
      response: channelCallback,
      handle: ({ principal, params }) => setup.callback(principal.siteId, params.channelId),
    }),
  ]
}

function valueRoutes({ setup }: SetupRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: `${all}/check`,
      policy: 'admin',
      summary: 'Look at values by requests to the network; nothing is kept',
      params: inSite,
      body: channelValues,
      response: channelCheck,
      handle: ({ body: { kind, ...typed } }) => setup.check(kind, typed),
    }),
    defineRoute({
      method: 'POST',
      path: all,
      policy: 'admin',
      summary: 'Connect a number or page whose values are right',
      params: inSite,
      body: channelValues,
      response: connectAnswer,
      handle: ({ principal, body: { kind, ...typed } }) =>
        setup.connect(principal.siteId, kind, typed),
    }),
    defineRoute({
      method: 'POST',
      path: `${one}/renew`,
      policy: 'admin',
      summary: 'Put another token or app secret in the place of the one there is, if it is right',
      params: inChannel,
      body: channelRenewal,
      response: connectAnswer,
      handle: ({ principal, params, body }) =>
        setup.renew(principal.siteId, params.channelId, body),
    }),
  ]
}

function networkRoutes({ setup, makeAlert }: SetupRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: `${one}/callback`,
      policy: 'admin',
      summary: 'Paste the callback at the network by itself, and subscribe',
      params: inChannel,
      body: callbackRequest,
      response: setupAnswer,
      handle: ({ principal, params, body }) =>
        setup.register(principal.siteId, params.channelId, body.replace),
    }),
    defineRoute({
      method: 'POST',
      path: `${one}/subscribe`,
      policy: 'admin',
      summary: 'Ask the network to bring what happens on a channel',
      params: inChannel,
      response: setupAnswer,
      handle: ({ principal, params }) => setup.subscribe(principal.siteId, params.channelId),
    }),
    defineRoute({
      method: 'POST',
      path: `${one}/health`,
      policy: 'admin',
      summary: 'Look at a channel now, and let it try again',
      params: inChannel,
      response: channelView,
      handle: ({ principal, params }) => setup.lookAgain(principal.siteId, params.channelId),
    }),
    defineRoute({
      method: 'POST',
      path: `${one}/alert-template`,
      policy: 'admin',
      summary: 'Have the template made that wakes a member’s phone',
      params: inChannel,
      async handle({ principal, params }) {
        await makeAlert(await setup.own(principal.siteId, params.channelId))
        return undefined
      },
    }),
  ]
}

function profileRoutes({ setup, profile }: SetupRouteDeps): Route[] {
  const path = `${one}/profile`
  return [
    defineRoute({
      method: 'GET',
      path,
      policy: 'admin',
      summary:
        'The description of a number’s business profile, and how it would be with opening hours',
      params: inChannel,
      query: v.object({ hours: v.optional(profileHours.entries.hours, '') }),
      response: profileText,
      async handle({ principal, params, query }) {
        const channel = await setup.own(principal.siteId, params.channelId)
        return profile.preview(channel, query.hours)
      },
    }),
    defineRoute({
      method: 'POST',
      path,
      policy: 'admin',
      summary: 'Write opening hours into the description of a number’s business profile',
      params: inChannel,
      body: profileHours,
      response: profileText,
      async handle({ principal, params, body }) {
        const channel = await setup.own(principal.siteId, params.channelId)
        return profile.write(channel, body.hours)
      },
    }),
  ]
}

/** What is between the shop and us alone. */
function ownRoutes({ setup }: SetupRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: `${one}/trial`,
      policy: 'admin',
      summary: 'Make a text that its owner sends from a phone to try a channel out',
      params: inChannel,
      response: channelView,
      handle: ({ principal, params }) => setup.tryOut(principal, params.channelId),
    }),
    defineRoute({
      method: 'PATCH',
      path: one,
      policy: 'admin',
      summary: 'Change what is decided of a channel: whether people there see that they were read',
      params: inChannel,
      body: channelChange,
      response: channelView,
      handle: ({ principal, params, body }) =>
        setup.change(principal.siteId, params.channelId, body),
    }),
    defineRoute({
      method: 'DELETE',
      path: one,
      policy: 'admin',
      summary: 'Disconnect a number or page: its secrets are deleted, what was said stays',
      params: inChannel,
      async handle({ principal, params }) {
        await setup.disconnect(principal.siteId, params.channelId)
        return undefined
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: all,
      policy: 'admin',
      summary: 'Delete all tokens of the shop at once',
      params: inSite,
      async handle({ principal }) {
        await setup.disconnectAll(principal.siteId)
        return undefined
      },
    }),
  ]
}
