import { describe, expect, it } from 'vitest'
import type { MemberPrincipal, VisitorPrincipal } from '../http/principal.ts'
import { startTalk, type Talk } from '../testing/talk.ts'
import { addTestSite } from '../testing/test-relay.ts'
import { createLimits, DEFAULT_LIMITS, type LimitRules, type Limits } from './limits.ts'

const BEHIND = { env: { TRUST_PROXY: '1' } }

/** Somebody at an address begins at a shop, and says something. */
async function arrive(
  talk: Talk,
  address: string,
  siteKey = talk.owner.siteKey,
): Promise<number[]> {
  const headers = { 'x-forwarded-for': address }
  const path = `/widget/v1/${siteKey}`
  const begun = await talk.relay.call(`${path}/visitors`, { body: { context: {} }, headers })
  if (!begun.ok) return [begun.status]
  const { secret: token } = (await begun.json()) as { secret: string }
  const body = { cid: crypto.randomUUID(), text: 'Hallo' }
  const said = await talk.relay.call(`${path}/messages`, { token, body, headers })
  return [begun.status, said.status]
}

async function crowd(
  talk: Talk,
  size: number,
  address: (i: number) => string,
): Promise<number[][]> {
  const arrivals: number[][] = []
  for (let i = 0; i < size; i += 1) arrivals.push(await arrive(talk, address(i)))
  return arrivals
}

describe('shoppers who share an address', () => {
  it('can all write, as many as a carrier sends to one shop at once', async () => {
    await using talk = await startTalk(BEHIND)
    const fifty = await crowd(talk, 50, () => '198.51.100.7')
    expect(fifty.filter(([, said]) => said !== 200)).toEqual([])
  })

  it('are refused, with a time to try again, when a machine begins chat after chat', async () => {
    const firstMessages = { points: 3, seconds: 600 }
    await using talk = await startTalk({ ...BEHIND, limits: { ...DEFAULT_LIMITS, firstMessages } })
    const statuses = await crowd(talk, 4, () => '198.51.100.7')
    expect(statuses.map(([, said]) => said)).toEqual([200, 200, 200, 429])
    const other = await addTestSite(talk.relay)
    expect(await arrive(talk, '198.51.100.7', other.siteKey)).toEqual([200, 200])
    expect(await arrive(talk, '198.51.100.8')).toEqual([200, 200])
  })

  it('count as one by the /64 of IPv6, which one host can have to itself', async () => {
    const firstMessages = { points: 3, seconds: 600 }
    await using talk = await startTalk({ ...BEHIND, limits: { ...DEFAULT_LIMITS, firstMessages } })
    const statuses = await crowd(talk, 4, (i) => `2001:db8:1:2::${i + 1}`)
    expect(statuses.map(([, said]) => said)).toEqual([200, 200, 200, 429])
    expect(await arrive(talk, '2001:db8:1:3::1')).toEqual([200, 200])
  })

  it('who are chatting already are not refused because others begin', async () => {
    const firstMessages = { points: 1, seconds: 600 }
    await using talk = await startTalk({ limits: { ...DEFAULT_LIMITS, firstMessages } })
    const shopper = await talk.shopper('Hallo')
    const late = await talk.shopper()
    const body = { cid: crypto.randomUUID(), text: 'Ik ook' }
    const refused = await talk.relay.call(talk.widget('/messages'), { token: late.secret, body })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await talk.say(shopper, 'Is er iemand?')).toMatchObject({ seq: 2 })
  })
})

/** Who does what, as often as this, until it is refused. */
const visitor = { kind: 'visitor', siteId: 'site', visitorId: 'visitor' } as VisitorPrincipal
const member = { kind: 'member', siteId: 'site', memberId: 'member' } as MemberPrincipal
const FEW: Array<[keyof LimitRules, (limits: Limits) => Promise<void>]> = [
  ['visitorBurst', (limits) => limits.message(visitor, '192.0.2.1')],
  ['visitorSustained', (limits) => limits.message(visitor, '192.0.2.1')],
  ['memberMessages', (limits) => limits.message(member, '192.0.2.1')],
  ['siteMessages', (limits) => limits.message(member, '192.0.2.1')],
  ['newVisitors', (limits) => limits.newVisitor('site', '192.0.2.1')],
  ['siteVisitors', (limits) => limits.newVisitor('site', '192.0.2.1')],
  ['signIn', (limits) => limits.signIn('noor@example.com')],
  ['linkMails', (limits) => limits.linkMail('192.0.2.1', 'noor@example.com')],
  ['starts', (limits) => limits.start('192.0.2.1')],
  ['uploads', (limits) => limits.upload(visitor)],
  ['memberUploads', (limits) => limits.upload(member)],
  ['contexts', (limits) => limits.context('visitor')],
  ['publicCalls', (limits) => limits.publicCall('192.0.2.1')],
  ['leads', (limits) => limits.lead('visitor', '192.0.2.1')],
  ['addressLeads', (limits) => limits.lead('visitor', '192.0.2.1')],
  ['pushTests', (limits) => limits.pushTest('account')],
  ['shopQuestions', (limits) => limits.shopQuestion('member')],
  ['networkQuestions', (limits) => limits.networkQuestion('member')],
  ['orderAsks', (limits) => limits.orderAsk('conversation')],
  ['orderProofs', (limits) => limits.orderProof('conversation')],
  ['pairings', (limits) => limits.pairing('member')],
  ['channelFiles', (limits) => limits.channelFile('conversation')],
  ['handovers', (limits) => limits.handover('visitor')],
  ['entries', (limits) => limits.entry('person')],
  ['forgeries', (limits) => limits.forgery('192.0.2.1')],
  ['handoverCodes', (limits) => limits.handoverCode('person')],
]

describe('every limit', () => {
  it.each(FEW)('%s refuses what is too much, and says when to try again', async (name, once) => {
    const limits = createLimits({ ...DEFAULT_LIMITS, [name]: { points: 2, seconds: 60 } })
    await once(limits)
    await once(limits)
    await expect(once(limits)).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfter: expect.any(Number),
      message: expect.stringContaining('Nothing is lost'),
    })
  })

  it('is in this table, or among the shoppers above', () => {
    const told = [...FEW.map(([name]) => name), 'firstMessages']
    expect(told.sort()).toEqual(Object.keys(DEFAULT_LIMITS).sort())
  })
})

describe('a shop', () => {
  it('takes no more new shoppers than it can, however many addresses they come from', async () => {
    const siteVisitors = { points: 3, seconds: 600 }
    await using talk = await startTalk({ ...BEHIND, limits: { ...DEFAULT_LIMITS, siteVisitors } })
    const statuses = await crowd(talk, 4, (i) => `198.51.100.${i}`)
    expect(statuses.map(([begun]) => begun)).toEqual([200, 200, 200, 429])
    const other = await addTestSite(talk.relay)
    expect(await arrive(talk, '198.51.100.9', other.siteKey)).toEqual([200, 200])
  })
})
