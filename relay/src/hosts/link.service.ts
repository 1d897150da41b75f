import type {
  HostName,
  LinkAnswer,
  LinkChange,
  LinkMove,
  LinkRequest,
  LinkStatus,
  TicketAnswer,
} from '@loods/protocol'
import { nanoid } from 'nanoid'
import type { SignUpMode } from '../accounts/sign-up.service.ts'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import type { Egress } from '../egress/egress.ts'
import { notFound, RelayError } from '../errors.ts'
import type { SiteService } from '../sites/site.service.ts'
import {
  approveRequest,
  deleteRequest,
  findErasing,
  findLink,
  findLinkByUrl,
  findRequest,
  findRequests,
  insertLink,
  isLinkedOrigin,
  keepRequest,
  updateLink,
} from './link.repository.ts'
import type { HostPeopleService } from './people.service.ts'
import { proveShop } from './proof.ts'

/** A shop that asked and waits for whoever runs the relay. */
export interface WaitingShop {
  id: string
  url: string
  name: string
  email: string
  createdAt: number
}

/** Ties shops in other admin panels to their site here. */
export interface LinkService {
  /**
   * A shop's owner pressed Start. Once the shop proved itself: a shop known by its address gets its
   * site back with a new secret, and its owners are told; a new one gets a site, or waits for an
   * answer of whoever runs a relay that takes no new shops by itself.
   * @throws RelayError forbidden when the shop does not prove itself; signup_closed
   */
  start(request: LinkRequest): Promise<LinkAnswer>
  /** What became of a shop's wish to come in. @param id what it got while it waited @throws RelayError not_found when it was refused, or is in already */
  ticket(id: string): Promise<TicketAnswer['state']>
  /** The plugin was switched on or off: the widget follows, in cached pages too. */
  change(siteId: string, change: LinkChange): Promise<void>
  /** The same inside an open transaction. What is being erased stays so. */
  set(tx: WriteTx, siteId: string, state: LinkChange['state']): Promise<void>
  /**
   * The shop has another address now, which it proves as at Start. Its owners are told.
   * @throws RelayError forbidden when it does not prove itself; already_exists when another shop lives there
   */
  move(siteId: string, move: LinkMove): Promise<void>
  /** Erases the shop and everything of it, for good; its owners are told. */
  erase(siteId: string): Promise<void>
  /** Goes on with erasing where an earlier process was stopped. */
  finishErasing(): Promise<void>
  status(siteId: string): Promise<LinkStatus>
  /** Whether the widget may run: false while its plugin is switched off. */
  isOn(siteId: string): Promise<boolean>
  /** What kind of shop it is, where its own software can be asked. */
  host(siteId: string): Promise<HostName | undefined>
  /**
   * Ties a shop that proved itself in the way of its own kind to a site, or to the one it has already,
   * inside an open transaction. Who belongs to it is brought in by the caller.
   * @returns the site's id
   * @throws RelayError unavailable while it is being erased
   */
  add(tx: WriteTx, shop: ProvenShop): Promise<string>
  /** Where a linked shop's own server is. @throws RelayError not_found */
  endpoint(siteId: string): Promise<string>
  /** Whether an admin panel at this origin may use the API of this site, or of some site. */
  isLinkedOrigin(origin: string, siteId?: string): Promise<boolean>
  waiting(): Promise<WaitingShop[]>
  /** @throws RelayError not_found */
  decide(id: string, approve: boolean): Promise<void>
}

/** A shop of which it is known whose it is. */
export interface ProvenShop extends Pick<LinkRequest, 'shop'> {
  host: HostName
  /** Address of its home page. */
  url: string
  /** Where its own server is asked; empty where that is known otherwise. */
  endpoint: string
}

/** What a shop's owners hear of by mail. */
export type LinkNews = 'shopLinked' | 'shopMoved' | 'shopErased' | 'appToOpen' | 'dataAsked'

