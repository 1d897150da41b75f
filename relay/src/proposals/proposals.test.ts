import type { Proposal, ProposalsReport, Trigger } from '@loods/protocol'
import { triggerDefinition } from '@loods/protocol'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seeded } from '../../../test/support/random.ts'
import { startTalk, type Talk } from '../testing/talk.ts'
import { DIALECTS, dialectEnv } from '../testing/test-storage.ts'
import { aMonth, aVisit, NOON } from '../testing/test-visits.ts'

const DAY = 86_400_000

let talk: Talk
let now: number

function at<T = ProposalsReport>(path = '', method = 'GET'): Promise<T> {
  return talk.relay.json<T>(talk.site(`/proposals${path}`), { token: talk.owner.token, method })
}
const triggers = async () =>
  (
    await talk.relay.json<{ triggers: Trigger[] }>(talk.site('/triggers'), {
      token: talk.owner.token,
    })
  ).triggers
const change = (path: string, body: object) =>
  talk.relay.json(talk.site(path), { token: talk.owner.token, method: 'PATCH', body })
const startThem = () => talk.relay.context.proposals.startByThemselves()

async function theProposal(): Promise<Proposal> {
  const { proposals } = await at()
  expect(proposals).toHaveLength(1)
  return proposals[0] as Proposal
}

async function aBadLamp(): Promise<void> {
  const { insights } = talk.relay.context
  await insights.ask('recordVisits', aMonth(talk.owner.siteId, seeded(7), now))
}

describe.each(DIALECTS)('on %s', (dialect) => {
  beforeEach(async () => {
    now = NOON
    talk = await startTalk({ clock: () => now, env: await dialectEnv(dialect) })
  })
  afterEach(() => talk[Symbol.asyncDispose]())

  it('a page that loses more than its kind becomes a trigger at one word, once', async () => {
    await aBadLamp()
    const proposal = await theProposal()
    expect(proposal).toMatchObject({
      key: '/lampen/lamp-2',
      kind: 'product',
      enough: true,
      dismissed: false,
      evidence: [
        { device: 'phone', loss: 'bounce' },
        { device: 'desk', loss: 'bounce' },
      ],
      trigger: { page: '*/lampen/lamp-2', pageKind: 'product', holdOut: 0.2 },
    })
    expect(v.safeParse(triggerDefinition, proposal.trigger).success).toBe(true)
    const [first, again] = await Promise.all([
      at<Trigger>(`/${proposal.id}/accept`, 'POST'),
      at<Trigger>(`/${proposal.id}/accept`, 'POST'),
    ])
    expect(again.id).toBe(first.id)
    expect(await triggers()).toEqual([expect.objectContaining({ id: first.id, enabled: true })])
    expect(await at()).toMatchObject({
      proposals: [],
      started: [{ id: proposal.id, triggerId: first.id, enabled: true, automatic: false, at: now }],
    })
  })
})

