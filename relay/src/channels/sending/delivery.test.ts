import type { DeliveryState } from '@loods/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChannelTalk, startChannelTalk } from '../../testing/channel-talk.ts'
import { noteDelivery, noteFailure, type Told } from './delivery.ts'
import { writeRef } from './ref.ts'

const STATES: DeliveryState[] = ['queued', 'sent', 'failed', 'delivered', 'read', 'played']

describe('how far a message has come', () => {
  let stage: ChannelTalk
  let serial = 0

  beforeAll(async () => {
    stage = await startChannelTalk()
  })
  afterAll(() => stage[Symbol.asyncDispose]())

  async function answered() {
    const { conversationId } = await stage.talk.shopper('Hallo')
    const { id } = await stage.talk.answer(conversationId, 'Dag')
    const externalId = `wamid.${serial++}`
    const ref = writeRef({ messageId: id, rowId: `row-${serial}` })
    return { conversationId, id, externalId, ref }
  }
  const tell = (told: Omit<Told, 'at'>) =>
    stage.relay.context.writer.run((tx) => noteDelivery(tx, stage.whatsapp, { at: 1, ...told }))
  const shown = async (conversationId: string) =>
    (await stage.talk.messages(conversationId)).at(-1)?.delivery

  it('is the furthest of what is told, in any order and however often', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...STATES), { minLength: 1, maxLength: 8 }),
        async (states) => {
          const { conversationId, externalId, ref } = await answered()
          for (const state of states) await tell({ externalId, ref, state })
          const furthest = STATES.findLast((state) => states.includes(state))
          expect((await shown(conversationId))?.state).toBe(furthest)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('is known from a status that came before the answer, with the ref or without', async () => {
    for (const early of [true, false]) {
      const { conversationId, externalId, ref } = await answered()
      await tell({ externalId, ...(early && { ref }), state: 'read' })
      await tell({ externalId, ref, state: 'queued' })
      expect(await shown(conversationId)).toEqual({ state: 'read' })
    }
  })

  it('begins anew when what failed is sent again, and keeps why it failed until then', async () => {
    const { conversationId, id, externalId, ref } = await answered()
    const failure = { code: 'unreachable' as const, number: 131_026 }
    await tell({ externalId, ref, state: 'failed', failure })
    expect(await shown(conversationId)).toEqual({ state: 'failed', failure })
    const again = writeRef({ messageId: id, rowId: 'again' })
    await tell({ externalId: `${externalId}=`, ref: again, state: 'queued' })
    expect(await shown(conversationId)).toEqual({ state: 'queued' })
    await tell({ externalId, ref, state: 'failed', failure })
    expect(await shown(conversationId)).toEqual({ state: 'queued' })
  })

  it('stays arrived when we give up on what arrived', async () => {
    const { conversationId, id, externalId, ref } = await answered()
    await tell({ externalId, ref, state: 'delivered' })
    const { writer } = stage.relay.context
    await writer.run((tx) => noteFailure(tx, id, { code: 'gave_up' }))
    expect(await shown(conversationId)).toEqual({ state: 'delivered' })
  })

  it('is told of its own shop only', async () => {
    const { conversationId, externalId, ref } = await answered()
    const foreign = { id: stage.whatsapp.id, siteId: 'another' }
    await stage.relay.context.writer.run((tx) =>
      noteDelivery(tx, foreign, { externalId, ref, state: 'read', at: 1 }),
    )
    expect(await shown(conversationId)).toBeUndefined()
  })
})
