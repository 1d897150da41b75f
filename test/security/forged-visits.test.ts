import type { PagesReport, TriggersReport, ViewAnswer } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DAY } from '../../relay/src/insights/tally.ts'
import { DEFAULT_LIMITS } from '../../relay/src/limits/limits.ts'
import { startTalk, type Talk } from '../../relay/src/testing/talk.ts'
import { addTestSite, BROWSER_AGENT } from '../../relay/src/testing/test-relay.ts'

const page = { url: 'https://lamp.example/lamp', kind: 'product' }
const MANY = { points: 1e6, seconds: 60 }
const texts = { nl: 'Hulp nodig?', en: 'Need help?' }

let talk: Talk

beforeEach(async () => {
  talk = await startTalk({ limits: { ...DEFAULT_LIMITS, publicCalls: MANY } })
})
afterEach(() => talk[Symbol.asyncDispose]())

function see(body: object = {}, headers: Record<string, string> = {}): Promise<ViewAnswer> {
  return talk.relay.json(talk.widget('/views'), { body: { page, ...body }, headers })
}

async function status(path: string, body: object, headers: Record<string, string> = {}) {
  return (await talk.relay.call(talk.widget(path), { body, headers })).status
}

/** Ends every visit, and waits until it is counted. */
async function over(): Promise<void> {
  talk.relay.context.visits.endAll()
  await talk.relay.context.underWay.ended()
}

async function report(): Promise<PagesReport> {
  await over()
  return talk.relay.json(`/api/sites/${talk.owner.siteId}/insights/pages`, {
    token: talk.owner.token,
  })
}

async function addTrigger(holdOut: number): Promise<string> {
  const trigger = { name: 'Twijfel', page: '', when: { type: 'exit_intent' }, texts, holdOut }
  const { id } = await talk.relay.json<{ id: string }>(`/api/sites/${talk.owner.siteId}/triggers`, {
    token: talk.owner.token,
    body: trigger,
  })
  return id
}

/** What is counted of triggers, as if a day had passed. */
async function trials() {
  await over()
  const { insights } = talk.relay.context
  const later = Date.now() + 2 * DAY
  return (await insights.ask('trials', talk.owner.siteId, later)).trials
}

const otherBrowser = (n: number) => ({ 'user-agent': `${BROWSER_AGENT} Made/${n}` })

describe('a visit that somebody made up', () => {
  it('from a page that is not the shop’s is refused and counted nowhere', async () => {
    await talk.relay.json(`/api/sites/${talk.owner.siteId}/settings`, {
      method: 'PATCH',
      token: talk.owner.token,
      body: { origins: ['https://lamp.example'] },
    })
    const foreign = { origin: 'https://evil.example' }
    expect(await status('/views', { page }, foreign)).toBe(403)
    expect(await status('/views/leave', { viewId: nanoid() }, foreign)).toBe(403)
    expect((await report()).pages).toEqual([])
  })

  it('by the id of another shop’s page touches nothing there', async () => {
    const other = await addTestSite(talk.relay)
    const path = `/widget/v1/${other.siteKey}/views`
    const { viewId } = await talk.relay.json<ViewAnswer>(path, { body: { page } })
    await see({ viewId })
    await status('/views/leave', { viewId, visible: 60_000, interactions: 9 })
    await over()
    const days = { siteId: other.siteId, from: 0, to: 1e6 }
    expect(await talk.relay.context.insights.ask('pages', days)).toMatchObject([
      { views: 1, visibleMs: 0 },
    ])
  })

  it('is bounded in all its numbers, below and above', async () => {
    const { viewId } = await see()
    for (const wrong of [-1, 1e300, '9', null, [9]]) {
      const body = { viewId, visible: wrong, focused: wrong, depth: wrong, interactions: wrong }
      expect(await status('/views/leave', { ...body, hidden: true })).toBe(204)
    }
    await status('/views/leave', { viewId, interactions: 1e6, focused: 86_400_000, hidden: true })
    expect((await report()).pages).toMatchObject([{ views: 1, seconds: 0 }])
  })

  it('counts no page for longer than half an hour, however long it says it was open', async () => {
    const { viewId } = await see()
    await status('/views/leave', { viewId, visible: 86_400_000, focused: 86_400_000 })
    expect((await report()).pages).toMatchObject([{ views: 1, seconds: 30 * 60 }])
  })

  it('told again, in whatever order, is the same visit', async () => {
    const { viewId } = await see()
    const end = { viewId, visible: 12_000, focused: 9_000, depth: 80, interactions: 2 }
    const soon = { ...end, visible: 5_000, hidden: true }
    for (const body of [end, soon, end]) await status('/views/leave', { ...body, hidden: true })
    for (let n = 0; n < 3; n += 1) await see({ viewId })
    for (const body of [end, end, soon]) await status('/views/leave', body)
    expect((await report()).pages).toMatchObject([{ views: 1, entries: 1, seconds: 12 }])
  })

  it('cannot fill the books: ten thousand junk addresses are one line beyond the first thousand', async () => {
    const { visits } = talk.relay.context
    const { siteId } = talk.owner
    for (let n = 0; n < 50; n += 1) {
      // No shopper reads that many pages: of one visit three hundred are written down.
      for (let page = 0; page < 320; page += 1) {
        visits.view(
          siteId,
          { address: `10.0.0.${n}`, agent: 'x' },
          {
            viewId: nanoid(),
            page: { url: `https://lamp.example/junk-${'abcdefgh'[n % 8]}${n}-${words(page)}` },
          },
        )
      }
    }
    const { pages } = await report()
    expect(pages.length).toBeLessThanOrEqual(1_001)
    expect(pages.reduce((sum, { views }) => sum + views, 0)).toBe(50 * 300)
    expect(pages.find(({ key }) => key === '/:other')?.views).toBeGreaterThan(10_000)
  })

  it('crowds nobody out: of one address five hundred visits are remembered', async () => {
    const { visits } = talk.relay.context
    const { siteId } = talk.owner
    for (let n = 0; n < 6_000; n += 1) {
      const view = { viewId: nanoid(), page: { url: 'https://lamp.example/junk' } }
      // One host has a whole block of such addresses.
      visits.view(siteId, { address: `2001:db8::${n.toString(16)}`, agent: `${n}` }, view)
    }
    await see()
    const { pages } = await report()
    expect(pages.find(({ key }) => key === '/junk')?.views).toBe(500)
    expect(pages.find(({ key }) => key === '/lamp')?.views).toBe(1)
  })

  it('stays whole when the clock is set back', async () => {
    let now = Date.now()
    await using skewed = await startTalk({ clock: () => now })
    const path = skewed.widget('/views')
    const { viewId } = await skewed.relay.json<ViewAnswer>(path, { body: { page } })
    now -= 3 * 3_600_000
    await skewed.relay.json(path, { body: { viewId, page } })
    skewed.relay.context.visits.endAll()
    await skewed.relay.context.underWay.ended()
    const days = { siteId: skewed.owner.siteId, from: 0, to: 1e6 }
    expect(await skewed.relay.context.insights.ask('pages', days)).toMatchObject([
      { views: 1, visibleMs: 0 },
    ])
  })
})

