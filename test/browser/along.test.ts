import { afterAll, beforeAll, expect, test } from 'vitest'
import { PNG } from '../fakes/graph/testing/stage.ts'
import {
  type ChannelStage,
  openChannelStage,
  openChat,
  phoneOf,
  sendFrom,
  writeOn,
} from './channel-stage.ts'

let stage: ChannelStage

beforeAll(async () => {
  stage = await openChannelStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

test('what a shopper sends on the demo’s phones is told to the relay', async () => {
  const { relay, whatsapp, messenger, world } = stage
  const phones = await stage.phones()
  const sam = phoneOf(phones, 'Sam de Boer')
  const log = await openChat(sam, 'shop')
  await sendFrom(sam, 'Foto sturen', { name: 'a.png', mimeType: 'image/png', buffer: PNG })
  await log.locator('img').waitFor()
  await openChat(sam, 'page')
  await writeOn(sam, 'Hallo')
  await log.getByText('Hallo').waitFor()
  const told = world.graph.outbox.posts.map(({ url }) => url)
  for (const { id } of [whatsapp, messenger])
    expect(told).toContain(`${relay.url}/channels/${id}/webhook`)
  expect(stage.errors).toEqual([])
})