export interface LinkDeps {
  db: Database
  writer: Writer
  egress: Egress
  signup: SignUpMode
  publicUrl: string
  sites: SiteService
  people: HostPeopleService
  /** Whoever runs the relay, if it was set up. */
  operator(): Promise<{ accountId: string } | undefined>
  /** Tells whoever runs the relay that a shop waits. */
  tellOperator(tx: WriteTx): Promise<void>
  /** Tells a shop's owners what became of its link. */
  tellOwners(tx: WriteTx, siteId: string, what: LinkNews): Promise<void>
  /** Erases everything of a site. */
  eraseSite(siteId: string): Promise<void>
  /** Where the widget was last seen, and how many shoppers wait. */
  facts(siteId: string): Promise<Pick<LinkStatus, 'seen' | 'waiting'>>
}

export function createLinkService(deps: LinkDeps): LinkService {
  const { db, writer, sites } = deps

  async function linked(siteId: string): Promise<LinkAnswer> {
    const { key } = await sites.byId(siteId)
    return {
      state: 'linked',
      siteId,
      siteKey: key,
      secret: await sites.signingSecret(siteId),
    }
  }

  const service: LinkService = {
    async start(request) {
      const url = homeOf(request.url)
      await proveShop(deps.egress, request, new URL(deps.publicUrl).origin)
      const known = await findLinkByUrl(db.read, url)
      if (known?.state === 'erasing') await deps.eraseSite(known.site_id)
      else if (known) return linked(await linkAgain(deps, known, request))
      const asked = await findRequest(db.read, { url })
      if (deps.signup === 'open' || asked?.approved_at != null) {
        return linked(await writer.run((tx) => startNew(tx, deps, url, request)))
      }
      const { created_at, id } = await writer.run((tx) => askOperator(tx, deps, url, request))
      return { state: 'waiting', since: created_at, ticket: id }
    },
    async ticket(id) {
      const asked = await findRequest(db.read, { id })
      if (!asked) throw notFound('This request')
      return asked.approved_at === null ? 'waiting' : 'approved'
    },
    change: (siteId, { state }) => writer.run((tx) => service.set(tx, siteId, state)),
    async set(tx, siteId, state) {
      if ((await findLink(tx.db, siteId))?.state !== 'erasing') {
        await updateLink(tx.db, siteId, { state })
      }
    },
    async move(siteId, { url, ...move }) {
      const to = homeOf(url)
      await proveShop(deps.egress, { url, ...move }, new URL(deps.publicUrl).origin)
      await writer.run((tx) => moveLink(tx, deps, siteId, { url: to, endpoint: move.endpoint }))
    },
    async erase(siteId) {
      await writer.run(async (tx) => {
        // Begun before and not finished: its owners know.
        if ((await findLink(tx.db, siteId))?.state === 'erasing') return
        await updateLink(tx.db, siteId, { state: 'erasing' })
        await deps.tellOwners(tx, siteId, 'shopErased')
      })
      await deps.eraseSite(siteId)
    },
    async finishErasing() {
      for (const siteId of await findErasing(db.read)) await deps.eraseSite(siteId)
    },
    async status(siteId) {
      const link = await findLink(db.read, siteId)
      if (!link) throw notFound('This link')
      const state = link.state === 'on' ? 'on' : 'off'
      return { state, siteId, ...(await deps.facts(siteId)) }
    },
    isOn: async (siteId) => ((await findLink(db.read, siteId))?.state ?? 'on') === 'on',
    async host(siteId) {
      const link = await findLink(db.read, siteId)
      return link?.state === 'on' ? (link.host as HostName) : undefined
    },
    async endpoint(siteId) {
      const link = await findLink(db.read, siteId)
      if (link?.state !== 'on') throw notFound('The server of this shop')
      return link.endpoint
    },
    async add(tx, shop) {
      const known = await findLinkByUrl(tx.db, homeOf(shop.url))
      if (known?.state === 'erasing') throw beingErased()
      if (!known) return linkNew(tx, deps, homeOf(shop.url), shop)
      await updateLink(tx.db, known.site_id, { endpoint: shop.endpoint, state: 'on' })
      return known.site_id
    },
    isLinkedOrigin: (origin, siteId) => isLinkedOrigin(db.read, origin, siteId),
    async waiting() {
      const rows = await findRequests(db.read)
      return rows.filter(({ approved_at }) => approved_at === null).map(toWaiting)
    },
    async decide(id, approve) {
      const found = await writer.run(async (tx) => {
        if (approve) return approveRequest(tx.db, id, tx.now)
        await deleteRequest(tx.db, { id })
        return true
      })
      if (!found) throw notFound('This request')
    },
  }
  return service
}

