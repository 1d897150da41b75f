import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ChannelTalk, startChannelTalk } from '../../testing/channel-talk.ts'
import type { ChannelAdapter } from '../adapter.ts'
import { createGraphClient } from '../graph/graph-client.ts'
import { createWhatsappAdapter } from './whatsapp.adapter.ts'

let stage: ChannelTalk
let adapter: ChannelAdapter

beforeEach(async () => {
  stage = await startChannelTalk()
  const { egress, channels, config } = stage.relay.context
  const graph = createGraphClient({ egress, ...config.graph })
  adapter = createWhatsappAdapter({
    graph,
    egress,
    mediaHosts: config.graph.mediaHosts,
    secrets: channels.secrets,
    clock: stage.graph.time.now,
  })
})

afterEach(() => stage[Symbol.asyncDispose]())

describe('sending', () => {
  it('brings a text to the phone', async () => {
    const { graph, anna, number, whatsapp } = stage
    await graph.chat(anna, number).text('Hallo')
    const result = await adapter.send(whatsapp, {
      ref: 'r1',
      to: { phone: '31612345678' },
      text: 'Dag Anna',
    })
    expect(result).toMatchObject({ outcome: 'taken', person: { phone: '31612345678' } })
    await graph.time.advance(1_000)
    expect(graph.chat(anna, number).thread.entries.at(-1)).toMatchObject({
      content: { body: 'Dag Anna' },
      callbackData: 'r1',
    })
  })
})
