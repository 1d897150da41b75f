import type { Message, NewTrigger, Trigger, TriggersReport } from '@loods/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ExposureRecord } from '../insights/visit-record.ts'
import { startTalk, type Talk } from '../testing/talk.ts'
import { aVisit, NOON } from '../testing/test-visits.ts'

const DAY = 86_400_000

let talk: Talk
let now: number
let orders: number

beforeEach(async () => {
  now = NOON + 2 * DAY
  orders = 0
  talk = await startTalk({ clock: () => now })
})
afterEach(() => talk[Symbol.asyncDispose]())

function call<T>(method: string, path: string, body?: object): Promise<T> {
  return talk.relay.json<T>(talk.site(path), {
    method,
    token: talk.owner.token,
    ...(body && { body }),
  })
}

const add = (more: Partial<NewTrigger> = {}) =>
  call<Trigger>('POST', '/triggers', {
    name: 'Twijfel',
    page: '',
    when: { type: 'visible_seconds', seconds: 20 },
    texts: { nl: 'Hulp nodig?', en: 'Need help?' },
    ...more,
  })

/** Visits that were eligible two days ago; the first `ordered` of them ended in an order. */
async function happened(
  { id, version }: Trigger,
  visits: number,
  ordered: number,
  exposure: Partial<ExposureRecord> = {},
): Promise<void> {
  const { siteId } = talk.owner
  const { insights } = talk.relay.context
  const nothing = { closed: false, accepted: false, replied: false }
  const whole: ExposureRecord = {
    ...{ triggerId: id, version, arm: 'offered', variant: 0, at: now - 2 * DAY },
    ...nothing,
    ...exposure,
  }
  const records = Array.from({ length: visits }, (_, n) => {
    const named = n < ordered ? [`order-${++orders}`] : []
    return aVisit([{}], { siteId, exposures: [whole], orders: named })
  })
  await insights.ask('recordVisits', records)
  const paid = { siteId, currency: 'EUR', net: 5_000, counts: true }
  const facts = records.flatMap((visit) =>
    visit.orders.map((reference) => ({ ...paid, reference })),
  )
  await insights.ask('recordOrders', facts)
}

const lookAfter = () => talk.relay.context.triggerUpkeep()
const listed = async () => (await call<{ triggers: Trigger[] }>('GET', '/triggers')).triggers[0]
const report = async () => (await call<TriggersReport>('GET', '/insights/triggers')).triggers[0]

describe('a trigger that does harm', () => {
  it('is paused once that is proven, says so, and begins another trial when it is switched on again', async () => {
    const trigger = await add({ holdOut: 0.5 })
    await happened(trigger, 400, 60)
    await happened(trigger, 400, 160, { arm: 'heldOut' })
    expect((await report())?.verdict?.verdict).toBe('worse')
    await lookAfter()
    expect(await listed()).toMatchObject({ enabled: false, paused: { at: now, why: 'harms' } })
    now += 10_000
    const again = await call<Trigger>('PATCH', `/triggers/${trigger.id}`, { enabled: true })
    expect(again).toMatchObject({ enabled: true, version: 2 })
    expect(again).not.toHaveProperty('paused')
    await lookAfter()
    expect(await listed()).toMatchObject({ enabled: true })
  })

  it('is paused where too many send it away, whatever they buy', async () => {
    const trigger = await add()
    await happened(trigger, 20, 0, { closed: true })
    await happened(trigger, 20, 0)
    await lookAfter()
    expect(await listed()).toMatchObject({ enabled: true })
    await happened(trigger, 40, 0, { closed: true })
    await lookAfter()
    expect(await listed()).toMatchObject({ enabled: false, paused: { why: 'closed' } })
  })

  it('is not paused by what an earlier version did', async () => {
    const trigger = await add()
    await happened(trigger, 100, 0, { closed: true })
    await call('PATCH', `/triggers/${trigger.id}`, { delay: 3 })
    await lookAfter()
    expect(await listed()).toMatchObject({ enabled: true, version: 2 })
  })
})

describe('ways to say it', () => {
  const other = { nl: 'Zal ik meekijken?', en: 'Shall I have a look?' }

  it('get equal shares at first, then once a day more where more take it up, and never less than a tenth', async () => {
    const trigger = await add({ variants: [{ texts: other }] })
    expect(await report()).toMatchObject({
      chosenBy: 'accepted',
      variants: [{ eligible: 0, share: 0.5 }, { share: 0.5 }],
    })
    await happened(trigger, 300, 0, { variant: 0 })
    await happened(trigger, 250, 0, { variant: 1 })
    await happened(trigger, 50, 0, { variant: 1, accepted: true })
    await lookAfter()
    const [first, second] = (await report())?.variants ?? []
    expect(first).toMatchObject({ eligible: 300, accepted: 0 })
    expect(first?.share).toBeCloseTo(0.1)
    expect(second).toMatchObject({ eligible: 300, accepted: 50, shown: 300 })
    expect(second?.share).toBeCloseTo(0.9)
  })

  it('are chosen by orders once there are fifty, and not twice a day', async () => {
    const trigger = await add({ variants: [{ texts: other }] })
    await happened(trigger, 300, 0, { variant: 1, accepted: true })
    await happened(trigger, 300, 0, { variant: 0 })
    await lookAfter()
    const share = async () => (await report())?.variants?.[0]?.share
    expect(await share()).toBeCloseTo(0.1)
    await happened(trigger, 200, 70, { variant: 0 })
    await lookAfter()
    expect(await share()).toBeCloseTo(0.1)
    now += DAY
    await talk.renew()
    await lookAfter()
    expect((await report())?.chosenBy).toBe('ordered')
    expect(await share()).toBeCloseTo(0.9)
  })

  it('begin with equal shares in another trial', async () => {
    const trigger = await add({ variants: [{ texts: other }] })
    await happened(trigger, 300, 0, { variant: 1, accepted: true })
    await happened(trigger, 300, 0, { variant: 0 })
    await lookAfter()
    await call('PATCH', `/triggers/${trigger.id}`, {
      variants: [{ texts: other }, { texts: other }],
    })
    const third = expect.closeTo(1 / 3)
    expect((await report())?.variants?.map(({ share }) => share)).toEqual([third, third, third])
  })

  it('begin the chat in the words that were shown', async () => {
    const { id: triggerId } = await add({ variants: [{ texts: other }] })
    const said = async (variant?: number) => {
      const prompt = { triggerId, language: 'nl', variant }
      const { conversationId } = await talk.relay.json<{ conversationId: string }>(
        talk.widget('/visitors'),
        { body: { context: {}, prompt } },
      )
      const [message] = (await talk.messages(conversationId)) as [Message]
      return message.line?.data.text
    }
    expect(await said()).toBe('Hulp nodig?')
    expect(await said(1)).toBe('Zal ik meekijken?')
    expect(await said(7)).toBe('Hulp nodig?')
  })
})
