import type { WidgetConfig } from '@loods/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAvailabilityService } from '../availability/availability.service.ts'
import { createPresence } from '../live/presence.ts'
import { type ChannelTalk, startChannelTalk } from '../testing/channel-talk.ts'

const HOUR = 3_600_000
let stage: ChannelTalk

beforeAll(async () => {
  stage = await startChannelTalk()
})
afterAll(() => stage[Symbol.asyncDispose]())

async function elsewhere() {
  return (await stage.relay.json<WidgetConfig>(stage.talk.widget('/config'))).elsewhere
}

it('tells pages where else the shop is, when to show it, and no secret of it', async () => {
  const { number, page, token, app } = stage
  const told = await elsewhere()
  expect(told).toEqual([
    {
      to: 'whatsapp',
      url: `https://wa.me/${number.displayPhoneNumber.replaceAll(/\D/g, '')}`,
      beside: 'away',
    },
    { to: 'messenger', url: `https://m.me/${page.username}` },
  ])
  for (const secret of [token.value, app.secret, stage.whatsapp.id])
    expect(JSON.stringify(told)).not.toContain(secret)
})

it('says how long an answer takes there once it is known, and promises nothing of it for the chat', async () => {
  const { talk, relay, whatsapp } = stage
  const presence = createPresence(() => {})
  const availability = createAvailabilityService({ ...relay.context, presence })
  const { siteId } = talk.owner
  for (const minutes of [20, 70, 80, 90, 300]) {
    const { conversationId } = await talk.shopper('Hallo')
    await relay.context.db.write
      .updateTable('conversations')
      .set({ channel: whatsapp.kind })
      .where('id', '=', conversationId)
      .execute()
    const since = stage.graph.time.now()
    const answeredAt = since + minutes * 60_000
    await availability.record(siteId, conversationId, { since, answeredAt })
  }
  expect((await elsewhere())?.[0]).toMatchObject({ to: 'whatsapp', hours: 2 })
  expect(await availability.waitSeconds(siteId)).toBeUndefined()
  await stage.graph.time.advance(9 * 7 * 24 * HOUR)
  expect((await elsewhere())?.[0]).not.toHaveProperty('hours')
})

it('names no number that cannot be written to now', async () => {
  const { db } = stage.relay.context
  await db.write.updateTable('channels').set({ state: 'paused' }).execute()
  expect(await elsewhere()).toBeUndefined()
})
