import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Entry } from '../../../test/fakes/graph/world/threads.ts'
import type { Person } from '../../../test/fakes/graph/world/world.ts'
import { type PhoneTalk, startPairedTalk, startPhoneTalk } from '../testing/phone-talk.ts'
import { addTestSite, startVisitor } from '../testing/test-relay.ts'
import { DIALECTS, dialectEnv } from '../testing/test-storage.ts'

const HOUR = 3_600_000

interface Shop {
  siteId: string
  siteKey: string
  token: string
}

let stage: PhoneTalk
let second: Shop

/** A shopper of the other shop, who says something. */
async function atSecond(text: string): Promise<string> {
  const { secret, conversationId } = await startVisitor(stage.relay, second.siteKey)
  await stage.relay.json(`/widget/v1/${second.siteKey}/messages`, {
    token: secret,
    body: { cid: crypto.randomUUID().slice(0, 24), text },
  })
  return conversationId
}

async function write(person: Person, text: string, quotes?: string): Promise<void> {
  stage.seen(person)
  await stage.on(person).text(text, quotes === undefined ? {} : { quotes })
  await stage.pass(2_000)
}

/** Rows of a list that asks. */
function rowsOf(entry: Entry | undefined): Array<{ title: string; description: string }> {
  const list = entry?.content as {
    action: { sections: Array<{ rows: Array<{ title: string; description: string }> }> }
  }
  return list.action.sections.flatMap(({ rows }) => rows)
}

async function saidIn({ siteId, token }: Shop, conversationId: string): Promise<string[]> {
  const path = `/api/sites/${siteId}/conversations/${conversationId}/messages`
  const { messages } = await stage.relay.json<{
    messages: Array<{ kind: string; text: string }>
  }>(path, { token })
  return messages.filter(({ kind }) => kind === 'text').map(({ text }) => text)
}

describe.each(DIALECTS)('a phone that answers for two shops, on %s', (dialect) => {
  beforeEach(async () => {
    stage = await startPairedTalk({ env: await dialectEnv(dialect) })
    second = await addTestSite(stage.relay)
    await stage.pair(stage.noor, second)
    stage.seen(stage.noor)
  })
  afterEach(() => stage[Symbol.asyncDispose]())

  it('is told which shop each bubble is of, and its quotes reach the right one', async () => {
    const here = (await stage.talk.shopper('Van Lamp & Linnen')).conversationId
    const there = await atSecond('Van de Buurwinkel')
    await stage.pass(6_000)
    expect(stage.texts(stage.noor).sort()).toEqual([
      '*Buurwinkel · A visitor on Bureaulamp Noot*\nVan de Buurwinkel',
      '*Lamp & Linnen · Een bezoeker op Bureaulamp Noot*\nVan Lamp & Linnen',
    ])
    const bubbles = stage.shown(stage.noor)
    const of = (shop: string) =>
      bubbles.find(({ content }) => JSON.stringify(content).includes(shop))?.id
    await write(stage.noor, 'Aan de buren', of('Buurwinkel'))
    await write(stage.noor, 'Aan ons', of('Lamp & Linnen ·'))
    expect(await saidIn(second, there)).toEqual(['Van de Buurwinkel', 'Aan de buren'])
    expect(await saidIn(stage.talk.owner, here)).toEqual(['Van Lamp & Linnen', 'Aan ons'])
    await write(stage.noor, '/wie')
    expect(stage.texts(stage.noor).sort()).toEqual([
      expect.stringMatching(/^Who answers for Buurwinkel:\n• owner/),
      expect.stringMatching(/^Wie antwoordt voor Lamp & Linnen:\n• Noor/),
    ])
  })

  it('asks which chat is meant among those of both, and answers the one that is chosen', async () => {
    await stage.talk.shopper('Van Lamp & Linnen')
    const there = await atSecond('Van de Buurwinkel')
    await stage.pass(6_000)
    await write(stage.noor, 'Voor wie?')
    const [question] = stage.shown(stage.noor)
    const rows = rowsOf(question)
    expect(rows.map(({ description }) => description).sort()).toEqual([
      'Buurwinkel: Van de Buurwinkel',
      'Lamp & Linnen: Van Lamp & Linnen',
    ])
    const { title = '' } = rows.find(({ description }) => description.startsWith('Buur')) ?? {}
    await stage.on(stage.noor).choose(question?.id ?? '', title)
    await stage.pass(1_000)
    expect(await saidIn(second, there)).toEqual(['Van de Buurwinkel', 'Voor wie?'])
  })

  it('is asked by template past its day, and all that was held back follows', async () => {
    await stage.graph.time.advance(25 * HOUR)
    await stage.pass(0)
    await atSecond('Van de Buurwinkel')
    await stage.pass(6_000)
    const [template] = stage.shown(stage.noor)
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/in the chat of Buurwinkel\./)])
    stage.seen(stage.noor)
    await stage.talk.shopper('Van Lamp & Linnen')
    await stage.on(stage.noor).choose(template?.id ?? '', 'Show chat')
    await stage.pass(6_000)
    expect(stage.texts(stage.noor).sort()).toEqual([
      expect.stringMatching(/Van de Buurwinkel$/),
      expect.stringMatching(/Van Lamp & Linnen$/),
    ])
  })

  it('goes away, comes back and stops for both at once', async () => {
    await write(stage.noor, '/weg')
    await stage.talk.shopper('Van Lamp & Linnen')
    await atSecond('Van de Buurwinkel')
    await stage.pass(6_000)
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/^Je bent weg/)])
    await write(stage.noor, '/terug')
    expect(stage.texts(stage.noor).sort()).toEqual([
      expect.stringMatching(/Van de Buurwinkel$/),
      expect.stringMatching(/Van Lamp & Linnen$/),
      expect.stringMatching(/^Je bent terug\. Er wachten 2 chats/),
    ])
    await write(stage.noor, 'stop')
    expect(stage.texts(stage.noor)).toEqual([
      expect.stringMatching(/er komt hier niets meer van Lamp & Linnen, Buurwinkel\./),
    ])
    await atSecond('Nog iemand?')
    await stage.pass(6_000)
    expect(stage.texts(stage.noor)).toHaveLength(1)
  })

  it('shares what the network takes, and is asked once whether alerts go on', async () => {
    const { db } = stage.relay.context
    await stage.talk.shopper('Van Lamp & Linnen')
    await stage.pass(6_000)
    const tokens = await db.read.selectFrom('phones').select('tokens').execute()
    expect(new Set(tokens.map((row) => row.tokens)).size).toBe(1)
    stage.seen(stage.noor)
    await stage.graph.time.advance(12 * HOUR)
    await stage.pass(0)
    await stage.graph.time.advance(11.6 * HOUR)
    await stage.pass(1_000)
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/bijna om\.$/)])
  })
})

