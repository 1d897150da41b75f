import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { RelayError } from '../errors.ts'
import { addressBlock } from '../http/client-address.ts'
import type { MemberPrincipal, VisitorPrincipal } from '../http/principal.ts'

/** Points per seconds, for each thing that can be done too often. */
export interface LimitRules {
  visitorBurst: Rule
  visitorSustained: Rule
  memberMessages: Rule
  siteMessages: Rule
  newVisitors: Rule
  siteVisitors: Rule
  firstMessages: Rule
  signIn: Rule
  linkMails: Rule
  starts: Rule
  uploads: Rule
  memberUploads: Rule
  channelFiles: Rule
  contexts: Rule
  publicCalls: Rule
  leads: Rule
  addressLeads: Rule
  pushTests: Rule
  shopQuestions: Rule
  networkQuestions: Rule
  orderAsks: Rule
  orderProofs: Rule
  pairings: Rule
  handovers: Rule
  handoverCodes: Rule
  entries: Rule
  forgeries: Rule
}

interface Rule {
  points: number
  seconds: number
}

/**
 * A shopper writes in bursts of bubbles; nobody writes sixty in ten minutes by hand.
 *
 * An address is many people: a mobile carrier or a company puts hundreds behind one IPv4 address
 * (carrier-grade NAT, RFC 6888), so what counts by address is far above what one person does, and
 * an IPv6 host counts by its /64. Beginning leaves one row that nobody sees, so it is nearly free
 * (`newVisitors`, over all shops of the relay; `siteVisitors` bounds what a crowd of addresses can
 * leave in one shop). What rings in an inbox is the first message of somebody new: at most sixty
 * people behind one address may begin to write to the same shop within ten minutes
 * (`firstMessages`), more than any carrier sends a shop at once, and few enough for a team to block.
 */
export const DEFAULT_LIMITS: LimitRules = {
  visitorBurst: { points: 8, seconds: 8 },
  visitorSustained: { points: 60, seconds: 600 },
  memberMessages: { points: 60, seconds: 30 },
  siteMessages: { points: 500, seconds: 10 },
  newVisitors: { points: 600, seconds: 600 },
  siteVisitors: { points: 3_000, seconds: 600 },
  firstMessages: { points: 60, seconds: 600 },
  signIn: { points: 20, seconds: 900 },
  linkMails: { points: 5, seconds: 3_600 },
  starts: { points: 30, seconds: 3_600 },
  uploads: { points: 10, seconds: 600 },
  memberUploads: { points: 60, seconds: 600 },
  // An album is up to thirty photos, each a message.
  channelFiles: { points: 60, seconds: 600 },
  contexts: { points: 60, seconds: 60 },
  // A page takes one when it loads and one each half minute it is looked at.
  publicCalls: { points: 3_000, seconds: 60 },
  leads: { points: 5, seconds: 600 },
  addressLeads: { points: 60, seconds: 600 },
  pushTests: { points: 10, seconds: 600 },
  // A search asks with each pause in typing, and shows a dozen pictures.
  shopQuestions: { points: 300, seconds: 60 },
  // Each asks a network a handful of things, with what somebody pasted.
  networkQuestions: { points: 60, seconds: 600 },
  // Each may mail somebody a code, and each attempt may be a guess at one.
  orderAsks: { points: 5, seconds: 600 },
  orderProofs: { points: 10, seconds: 600 },
  pairings: { points: 20, seconds: 600 },
  handovers: { points: 20, seconds: 600 },
  // A code has 40 random bits and lives half an hour: five guesses find nothing.
  handoverCodes: { points: 5, seconds: 3_600 },
  // A page comes in when it opens and when its token ends: once in ten minutes, for each of somebody's tabs.
  entries: { points: 120, seconds: 600 },
  // Of webhooks nobody signed: those a shop signed are never counted, however many come after a sale.
  forgeries: { points: 300, seconds: 60 },
}

/** Refuses what is done too often, by who does it. Every refusal says when to try again. */
export interface Limits {
  /** Per person and shop; somebody who begins to write also per address. */
  message(who: VisitorPrincipal | MemberPrincipal, address: string): Promise<void>
  newVisitor(siteId: string, address: string): Promise<void>
  /** Counts an attempt, per account and per address: `key` is the e-mail address or the client's. */
  signIn(key: string): Promise<void>
  /** Takes an attempt off again: it was right. */
  signedIn(key: string): Promise<void>
  /** Asking for a mail with a link, from an address and to one. */
  linkMail(address: string, email: string): Promise<void>
  /** A shop that asks to be linked: makes the relay call out. */
  start(address: string): Promise<void>
  upload(who: VisitorPrincipal | MemberPrincipal): Promise<void>
  /** A file somebody sent over a channel, per conversation. */
  channelFile(conversationId: string): Promise<void>
  /** A page that tells of itself. */
  context(visitorId: string): Promise<void>
  publicCall(address: string): Promise<void>
  /** Per shopper and per address. */
  lead(visitorId: string, address: string): Promise<void>
  pushTest(accountId: string): Promise<void>
  /** A member makes the relay ask the shop's own server. */
  shopQuestion(memberId: string): Promise<void>
  /** A member makes the relay ask another network. */
  networkQuestion(memberId: string): Promise<void>
  /** A code is to be mailed to an order's address; per conversation. */
  orderAsk(conversationId: string): Promise<void>
  /** A shopper types such a code; per conversation. */
  orderProof(conversationId: string): Promise<void>
  /** A code that makes a phone a member's. */
  pairing(memberId: string): Promise<void>
  /** A link that takes a conversation along to another network; per shopper. */
  handover(visitorId: string): Promise<void>
  /** Counts a code that somebody sends over a channel; per person. */
  handoverCode(person: string): Promise<void>
  /** Takes it off again: it was right. */
  handedOver(person: string): Promise<void>
  /** Somebody opens the app in another admin panel; per person there. */
  entry(person: string): Promise<void>
  /** A webhook bore no signature, or a wrong one; per address. */
  forgery(address: string): Promise<void>
}