/** One spelling of a shop's address: no query, no fragment, no slash at its end. */
export function homeOf(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname.replace(/\/+$/, '')
}

/** A shop whose owner pressed Start for the first time. */
async function startNew(
  tx: WriteTx,
  deps: LinkDeps,
  url: string,
  request: LinkRequest,
): Promise<string> {
  const siteId = await linkNew(tx, deps, url, request)
  await addOwner(tx, deps, siteId, request)
  return siteId
}

function addOwner(
  tx: WriteTx,
  deps: LinkDeps,
  siteId: string,
  { owner, shop: { language } }: Pick<LinkRequest, 'owner' | 'shop'>,
): Promise<string> {
  const { id: subject, name, email = '' } = owner
  return deps.people.add(tx, siteId, { subject, name, email, language, role: 'owner' })
}

async function linkNew(
  tx: WriteTx,
  deps: LinkDeps,
  url: string,
  { host, endpoint, shop }: Omit<ProvenShop, 'url'>,
): Promise<string> {
  const { name, language, timeZone, color } = shop
  const { origin } = new URL(url)
  const site = await deps.sites.create(tx, {
    name,
    language,
    timeZone,
    origins: [origin],
    ...(color && { color }),
  })
  await insertLink(tx.db, {
    site_id: site.id,
    host,
    url,
    origin,
    endpoint,
    state: 'on',
    created_at: tx.now,
  })
  await deleteRequest(tx.db, { url })
  return site.id
}

/** The address proved itself anew: what was signed before counts no longer. */
async function linkAgain(
  deps: LinkDeps,
  link: Row<'site_links'>,
  request: LinkRequest,
): Promise<string> {
  await deps.writer.run((tx) => comeBack(tx, deps, link, request))
  await deps.sites.rotateSecret(link.site_id)
  return link.site_id
}

/** A shop that was here already is on again, and whoever brought it back is an owner. */
async function comeBack(
  tx: WriteTx,
  deps: LinkDeps,
  { site_id }: Row<'site_links'>,
  request: LinkRequest,
): Promise<void> {
  await updateLink(tx.db, site_id, { endpoint: request.endpoint, state: 'on' })
  await deps.tellOwners(tx, site_id, 'shopLinked')
  await addOwner(tx, deps, site_id, request)
}

function beingErased(): RelayError {
  return new RelayError(
    'unavailable',
    'What this shop had here before is just being erased. Try again in a few minutes.',
  )
}

/** Everything that names the old address names the new one. */
async function moveLink(
  tx: WriteTx,
  deps: LinkDeps,
  siteId: string,
  to: { url: string; endpoint: string },
): Promise<void> {
  const link = await findLink(tx.db, siteId)
  if (!link) throw notFound('This link')
  const there = await findLinkByUrl(tx.db, to.url)
  if (there && there.site_id !== siteId) {
    throw new RelayError(
      'already_exists',
      'At this address another chat was started already. Nothing changed: answer that this is a copy, and press Start to go on with that one.',
    )
  }
  const { origin } = new URL(to.url)
  await updateLink(tx.db, siteId, { ...to, origin, state: 'on' })
  await deps.sites.replaceOrigin(tx, siteId, link.origin, origin)
  await deps.tellOwners(tx, siteId, 'shopMoved')
}

async function askOperator(
  tx: WriteTx,
  deps: LinkDeps,
  url: string,
  { shop, owner }: LinkRequest,
): Promise<Row<'link_requests'>> {
  if (!(await deps.operator())) {
    throw new RelayError(
      'signup_closed',
      'This relay has no owner yet who could let the shop in. Open the link it printed when it started, and press Start again.',
    )
  }
  const before = await findRequest(tx.db, { url })
  const kept = await keepRequest(tx.db, {
    id: nanoid(),
    url,
    name: shop.name,
    email: owner.email ?? '',
    created_at: tx.now,
    approved_at: null,
  })
  if (!before) await deps.tellOperator(tx)
  return kept
}

function toWaiting(row: Row<'link_requests'>): WaitingShop {
  const { id, url, name, email, created_at } = row
  return { id, url, name, email, createdAt: created_at }
}