describe('a phone whose number the network hides', () => {
  let mila: Person
  beforeEach(async () => {
    stage = await startPhoneTalk()
    mila = stage.graph.addPerson({ name: 'Mila', phone: '+31 6 2222 3333', identity: 'bsuid' })
    await stage.pair(mila)
  })
  afterEach(() => stage[Symbol.asyncDispose]())

  it('is paired, told and answered by its id alone, and shows by its name', async () => {
    expect(stage.texts(mila)).toEqual([expect.stringMatching(/^Welkom\./)])
    const { phone } = await stage.relay.json<{ phone: object }>(stage.talk.site('/phone'), {
      token: stage.talk.owner.token,
    })
    expect(phone).toMatchObject({ name: 'Mila', state: 'on' })
    expect(phone).not.toHaveProperty('address')
    stage.seen(mila)
    const { conversationId } = await stage.talk.shopper('Past dit?')
    await stage.pass(6_000)
    const [bubble] = stage.shown(mila)
    await write(mila, 'Ja', bubble?.id)
    expect(await saidIn(stage.talk.owner, conversationId)).toEqual(['Past dit?', 'Ja'])
  })

  it('stays the same phone when its number becomes known, and when it changes', async () => {
    mila.hidesPhone = false
    await write(mila, '/wie')
    const { db } = stage.relay.context
    const row = () => db.read.selectFrom('phones').selectAll().executeTakeFirstOrThrow()
    expect(await row()).toMatchObject({ phone: '31622223333' })
    const { person_id } = await row()
    await stage.graph.changeNumber(mila, '31644445555')
    await stage.pass(1_000)
    expect(await row()).toMatchObject({ phone: '31644445555' })
    expect((await row()).person_id).not.toBe(person_id)
    await write(mila, '/wie')
    expect(stage.texts(mila)).toEqual([expect.stringMatching(/^Wie antwoordt/)])
  })

  it('is told in its own language who it is when it is nobody’s', async () => {
    const jan = stage.graph.addPerson({ name: 'Jan', phone: '+31 6 7777 8888', identity: 'bsuid' })
    await stage.on(jan).text('Hoi')
    await expect
      .poll(async () => {
        await stage.pass(1_000)
        return stage.texts(jan)
      })
      .toEqual([expect.stringMatching(/^Dit nummer schrijft alleen/)])
  })
})
