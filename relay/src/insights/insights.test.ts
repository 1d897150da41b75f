import type {
  PageDetail,
  PagesReport,
  SimulateAnswer,
  TriggersReport,
  ViewAnswer,
} from '@loods/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seeded } from '../../../test/support/random.ts'
import { startTalk, type Talk } from '../testing/talk.ts'
import { aMonth, aTrial, aVisit } from '../testing/test-visits.ts'
import { DAY, dayOf } from './tally.ts'

let talk: Talk

beforeEach(async () => {
  talk = await startTalk()
})
afterEach(() => talk[Symbol.asyncDispose]())

async function look(path: string, headers: Record<string, string> = {}): Promise<ViewAnswer> {
  const page = { url: `https://lamp.example${path}`, kind: 'product' }
  return talk.relay.json<ViewAnswer>(talk.widget('/views'), { body: { page }, headers })
}

function pages() {
  const today = dayOf(Date.now())
  const { insights } = talk.relay.context
  return insights.ask('pages', { siteId: talk.owner.siteId, from: today - 1, to: today })
}

/** Ends every visit, and waits until what may be counted is. */
async function over(): Promise<void> {
  talk.relay.context.visits.endAll()
  await talk.relay.context.underWay.ended()
}

describe('visits of a shop', () => {
  it('are counted once they are over', async () => {
    const { viewId } = await look('/lamp?ref=mail')
    await talk.relay.json(talk.widget('/views/leave'), {
      body: { viewId, visible: 12_000, focused: 9_000, depth: 80, interactions: 2 },
    })
    expect(await pages()).toEqual([])
    await over()
    expect(await pages()).toMatchObject([
      { key: '/lamp', kind: 'product', views: 1, bounce: { n: 1, hits: 0 }, visibleMs: 12_000 },
    ])
  })

  it('are counted as one page where the shop gave its products one template', async () => {
    for (const path of ['/p/lamp', '/p/vaas']) {
      const page = {
        url: `https://lamp.example${path}`,
        kind: 'product',
        template: 'met video',
      }
      await talk.relay.json(talk.widget('/views'), { body: { page } })
    }
    await over()
    expect(await pages()).toMatchObject([{ key: '/p/:met-video', views: 2 }])
  })

  it.each([
    ['global privacy control', { 'sec-gpc': '1' }],
    ['do not track', { dnt: '1' }],
    ['a machine’s name', { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' }],
  ])(
    'are joined and counted for nobody who comes with %s, and offered nothing',
    async (_, headers) => {
      const answer = await look('/lamp', headers)
      expect(answer).toMatchObject({ prompted: true, availability: 'open' })
      expect(answer.viewId).toBeUndefined()
      await over()
      expect(await pages()).toEqual([])
    },
  )

  it('are forgotten when the shop does not want them counted', async () => {
    const { siteId, token } = talk.owner
    await talk.relay.json(`/api/sites/${siteId}/settings`, {
      method: 'PATCH',
      token,
      body: { measuring: false },
    })
    await look('/lamp')
    await over()
    expect(await pages()).toEqual([])
  })

  it('are not those of a member who looks at the own shop', async () => {
    const inbox = await talk.inbox()
    await look('/lamp')
    await over()
    expect(await pages()).toEqual([])
    inbox.close()
  })

  it('are bounded, whatever a page says of itself', async () => {
    const { viewId } = await look('/lamp')
    await talk.relay.json(talk.widget('/views/leave'), {
      body: { viewId, visible: 9e15, focused: -5, depth: 'deep', interactions: 1e9 },
    })
    await over()
    expect(await pages()).toMatchObject([{ views: 1, visibleMs: 0 }])
  })
})

describe('what members read of it', () => {
  const read = <T>(path: string) =>
    talk.relay.json<T>(`/api/sites/${talk.owner.siteId}/insights/${path}`, {
      token: talk.owner.token,
    })

  it('is every page with what it loses, and each of them day by day', async () => {
    await look('/lamp')
    await over()
    const { pages, steps, measuring } = await read<PagesReport>('pages?days=7')
    expect(measuring).toBe(true)
    expect(pages).toMatchObject([
      { key: '/lamp', views: 1, exit: { n: 1, hits: 1, standing: 'unclear' }, dropOff: { n: 1 } },
    ])
    expect(steps).toEqual([{ kind: 'product', device: 'desk', reached: 1, wentOn: 0 }])
    const page = await read<PageDetail>(`pages/${pages[0]?.pageId}?device=desk`)
    expect(page).toMatchObject({
      days: [{ day: dayOf(Date.now()), views: 1, exits: 1 }],
      dwell: [{ until: 1, views: 1, leavers: 1 }],
      medianLeaver: 0.5,
    })
  })

  it('is empty where nothing was counted yet', async () => {
    expect(await read<PagesReport>('pages')).toMatchObject({ pages: [], steps: [] })
    await expect(read('pages/7')).rejects.toThrow('404')
  })

  it('is a table in which no address is a formula', async () => {
    await look('/=1+1')
    await look('/lamp,noot')
    await over()
    const csv = await (
      await talk.relay.call(`/api/sites/${talk.owner.siteId}/insights/pages.csv`, {
        token: talk.owner.token,
      })
    ).text()
    expect(csv).toContain('page,kind,device,views')
    expect(csv).toContain('"/lamp,noot",product,desk,1')
    expect(csv).not.toMatch(/(^|,)=/m)
  })
})

describe('a trigger with a hold-out', () => {
  it('tells the page whether it shows nothing in this visit, and counts the visit in its arm', async () => {
    const { siteId, token } = talk.owner
    const texts = { nl: 'Hulp nodig?', en: 'Need help?' }
    const when = { type: 'visible_seconds', seconds: 20 }
    const { id } = await talk.relay.json<{ id: string }>(`/api/sites/${siteId}/triggers`, {
      token,
      body: { name: 'Twijfel', page: '/lamp', when, texts, holdOut: 0.5 },
    })
    const { viewId } = await look('/lamp')
    const page = { url: 'https://lamp.example/lamp', kind: 'product' }
    const { heldOut = [] } = await talk.relay.json<ViewAnswer>(talk.widget('/views'), {
      body: { viewId, page, trigger: { id, did: 'eligible' } },
    })
    for (const trigger of [
      { id: 'nobody-knows-this-one1', did: 'eligible' },
      { id, did: 'bought' },
    ]) {
      await talk.relay.json(talk.widget('/views'), { body: { viewId, page, trigger } })
    }
    await over()
    const { trials } = await talk.relay.context.insights.ask('trials', siteId, Date.now() + 2 * DAY)
    const [held, offered] = heldOut.includes(id) ? [1, 0] : [0, 1]
    expect(trials).toMatchObject([
      {
        triggerId: id,
        version: 1,
        trial: { heldOut: { eligible: held }, offered: { eligible: offered } },
      },
    ])
    const report = await talk.relay.json<TriggersReport>(`/api/sites/${siteId}/insights/triggers`, {
      token,
    })
    expect(report.triggers).toMatchObject([
      { triggerId: id, version: 1, ripening: 1, verdict: { verdict: 'unproven' } },
    ])
  })
})

it('tells as a table what each trigger is worth, in which no name is a formula', async () => {
  const { siteId, token } = talk.owner
  const { insights } = talk.relay.context
  const texts = { nl: 'Hulp nodig?', en: 'Need help?' }
  const { id } = await talk.relay.json<{ id: string }>(`/api/sites/${siteId}/triggers`, {
    token,
    body: { name: '=Twijfel', page: '', when: { type: 'exit_intent' }, texts, holdOut: 0.2 },
  })
  const { visits, orders } = aTrial(
    { siteId, triggerId: id, today: Date.now() },
    {
      offered: { visits: 80, everyOrders: 4, cents: 5_000 },
      heldOut: { visits: 20, everyOrders: 10, cents: 5_000 },
    },
  )
  for (const visit of visits) insights.record(visit)
  await insights.ask('recordOrders', orders)
  const csv = await (
    await talk.relay.call(`/api/sites/${siteId}/insights/triggers.csv`, { token })
  ).text()
  const [names = [], values = []] = csv
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  const row = Object.fromEntries(names.map((name, at) => [name.replace('\uFEFF', ''), values[at]]))
  expect(row).toMatchObject({
    ...{ trigger: "'=Twijfel", id, offered_visits: '80', held_out_visits: '20' },
    ...{ offered_ordered: '20', held_out_ordered: '2', offered_revenue: '100000' },
    ...{ suppressed: '8', currency: 'EUR', verdict: 'unproven' },
  })
  expect(Number(row.orders_per_visit_difference)).toBeCloseTo(0.15)
})

it('goes on counting after a question that failed', async () => {
  const { insights } = talk.relay.context
  await expect(insights.ask('pages', undefined as never)).rejects.toThrow()
  await look('/lamp')
  await over()
  expect(await pages()).toHaveLength(1)
})

describe('what a trigger would have done', () => {
  const simulate = (trigger: object) =>
    talk.relay.json<SimulateAnswer>(`/api/sites/${talk.owner.siteId}/insights/simulate`, {
      token: talk.owner.token,
      body: { trigger },
    })

  it('is told of the visits of the last days, by day and page, without keeping the trigger', async () => {
    const { siteId } = talk.owner
    const today = Date.now()
    for (const visit of aMonth(siteId, seeded(7), today)) {
      talk.relay.context.insights.record(visit)
    }
    const answer = await simulate({
      page: '/lampen/*',
      when: { all: [{ type: 'visible_seconds', seconds: 20 }, { type: 'exit_intent' }] },
    })
    const { visits, eligible, perDay, byPage, unknown } = answer
    expect({ visits, unknown }).toEqual({ visits: 4_000, unknown: ['exit_intent'] })
    expect(eligible).toBeGreaterThan(500)
    expect(eligible).toBeLessThan(2_000)
    const sum = (rows: { eligible: number }[]) => rows.reduce((all, row) => all + row.eligible, 0)
    expect(sum(perDay)).toBe(eligible)
    expect(sum(byPage)).toBe(eligible)
    expect(byPage[0]?.key).toMatch(/^\/lampen\//)
    expect(perDay.map(({ day }) => day)).toEqual(perDay.map(({ day }) => day).sort())
  })

  it('is estimated from some of the visits where there are very many', async () => {
    const { siteId } = talk.owner
    const startedAt = Date.now() - 60_000
    for (let n = 0; n < 12_000; n += 1) {
      const seconds = n % 4 === 0 ? 30 : 5
      talk.relay.context.insights.record(
        aVisit([{ visibleMs: seconds * 1_000 }], {
          siteId,
          startedAt: startedAt + Math.floor(n / 4) * 7,
        }),
      )
    }
    const answer = await simulate({ page: '', when: { type: 'visible_seconds', seconds: 20 } })
    expect(answer.visits).toBe(12_000)
    expect(answer.looked).toBeLessThan(6_000)
    expect(answer.eligible).toBeGreaterThan(2_500)
    expect(answer.eligible).toBeLessThan(3_500)
  })
})
