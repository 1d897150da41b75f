import type { LeadsAnswer } from '@loods/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PhoneTalk, startPairedTalk } from '../testing/phone-talk.ts'

const HOUR = 3_600_000

let stage: PhoneTalk
beforeEach(async () => {
  stage = await startPairedTalk()
})
afterEach(() => stage[Symbol.asyncDispose]())

/** A shopper who leaves something to be reached at, without having said a word. @returns the conversation */
async function leave(lead: object): Promise<string> {
  const { secret, conversationId } = await stage.talk.shopper()
  await stage.relay.json(stage.talk.widget('/leads'), { token: secret, body: lead })
  return conversationId
}

const CALL = { kind: 'phone', value: '+31 6 1234 5678', name: 'Sam' }

describe('what a shopper leaves behind', () => {
  it('reaches a phone as its alerts do: who, and where to reach them; the thread says who was told', async () => {
    const conversationId = await leave(CALL)
    await stage.pass(6_000)
    expect(stage.texts(stage.noor)).toEqual([
      '*Sam · Bureaulamp Noot*\n📞 Wil teruggebeld worden: +31 6 12345678',
    ])
    const lines = (await stage.talk.messages(conversationId)).flatMap(({ line }) => line ?? [])
    expect(lines).toContainEqual({
      code: 'alert_sent',
      data: expect.objectContaining({
        channel: 'whatsapp',
        members: [{ id: stage.talk.owner.memberId, name: 'Noor' }],
      }),
    })
  })

  it('comes with the question that was asked along with it, in one bubble', async () => {
    const question = { cid: 'a-question-of-sam-0001', text: 'Wanneer is de Noot er weer?' }
    await leave({ kind: 'email', value: 'sam@example.com', name: 'Sam', question })
    await stage.pass(6_000)
    expect(stage.texts(stage.noor)).toEqual([
      '*Sam · Bureaulamp Noot*\nWanneer is de Noot er weer?\n✉️ Wil antwoord per e-mail: sam@example.com',
    ])
  })

  it('waits while its member is away, and past the day of the phone until it may be written to', async () => {
    await stage.on(stage.noor).text('/weg')
    await stage.pass(1_000)
    await leave(CALL)
    await stage.pass(6_000)
    stage.seen(stage.noor)
    await stage.on(stage.noor).text('/terug')
    await stage.pass(2_000)
    expect(stage.texts(stage.noor)).toContainEqual(expect.stringMatching(/12345678$/))
    await stage.graph.time.advance(25 * HOUR)
    await stage.pass(0)
    stage.seen(stage.noor)
    await leave({ ...CALL, value: '+31 20 123 4567' })
    await stage.pass(6_000)
    const [template] = stage.shown(stage.noor)
    await stage.on(stage.noor).choose(template?.id ?? '', 'Chat tonen')
    await stage.pass(2_000)
    expect(stage.texts(stage.noor)).toContainEqual(expect.stringMatching(/\+31 20 1234567$/))
  })

  it('is kept from the phone once somebody has dealt with it', async () => {
    await leave(CALL)
    const { token } = stage.talk.owner
    const { leads } = await stage.relay.json<LeadsAnswer>(stage.talk.site('/leads'), { token })
    await stage.relay.json(stage.talk.site(`/leads/${leads[0]?.id}`), {
      token,
      method: 'PATCH',
      body: { handled: true },
    })
    await stage.pass(6_000)
    expect(stage.texts(stage.noor)).toEqual([])
  })
})
