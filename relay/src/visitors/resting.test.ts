import type { Trigger, TriggersReport, ViewAnswer } from '@loods/protocol'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startTalk, type Talk } from '../testing/talk.ts'

/** A Monday, at noon in the shop. */
const NOON = Date.UTC(2026, 10, 23, 11)

let talk: Talk
let now: number

beforeEach(async () => {
  now = NOON
  talk = await startTalk({ clock: () => now })
})
afterEach(() => talk[Symbol.asyncDispose]())

function add(more: object): Promise<Trigger> {
  return talk.relay.json(talk.site('/triggers'), {
    token: talk.owner.token,
    body: {
      name: 'Twijfel',
      page: '',
      when: { type: 'visible_seconds', seconds: 20 },
      texts: { nl: 'Hulp nodig?', en: 'Need help?' },
      ...more,
    },
  })
}

function see(more: object = {}): Promise<ViewAnswer> {
  const page = { url: 'https://lamp.example/', kind: 'home' }
  return talk.relay.json(talk.widget('/views'), { body: { page, ...more } })
}

async function eligible(): Promise<number[]> {
  talk.relay.context.visits.endAll()
  await talk.relay.context.underWay.ended()
  const path = talk.site('/insights/triggers')
  const { triggers } = await talk.relay.json<TriggersReport>(path, { token: talk.owner.token })
  return triggers.map(({ ripening }) => ripening)
}

it('pages are told which triggers rest, and no moment of those is counted', async () => {
  const { id } = await add({ schedule: { days: [1], from: 9 * 60, to: 12 * 60 + 5 } })
  const { viewId, resting } = await see()
  expect(resting).toBeUndefined()
  now += 6 * 60_000
  const note = await see({ viewId, trigger: { id, did: 'eligible' } })
  expect(note.resting).toEqual([id])
  expect((await see()).resting).toEqual([id])
  expect(await eligible()).toEqual([0])
})

it('a page that acts upon a trigger as it was is told to keep still, and is counted for no version', async () => {
  const { id, version } = await add({})
  const { viewId } = await see()
  await talk.relay.json(talk.site(`/triggers/${id}`), {
    method: 'PATCH',
    token: talk.owner.token,
    body: { texts: { nl: 'Twijfel je?', en: 'Unsure?' } },
  })
  now += 6_000
  const trigger = { id, did: 'eligible' }
  const old = await see({ viewId, trigger: { ...trigger, version } })
  expect(old.resting).toEqual([id])
  const gone = await see({ viewId, trigger: { ...trigger, id: 't'.repeat(21) } })
  expect(gone.resting).toEqual(['t'.repeat(21)])
  expect(await eligible()).toEqual([0])
  const { viewId: next } = await see()
  await see({ viewId: next, trigger: { ...trigger, version: version + 1 } })
  expect(await eligible()).toEqual([1])
})