describe('a note about a trigger that somebody made up', () => {
  const note = (viewId: string | undefined, id: string, did: string, more = {}) =>
    see({ viewId, trigger: { id, did, ...more } })

  it('of a trigger the shop does not have is no trial', async () => {
    const { viewId } = await see()
    for (const did of ['eligible', 'shown', 'accepted']) await note(viewId, nanoid(), did)
    expect(await trials()).toEqual([])
  })

  it('counts for nothing where its moment never came', async () => {
    const id = await addTrigger(0)
    const { viewId } = await see()
    for (const did of ['shown', 'closed', 'accepted']) await note(viewId, id, did)
    expect(await trials()).toEqual([])
  })

  it('cannot make more prompts accepted or closed than were shown', async () => {
    const id = await addTrigger(0)
    const { viewId } = await see()
    await note(viewId, id, 'suppressed', { why: 'typing' })
    await note(viewId, id, 'accepted')
    await note(viewId, id, 'closed')
    expect(await trials()).toMatchObject([
      { trial: { offered: { eligible: 1 } }, offered: { shown: 1, closed: 1, accepted: 1 } },
    ])
  })

  it('shows nothing in a visit that was held out, and is one visit however often it is told', async () => {
    const id = await addTrigger(0.5)
    const arms = { heldOut: 0, offered: 0 }
    for (let n = 0; n < 40; n += 1) {
      const body = { page, trigger: { id, did: 'eligible' } }
      const headers = otherBrowser(n)
      const { viewId, heldOut } = await see(body, headers)
      arms[heldOut?.includes(id) ? 'heldOut' : 'offered'] += 1
      for (const did of ['eligible', 'shown', 'shown', 'accepted']) {
        await see({ viewId, trigger: { id, did } }, headers)
      }
    }
    const [trial] = await trials()
    expect(trial).toMatchObject({
      trial: { heldOut: { eligible: arms.heldOut }, offered: { eligible: arms.offered } },
      offered: { shown: arms.offered, accepted: arms.offered },
    })
  })

  it('says no reason that is not one', async () => {
    const id = await addTrigger(0)
    const { viewId } = await see()
    await note(viewId, id, 'suppressed', { why: '<script>' })
    expect(await trials()).toEqual([])
  })
})

describe('an order that a page names', () => {
  it('counts only once, and only when the shop’s own server knows it', async () => {
    const id = await addTrigger(0)
    const order = nanoid(43)
    for (let n = 0; n < 3; n += 1) {
      const headers = otherBrowser(n)
      const { viewId } = await see({ trigger: { id, did: 'eligible' } }, headers)
      await see({ viewId, trigger: { id, did: 'shown' } }, headers)
      await see({ order }, headers)
      await see({ order: nanoid(43) }, headers)
    }
    const sold = async () => {
      const { triggers } = await talk.relay.json<TriggersReport>(
        `/api/sites/${talk.owner.siteId}/insights/triggers`,
        { token: talk.owner.token },
      )
      expect(triggers).toHaveLength(1)
      const [trial] = await trials()
      return trial?.trial.offered
    }
    expect(await sold()).toMatchObject({ eligible: 3, ordered: 0, revenue: 0 })
    const fact = { siteId: talk.owner.siteId, reference: order, currency: 'EUR', counts: true }
    await talk.relay.context.insights.ask('recordOrders', [{ ...fact, net: 5_990 }])
    expect(await sold()).toMatchObject({ eligible: 3, ordered: 1, revenue: 5_990 })
  })
})

it('refuses a flood of pages from one address, and says when to come back', async () => {
  await using flooded = await startTalk({
    limits: { ...DEFAULT_LIMITS, publicCalls: { points: 20, seconds: 60 } },
  })
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      flooded.relay.call(flooded.widget('/views'), { body: { page }, headers: otherBrowser(n) }),
    ),
  )
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThanOrEqual(10)
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
})

/** A number as a word, so that no page key takes it for an id. */
function words(n: number): string {
  return [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
}
