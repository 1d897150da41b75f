import type { RiskReport, WidgetConfig } from '@loods/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seeded } from '../../../test/support/random.ts'
import { riskyVisits, toFact, toRecord } from '../testing/risky-shop.ts'
import { startTalk, type Talk } from '../testing/talk.ts'

const DAY = 86_400_000
const NIGHT = Date.UTC(2026, 10, 23, 2)

let talk: Talk
let now: number

beforeEach(async () => {
  now = Date.UTC(2026, 10, 22, 12)
  talk = await startTalk({ clock: () => now })
})
afterEach(() => talk[Symbol.asyncDispose]())

const { risk, insights } = {
  risk: () => talk.relay.context.risk,
  insights: () => talk.relay.context.insights,
}

/** Lets a shop have had visits. */
async function visited(count: number): Promise<void> {
  const { siteId } = talk.owner
  const visits = riskyVisits(count, seeded(1), now - 2 * DAY)
  await insights().ask(
    'recordVisits',
    visits.map((visit, n) => toRecord(siteId, visit, n)),
  )
  const facts = visits.flatMap(({ ordered }, n) => (ordered ? [toFact(siteId, n)] : []))
  await insights().ask('recordOrders', facts)
}

function report(): Promise<RiskReport> {
  const { siteId, token } = talk.owner
  return talk.relay.json(`/api/sites/${siteId}/insights/risk`, { token })
}

async function config(): Promise<{ config: WidgetConfig; etag: string | null }> {
  const response = await talk.relay.call(talk.widget('/config?lang=nl'))
  return { config: await response.json(), etag: response.headers.get('etag') }
}

async function addTrigger(): Promise<void> {
  const { siteId, token } = talk.owner
  const when = { all: [{ type: 'risk_score', min: 0.8 }] }
  const texts = { nl: 'Hulp nodig?', en: 'Need help?' }
  await talk.relay.json(`/api/sites/${siteId}/triggers`, {
    token,
    body: { name: 'Risico', page: '', when, texts },
  })
}

async function setMeasuring(measuring: boolean): Promise<void> {
  const { siteId, token } = talk.owner
  const body = { measuring }
  await talk.relay.json(`/api/sites/${siteId}/settings`, { method: 'PATCH', token, body })
}

describe('a shop with few visits', () => {
  it('reads how many more it takes, and has no weights in its config until then', async () => {
    expect(await report()).toEqual({
      ...{ state: 'few', visits: 0, orders: 0, effects: [], nextAt: now },
      missing: { visits: 1_000, orders: 100 },
    })
    await visited(300)
    await risk().tick()
    const { missing, orders, ...rest } = await report()
    expect(rest).toMatchObject({ state: 'few', visits: 300, learntAt: now, nextAt: NIGHT })
    expect(missing).toEqual({ visits: 700, orders: 100 - orders })
    await addTrigger()
    expect((await config()).config.risk).toBeUndefined()
  })
})

describe('a shop with visits enough', () => {
  it('reads how good its score is, and by what it goes', async () => {
    await visited(4_000)
    await risk().tick()
    const { state, quality, effects } = await report()
    expect(state).toBe('on')
    expect(quality).toMatchObject({ visits: 1_200 })
    expect(quality?.auc).toBeGreaterThan(0.65)
    expect(quality?.bins.length).toBeGreaterThan(5)
    expect(effects.find(({ feature }) => feature === 'cartPages')?.effect).toBeLessThan(-0.1)
  })

  it('has weights in its config once a trigger waits for a risk, and another version with them', async () => {
    await visited(4_000)
    await risk().tick()
    expect((await config()).config.risk).toBeUndefined()
    await addTrigger()
    const { siteId } = talk.owner
    await talk.relay.context.writer.run((tx) =>
      tx.db.deleteFrom('risks').where('site_id', '=', siteId).execute(),
    )
    const before = await config()
    expect(before.config.risk).toBeUndefined()
    await risk().tick()
    const after = await config()
    expect(after.config.risk).toHaveLength(14)
    expect(JSON.stringify(after.config.risk).length).toBeLessThanOrEqual(300)
    expect(after.etag).not.toBe(before.etag)
    await setMeasuring(false)
    expect((await config()).config.risk).toBeUndefined()
    expect((await report()).state).toBe('off')
  })

  it('learns anew each night, not before, and not while visits are not counted', async () => {
    const learntAt = async () => (await risk().report(talk.owner.siteId)).learntAt
    await visited(300)
    await setMeasuring(false)
    await risk().tick()
    expect(await learntAt()).toBeUndefined()
    await setMeasuring(true)
    const first = now
    await risk().tick()
    now = NIGHT - 1
    await risk().tick()
    expect(await learntAt()).toBe(first)
    now = NIGHT
    await risk().tick()
    expect(await risk().report(talk.owner.siteId)).toMatchObject({
      learntAt: NIGHT,
      nextAt: NIGHT + DAY,
    })
  })
})