describe('a proposal', () => {
  beforeEach(async () => {
    now = NOON
    talk = await startTalk({ clock: () => now })
  })
  afterEach(() => talk[Symbol.asyncDispose]())

  /** Visits to products of which one loses twice as many, with so many more of them after one page. */
  async function visitsTo(kind: 'product' | 'checkout', lost: number, visibleMs = 3_000) {
    const page = (n: number, stays: boolean) => ({
      ...{ key: `/page-${n}`, kind },
      ...(stays ? { interactions: 3 } : { visibleMs }),
    })
    const visits = Array.from({ length: 12 }, (_, n) =>
      Array.from({ length: 200 }, (_, visit) => {
        const stays = visit >= (n === 3 ? lost : 70)
        const next = stays ? [{ key: '/x', kind: 'other' as const }] : []
        return aVisit([page(n, stays), ...next], { siteId: talk.owner.siteId })
      }),
    )
    await talk.relay.context.insights.ask('recordVisits', visits.flat())
  }

  it('what was dismissed stays so until it is taken back', async () => {
    await aBadLamp()
    const { id } = await theProposal()
    await at(`/${id}/dismiss`, 'POST')
    expect(await theProposal()).toMatchObject({ id, dismissed: true })
    await at(`/${id}/undo`, 'POST')
    expect(await theProposal()).toMatchObject({ id, dismissed: false })
  })

  it('one trigger a day starts by itself where a shop wishes it, and what a member ended never again', async () => {
    await aBadLamp()
    await startThem()
    expect(await triggers()).toEqual([])
    await change('/settings', { automaticTriggers: true })
    await startThem()
    await startThem()
    const [trigger, ...others] = await triggers()
    expect(others).toEqual([])
    const { started } = await at()
    expect(started).toMatchObject([{ triggerId: trigger?.id, automatic: true }])
    await at(`/${started[0]?.id}/undo`, 'POST')
    expect(await triggers()).toEqual([])
    expect(await theProposal()).toMatchObject({ key: '/lampen/lamp-2' })
    now += 2 * DAY
    await talk.renew()
    await startThem()
    expect(await triggers()).toEqual([])
  })

  it('says that a prompt comes too late where most are gone at once, and waits for who turns to leave', async () => {
    await visitsTo('product', 160)
    const { moment, medianLeaver, trigger } = await theProposal()
    expect(moment).toMatchObject({ type: 'leaving', reach: 0 })
    expect(medianLeaver).toBeLessThan(4)
    expect(trigger.when).toEqual({ type: 'exit_intent' })
  })

  it('waits on a checkout page until somebody is stuck', async () => {
    await visitsTo('checkout', 160)
    const { moment, trigger } = await theProposal()
    expect(moment).toEqual({ type: 'stuck' })
    const types = (trigger.when as { any: { type: string }[] }).any.map(({ type }) => type)
    expect(types).toEqual(['coupon_failed', 'field_errors', 'hesitation', 'idle_seconds'])
  })

  it('is not made for a page a trigger speaks of already, nor where nothing is counted', async () => {
    await visitsTo('product', 160)
    const { trigger } = await theProposal()
    const made = await talk.relay.json<Trigger>(talk.site('/triggers'), {
      token: talk.owner.token,
      body: { ...trigger, name: 'Van mij', page: '/page-3' },
    })
    expect((await at()).proposals).toEqual([])
    await change(`/triggers/${made.id}`, { enabled: false })
    await theProposal()
    // Whoever switches one off wants none to start there by itself.
    await change('/settings', { automaticTriggers: true })
    await startThem()
    expect(await triggers()).toHaveLength(1)
    await change('/settings', { measuring: false })
    expect(await at()).toMatchObject({ measuring: false, proposals: [] })
  })

  it('comes again when its trigger was removed, and can be switched on again', async () => {
    await visitsTo('product', 160)
    const { id } = await theProposal()
    const first = await at<Trigger>(`/${id}/accept`, 'POST')
    await talk.relay.call(talk.site(`/triggers/${first.id}`), {
      token: talk.owner.token,
      method: 'DELETE',
    })
    await theProposal()
    const again = await at<Trigger>(`/${id}/accept`, 'POST')
    expect(again.id).not.toBe(first.id)
    expect((await triggers()).map((trigger) => trigger.id)).toEqual([again.id])
  })

  it('that nobody made is not found', async () => {
    await visitsTo('product', 160)
    const { id } = await theProposal()
    for (const what of ['accept', 'dismiss', 'undo']) {
      await expect(at(`/${'x'.repeat(21)}/${what}`, 'POST')).rejects.toThrow('404')
    }
    expect(await triggers()).toEqual([])
    await at(`/${id}/dismiss`, 'POST')
  })

  it('forgets what was decided of a page that is counted no longer', async () => {
    await visitsTo('product', 160)
    const { id } = await theProposal()
    await at(`/${id}/dismiss`, 'POST')
    const { proposals, insights } = talk.relay.context
    await proposals.trim(talk.owner.siteId, now + DAY)
    expect(await theProposal()).toMatchObject({ dismissed: true })
    await insights.forget(talk.owner.siteId)
    await proposals.trim(talk.owner.siteId, now + DAY)
    await expect(at(`/${id}/undo`, 'POST')).rejects.toThrow('404')
  })
})
