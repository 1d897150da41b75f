import type {
  DemoWeek,
  PagesReport,
  ProposalsReport,
  TriggersAnswer,
  TriggersReport,
} from '@loods/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '../simulator/seeded.ts'
import { startTalk, type Talk } from '../testing/talk.ts'
import { addTestSite } from '../testing/test-relay.ts'
import { aMonth } from '../testing/test-visits.ts'
import { WEEK_VISITS } from './shoppers.ts'

describe('a simulated week of shoppers', () => {
  let talk: Talk
  const read = <T>(path: string, method = 'GET') =>
    talk.relay.json<T>(`/api/sites/${talk.owner.siteId}${path}`, {
      method,
      token: talk.owner.token,
    })
  const report = () => read<PagesReport>('/insights/pages')

  beforeAll(async () => {
    talk = await startTalk({ env: { DEMO: 'true' } })
    for (const visit of aMonth(talk.owner.siteId, seeded(3), Date.now())) {
      talk.relay.context.insights.record(visit)
    }
  })
  afterAll(() => talk[Symbol.asyncDispose]())

  it('is not there before somebody asks, and only in the shop the demo belongs to', async () => {
    expect(await read<DemoWeek>('/demo/week')).toEqual({ running: false, visits: 0 })
    const other = await addTestSite(talk.relay)
    const path = `/api/sites/${other.siteId}/demo/week`
    expect((await talk.relay.call(path, { method: 'POST', token: other.token })).status).toBe(404)
  })

  it('brings something worth seeing to each screen, and goes without a trace', async () => {
    const before = await report()
    expect(await read<DemoWeek>('/demo/week', 'POST')).toMatchObject({ running: true })
    expect(
      await talk.refusal(`/api/sites/${talk.owner.siteId}/demo/week`, {
        method: 'DELETE',
        token: talk.owner.token,
      }),
    ).toEqual({ status: 409, code: 'changed_meanwhile' })
    const done = { timeout: 60_000, interval: 100 }
    const week = () => read<DemoWeek>('/demo/week')
    await expect.poll(week, done).toMatchObject({ running: false, visits: WEEK_VISITS })

    const { pages, steps } = await report()
    const prone = pages.filter(({ bounce }) => bounce.standing === 'prone').map(({ key }) => key)
    expect(prone).toEqual(
      expect.arrayContaining(['/demo/nl/product/haven', '/demo/nl/product/zilt']),
    )
    expect(steps.map(({ kind }) => kind)).toContain('checkout')
    const { triggers } = await read<TriggersReport>('/insights/triggers')
    expect(triggers).toMatchObject([{ verdict: { verdict: 'better' } }])
    expect(triggers[0]?.shown).toBeGreaterThan(1_000)
    expect(triggers[0]?.variants).toHaveLength(2)
    const { proposals } = await read<ProposalsReport>('/proposals')
    expect(proposals.length).toBeGreaterThan(0)

    expect(await read<DemoWeek>('/demo/week', 'DELETE')).toEqual({ running: false, visits: 0 })
    expect(await report()).toEqual(before)
    expect((await read<TriggersAnswer>('/triggers')).triggers).toEqual([])
    expect((await read<TriggersReport>('/insights/triggers')).triggers).toEqual([])
  }, 120_000)
})