export function createLimits(rules: LimitRules = DEFAULT_LIMITS): Limits {
  const buckets = Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [
      name,
      new RateLimiterMemory({ keyPrefix: name, points: rule.points, duration: rule.seconds }),
    ]),
  ) as unknown as Record<keyof LimitRules, RateLimiterMemory>

  return {
    async message(who, address) {
      await take(buckets.siteMessages, who.siteId, 'This shop gets more messages than it takes')
      if (who.kind === 'member') return take(buckets.memberMessages, who.memberId, TOO_FAST)
      if ((await buckets.visitorSustained.get(who.visitorId)) === null) {
        await take(buckets.firstMessages, `${who.siteId} ${addressBlock(address)}`, TOO_MANY_CHATS)
      }
      await take(buckets.visitorBurst, who.visitorId, TOO_FAST)
      await take(buckets.visitorSustained, who.visitorId, TOO_FAST)
    },
    async newVisitor(siteId, address) {
      await take(buckets.newVisitors, addressBlock(address), TOO_MANY_CHATS)
      await take(buckets.siteVisitors, siteId, 'This shop gets more chats than it takes')
    },
    signIn: (key) => take(buckets.signIn, key, 'Too many attempts to sign in'),
    async signedIn(key) {
      await buckets.signIn.reward(key)
    },
    async linkMail(address, email) {
      for (const key of [addressBlock(address), email]) {
        await take(buckets.linkMails, key, 'Too many mails were asked for')
      }
    },
    start: (address) =>
      take(buckets.starts, addressBlock(address), 'Too many shops were started from here'),
    upload: (who) =>
      who.kind === 'visitor'
        ? take(buckets.uploads, who.visitorId, TOO_MANY_FILES)
        : take(buckets.memberUploads, who.memberId, TOO_MANY_FILES),
    channelFile: (conversationId) => take(buckets.channelFiles, conversationId, TOO_MANY_FILES),
    context: (visitorId) => take(buckets.contexts, visitorId, TOO_FAST),
    publicCall: (address) =>
      take(buckets.publicCalls, addressBlock(address), 'Too many requests from here'),
    async lead(visitorId, address) {
      await take(buckets.leads, visitorId, 'That was left too often')
      await take(
        buckets.addressLeads,
        addressBlock(address),
        'Too many addresses were left from here',
      )
    },
    pushTest: (accountId) => take(buckets.pushTests, accountId, 'Too many test notifications'),
    shopQuestion: (memberId) => take(buckets.shopQuestions, memberId, TOO_FAST),
    networkQuestion: (memberId) =>
      take(buckets.networkQuestions, memberId, 'Too many values were tried'),
    orderAsk: (conversationId) =>
      take(buckets.orderAsks, conversationId, 'Orders were asked for too often here'),
    orderProof: (conversationId) =>
      take(buckets.orderProofs, conversationId, 'Too many codes were tried here'),
    pairing: (memberId) => take(buckets.pairings, memberId, TOO_FAST),
    handover: (visitorId) => take(buckets.handovers, visitorId, 'That was asked for too often'),
    handoverCode: (person) => take(buckets.handoverCodes, person, 'Too many codes were tried'),
    async handedOver(person) {
      await buckets.handoverCodes.reward(person)
    },
    entry: (person) => take(buckets.entries, person, 'The app was opened too often'),
    forgery: (address) =>
      take(buckets.forgeries, addressBlock(address), 'Too many unsigned webhooks from here'),
  }
}

const TOO_MANY_CHATS = 'Too many chats were started from here'
const TOO_MANY_FILES = 'Too many files at once'
const TOO_FAST = 'That was faster than the relay takes'

async function take(bucket: RateLimiterMemory, key: string, what: string): Promise<void> {
  try {
    await bucket.consume(key)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000))
    throw new RelayError(
      'rate_limited',
      `${what}. Nothing is lost; try again in ${seconds} seconds.`,
      {
        retryAfter: seconds,
      },
    )
  }
}
