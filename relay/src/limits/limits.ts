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
  signIn: Rule
  linkMails: Rule
  uploads: Rule
  memberUploads: Rule
  contexts: Rule
  publicCalls: Rule
  leads: Rule
  pushTests: Rule
}

interface Rule {
  points: number
  seconds: number
}

/** A shopper writes in bursts of bubbles; nobody writes sixty in ten minutes by hand. */
export const DEFAULT_LIMITS: LimitRules = {
  visitorBurst: { points: 8, seconds: 8 },
  visitorSustained: { points: 60, seconds: 600 },
  memberMessages: { points: 60, seconds: 30 },
  siteMessages: { points: 500, seconds: 10 },
  newVisitors: { points: 10, seconds: 600 },
  signIn: { points: 20, seconds: 900 },
  linkMails: { points: 5, seconds: 3_600 },
  uploads: { points: 10, seconds: 600 },
  memberUploads: { points: 60, seconds: 600 },
  contexts: { points: 60, seconds: 60 },
  publicCalls: { points: 600, seconds: 60 },
  leads: { points: 5, seconds: 600 },
  pushTests: { points: 10, seconds: 600 },
}

/** Refuses what is done too often, by who does it. Every refusal says when to try again. */
export interface Limits {
  message(who: VisitorPrincipal | MemberPrincipal): Promise<void>
  newVisitor(address: string): Promise<void>
  /** Counts an attempt, per account and per address: `key` is the e-mail address or the client's. */
  signIn(key: string): Promise<void>
  /** Takes an attempt off again: it was right. */
  signedIn(key: string): Promise<void>
  /** Asking for a mail with a link, from an address and to one. */
  linkMail(address: string, email: string): Promise<void>
  upload(who: VisitorPrincipal | MemberPrincipal): Promise<void>
  /** A page that tells of itself. */
  context(visitorId: string): Promise<void>
  publicCall(address: string): Promise<void>
  /** Per shopper and per address. */
  lead(visitorId: string, address: string): Promise<void>
  pushTest(accountId: string): Promise<void>
}

export function createLimits(rules: LimitRules = DEFAULT_LIMITS): Limits {
  const buckets = Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [
      name,
      new RateLimiterMemory({ keyPrefix: name, points: rule.points, duration: rule.seconds }),
    ]),
  ) as unknown as Record<keyof LimitRules, RateLimiterMemory>

  return {
    async message(who) {
      await take(buckets.siteMessages, who.siteId, 'This shop gets more messages than it takes')
      if (who.kind === 'member') return take(buckets.memberMessages, who.memberId, TOO_FAST)
      await take(buckets.visitorBurst, who.visitorId, TOO_FAST)
      await take(buckets.visitorSustained, who.visitorId, TOO_FAST)
    },
    newVisitor: (address) =>
      take(buckets.newVisitors, addressBlock(address), 'Too many chats were started from here'),
    signIn: (key) => take(buckets.signIn, key, 'Too many attempts to sign in'),
    async signedIn(key) {
      await buckets.signIn.reward(key)
    },
    async linkMail(address, email) {
      for (const key of [addressBlock(address), email]) {
        await take(buckets.linkMails, key, 'Too many mails were asked for')
      }
    },
    upload: (who) =>
      who.kind === 'visitor'
        ? take(buckets.uploads, who.visitorId, TOO_MANY_FILES)
        : take(buckets.memberUploads, who.memberId, TOO_MANY_FILES),
    context: (visitorId) => take(buckets.contexts, visitorId, TOO_FAST),
    publicCall: (address) =>
      take(buckets.publicCalls, addressBlock(address), 'Too many requests from here'),
    async lead(visitorId, address) {
      await take(buckets.leads, visitorId, 'That was left too often')
      await take(buckets.leads, addressBlock(address), 'Too many addresses were left from here')
    },
    pushTest: (accountId) => take(buckets.pushTests, accountId, 'Too many test notifications'),
  }
}

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
