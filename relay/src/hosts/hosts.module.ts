import type { Accounts } from '../accounts/accounts.module.ts'
import type { SignUpMode } from '../accounts/sign-up.service.ts'
import type { Database } from '../db/database.ts'
import type { Writer } from '../db/writer.ts'
import type { Egress } from '../egress/egress.ts'
import type { Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { MailQueue } from '../mail/mail.queue.ts'
import { addMember } from '../members/member.service.ts'
import type { SiteService } from '../sites/site.service.ts'
import { createAskShop } from './ask-shop.ts'
import { catalogueRoutes } from './catalogue.routes.ts'
import { type CatalogueDeps, createCatalogue } from './catalogue.service.ts'
import { type AskShop, type Connectors, createAskAny } from './connector.ts'
import { hostRoutes } from './host.routes.ts'
import { createLinkService, type LinkDeps, type LinkService } from './link.service.ts'
import { createHostPeople, type HostPeopleService } from './people.service.ts'
import { createPhones } from './phone.service.ts'
import { createPluginZip } from './plugin-zip.ts'
import { shopOrderRoutes } from './shop-orders.routes.ts'

export interface HostsDeps {
  db: Database
  writer: Writer
  clock: () => number
  config: { publicUrl: string; signup: SignUpMode }
  limits: Limits
  egress: Egress
  sites: SiteService
  accounts: Accounts
  mails: MailQueue
  facts: LinkDeps['facts']
  eraseSite: LinkDeps['eraseSite']
  ownAddresses: CatalogueDeps['ownAddresses']
  /** Where the build puts the plugin. */
  pluginZip: string
  /** How shops that are no WordPress are asked. */
  connectors: Connectors
}

/** Shops whose members work in another admin panel. */
export interface Hosts {
  links: LinkService
  people: HostPeopleService
  /** Asks a linked shop's own software. */
  ask: AskShop
  tellOwners: LinkDeps['tellOwners']
  routes: Route[]
}

export function createHosts(deps: HostsDeps): Hosts {
  const { accounts, mails, config } = deps
  const { members, sessions, operator } = accounts
  const people = createHostPeople({
    ...deps,
    sessions,
    members,
    createAccount: accounts.create,
    addMember,
  })
  const tellOwners: LinkDeps['tellOwners'] = async (tx, siteId, what) => {
    for (const { role, ...who } of await members.people(siteId)) {
      if (role !== 'owner' || who.email === '') continue
      // Tied to no site: the mail outlives a shop that is erased.
      await mails.add(tx, { kind: 'mail.notice', payload: { ...noticeTo(who, what), siteId } })
    }
  }
  const links = createLinkService({
    ...deps,
    ...config,
    people,
    operator,
    async tellOperator(tx) {
      const who = await operator()
      if (who) await mails.add(tx, { kind: 'mail.notice', payload: noticeTo(who, 'shopAsks') })
    },
    tellOwners,
  })
  const ask = createAskAny(links, {
    wordpress: createAskShop({ ...deps, links }),
    ...deps.connectors,
  })
  return {
    links,
    people,
    ask,
    tellOwners,
    routes: [
      ...hostRoutes({
        links,
        people,
        phones: createPhones({ ...deps, ...config, people, sessions }),
        publicUrl: config.publicUrl,
        limits: deps.limits,
        pluginZip: createPluginZip(deps.pluginZip, config.publicUrl),
        isOperator: async (accountId) => (await operator())?.accountId === accountId,
      }),
      ...catalogueRoutes({ catalogue: createCatalogue({ ...deps, ask }), limits: deps.limits }),
      ...shopOrderRoutes({ ask, limits: deps.limits }),
    ],
  }
}

function noticeTo<N extends string>(
  { email, language }: { email: string; language: 'nl' | 'en' },
  notice: N,
) {
  return { to: email, language, notice }
}
