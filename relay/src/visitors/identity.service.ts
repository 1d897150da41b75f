import type { IdentifyAnswer, IdentifyRequest } from '@loods/protocol'
import { labelContact } from '../contacts/contact.service.ts'
import { type Customer, readCustomerToken } from '../contacts/customer-token.ts'
import {
  createCustomer,
  knownCustomer,
  mergeContact,
  readContact,
  verifyContact,
} from '../contacts/verified-contact.ts'
import type { OutboxPlanner } from '../conversations/append.ts'
import {
  dropEmpty,
  isEmpty,
  joinConversations,
  newestThread,
  sayVerified,
} from '../conversations/joining.ts'
import { openConversation } from '../conversations/open-conversation.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { RelayError } from '../errors.ts'
import type { VisitorPrincipal } from '../http/principal.ts'
import type { SiteService } from '../sites/site.service.ts'
import { deleteVisitor, moveVisitor } from './visitor.repository.ts'

export interface IdentityDeps {
  writer: Writer
  sites: SiteService
  plan: OutboxPlanner
  clock: () => number
  /** Gives what one contact left to another. */
  moveLeads(tx: WriteTx, siteId: string, from: string, to: string): Promise<void>
  /** Gives how one contact is reached on other networks to another. */
  moveReach(tx: WriteTx, siteId: string, from: string, to: string): Promise<void>
  /** Closes a browser's sockets, so that it says hello as who it is now. */
  closeVisitor(visitorId: string, why: 'moved' | 'unauthorized'): void
}

/** Who a browser's shopper is, as far as the shop proved it. */
export interface IdentityService {
  /**
   * With a token: the contact is verified, and the customer's conversations on all devices are one
   * person's. Without: name and e-mail are labels, which open and join nothing.
   * @throws RelayError bad_token; forbidden when the shop takes tokens only
   */
  identify(who: VisitorPrincipal, request: IdentifyRequest): Promise<IdentifyAnswer>
  /** The next person at this browser begins anew; the secret opens nothing any more. */
  logOut(who: VisitorPrincipal): Promise<void>
}

export function createIdentityService(deps: IdentityDeps): IdentityService {
  return {
    async identify(who, { token, ...labels }) {
      if (token === undefined) return label(deps, who, labels)
      const site = await deps.sites.byId(who.siteId)
      const secret = await deps.sites.signingSecret(who.siteId)
      const customer = await readCustomerToken(token, { key: site.key, secret }, deps.clock())
      const conversationId = await deps.writer.run((tx) => verify(tx, deps, who, customer))
      if (conversationId !== who.conversationId) deps.closeVisitor(who.visitorId, 'moved')
      return { conversationId, verified: true }
    },
    async logOut(who) {
      await deps.writer.run((tx) => deleteVisitor(tx.db, who.siteId, who.visitorId))
      deps.closeVisitor(who.visitorId, 'unauthorized')
    },
  }
}

async function label(
  deps: IdentityDeps,
  who: VisitorPrincipal,
  labels: Omit<IdentifyRequest, 'token'>,
): Promise<IdentifyAnswer> {
  const { settings } = await deps.sites.byId(who.siteId)
  if (settings.enforceIdentity) {
    throw new RelayError(
      'forbidden',
      'This shop takes signed identities only. Pass a token signed with its secret.',
    )
  }
  const verified = await deps.writer.run(async (tx) => {
    const { email, ...rest } = labels
    await labelContact(tx, who.siteId, who.contactId, { ...rest, ...(email && { email }) })
    return (await readContact(tx, who.siteId, who.contactId))?.verified_at != null
  })
  return { conversationId: who.conversationId, verified }
}

/** Makes this browser the customer's. Gives the conversation it is on from now on. */
async function verify(
  tx: WriteTx,
  deps: IdentityDeps,
  who: VisitorPrincipal,
  customer: Customer,
): Promise<string> {
  const own = await readContact(tx, who.siteId, who.contactId)
  const known = await knownCustomer(tx, who.siteId, customer)
  if (own?.external_id != null) {
    if (own.external_id !== customer.externalId) return changePerson(tx, who, known, customer)
    await refresh(tx, who.siteId, own, customer)
    return who.conversationId
  }
  if (known) return join(tx, deps, who, known, customer)
  await verifyContact(tx, who.siteId, who.contactId, customer)
  await sayVerified(tx, threadOf(who), customer.name, deps.plan)
  return who.conversationId
}

/** The same customer again: only what is new about it is written. */
async function refresh(
  tx: WriteTx,
  siteId: string,
  own: Row<'contacts'>,
  customer: Customer,
): Promise<void> {
  const { name = own.name, email = own.email } = customer
  if (name !== own.name || email !== own.email) {
    await verifyContact(tx, siteId, own.id, customer)
  }
}

/** Another customer at the same browser: sees nothing of the one before. */
async function changePerson(
  tx: WriteTx,
  who: VisitorPrincipal,
  known: Row<'contacts'> | undefined,
  customer: Customer,
): Promise<string> {
  const { siteId } = who
  const contactId = known?.id ?? (await createCustomer(tx, siteId, customer))
  const conversationId =
    (await newestThread(tx, siteId, contactId)) ??
    (await openConversation(tx, { siteId, contactId, channel: 'web', context: {} }))
  await moveVisitor(tx.db, siteId, who.visitorId, { contactId, conversationId })
  return conversationId
}

/** A customer we know from another device: what was said here becomes theirs, or here goes on there. */
async function join(
  tx: WriteTx,
  deps: IdentityDeps,
  who: VisitorPrincipal,
  known: Row<'contacts'>,
  customer: Customer,
): Promise<string> {
  const { siteId } = who
  const empty = await isEmpty(tx, siteId, who.conversationId)
  const there = empty ? await newestThread(tx, siteId, known.id) : undefined
  const conversationId = there ?? who.conversationId
  await moveVisitor(tx.db, siteId, who.visitorId, { contactId: known.id, conversationId })
  if (there) await dropEmpty(tx, siteId, who.conversationId)
  await joinConversations(tx, siteId, who.contactId, known)
  await deps.moveLeads(tx, siteId, who.contactId, known.id)
  await deps.moveReach(tx, siteId, who.contactId, known.id)
  await mergeContact(tx, siteId, who.contactId, known)
  await refresh(tx, siteId, known, customer)
  if (!empty) await sayVerified(tx, threadOf(who), customer.name, deps.plan)
  return conversationId
}

function threadOf({ siteId, conversationId }: VisitorPrincipal) {
  return { siteId, conversationId }
}
