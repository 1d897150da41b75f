import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PhoneTalk, startPairedTalk } from '../testing/phone-talk.ts'

const HOUR = 3_600_000
const MINUTE = 60_000

let stage: PhoneTalk
beforeEach(async () => {
  stage = await startPairedTalk()
})
afterEach(() => stage[Symbol.asyncDispose]())

/** Lets hours pass at once: nothing is due in them. */
async function skip(ms: number): Promise<void> {
  await stage.graph.time.advance(ms)
  await stage.pass(0)
  await stage.talk.renew()
}

describe('the day of a phone', () => {
  it('is nearly over: a button keeps alerts coming, if there were any', async () => {
    await stage.talk.shopper('Vraag')
    await stage.pass(6_000)
    // What was answered last is no reason to keep still.
    await stage
      .on(stage.noor)
      .text('Antwoord', { quotes: stage.shown(stage.noor).at(-1)?.id ?? '' })
    await stage.pass(1_000)
    stage.seen(stage.noor)
    await skip(12 * HOUR)
    await skip(11.6 * HOUR)
    await stage.pass(1_000)
    const [ask] = stage.shown(stage.noor)
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/bijna om\.$/)])
    await stage.on(stage.noor).choose(ask?.id ?? '', 'Houd meldingen aan')
    await stage.pass(1_000)
    stage.seen(stage.noor)
    await skip(HOUR)
    await stage.talk.shopper('Na de eerste dag')
    await stage.pass(6_000)
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/Na de eerste dag$/)])
  })

  it('asks nothing where nothing came in it', async () => {
    await skip(12 * HOUR)
    await skip(11.8 * HOUR)
    await stage.pass(1_000)
    expect(stage.texts(stage.noor)).toEqual([])
  })

  it('is over: a template asks, once an hour, and what was held back follows its button', async () => {
    await skip(25 * HOUR)
    const { conversationId } = await stage.talk.shopper('Na sluitingstijd')
    await stage.talk.shopper('Ik ook')
    await stage.pass(8_000)
    const asked = (await stage.talk.messages(conversationId)).flatMap(({ line }) => line ?? [])
    expect(asked).toContainEqual({
      code: 'alert_sent',
      data: expect.objectContaining({ channel: 'whatsapp' }),
    })
    expect(stage.texts(stage.noor)).toEqual([
      'In de chat van Lamp & Linnen wacht iemand op antwoord. Tik op de knop om mee te lezen en te antwoorden.',
    ])
    const [template] = stage.shown(stage.noor)
    stage.seen(stage.noor)
    await stage.on(stage.noor).choose(template?.id ?? '', 'Chat tonen')
    await stage.pass(2_000)
    expect(stage.texts(stage.noor).sort()).toEqual([
      expect.stringMatching(/Ik ook$/),
      expect.stringMatching(/Na sluitingstijd$/),
    ])
  })

  it('is over and no template may be sent: the thread and the phone’s page say so, and all of it follows the next word from it', async () => {
    for (const template of stage.graph.templates.of(stage.sender.waba.id))
      await stage.graph.setTemplateStatus(template, 'DISABLED')
    await skip(25 * HOUR)
    const shopper = await stage.talk.shopper('Na sluitingstijd')
    await stage.pass(8_000)
    expect(stage.texts(stage.noor)).toEqual([])
    const lines = (await stage.talk.messages(shopper.conversationId)).flatMap(
      ({ line }) => line ?? [],
    )
    expect(lines).toContainEqual({
      code: 'alert_failed',
      data: expect.objectContaining({ channel: 'whatsapp', reason: 'no_template' }),
    })
    const page = () =>
      stage.relay.json<{ phone: { trouble?: string } }>(stage.talk.site('/phone'), {
        token: stage.talk.owner.token,
      })
    expect((await page()).phone.trouble).toBe('no_template')
    await stage.on(stage.noor).text('/help')
    await stage.pass(2_000)
    expect(stage.texts(stage.noor)).toContainEqual(expect.stringMatching(/Na sluitingstijd$/))
    expect((await page()).phone.trouble).toBeUndefined()
  })

  it('ends earlier than we think: a bubble that failed for it is told again', async () => {
    const chat = stage.on(stage.noor)
    chat.thread.lastInboundAt = stage.graph.time.now() - 25 * HOUR
    const shopper = await stage.talk.shopper('Komt dit aan?')
    await stage.pass(8_000)
    expect(stage.texts(stage.noor)).toEqual([])
    await chat.text('/wie')
    await stage.pass(2_000)
    expect(stage.texts(stage.noor)).toContainEqual(expect.stringMatching(/Komt dit aan\?$/))
    expect(shopper.conversationId).toBeTruthy()
  })

  it('has quiet hours: what waits comes when they are over', async () => {
    await stage.relay.json(stage.talk.site('/phone'), {
      token: stage.talk.owner.token,
      method: 'PATCH',
      // It is ten o’clock in Amsterdam.
      body: { quiet: { from: '09:00', to: '10:30' } },
    })
    await stage.talk.shopper('Ik wacht wel')
    await stage.pass(20_000)
    expect(stage.texts(stage.noor)).toEqual([])
    await skip(31 * MINUTE)
    await stage.pass(2_000)
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/Ik wacht wel$/)])
  })
})

describe('many chats at once', () => {
  it('never exceed what the network takes: what does not fit is one line, and nothing is lost', async () => {
    const words = Array.from({ length: 58 }, (_, i) => `Vraag nummer ${i}.`)
    await Promise.all(words.map((text) => stage.talk.shopper(text)))
    await stage.pass(MINUTE)
    const texts = stage.texts(stage.noor)
    const told = words.filter((text) => texts.some((shown) => shown.endsWith(text)))
    const summed = texts
      .map((text) => /· (\d+) nieuwe? berichten? in (\d+) chats?$/.exec(text)?.[1])
      .reduce((sum, count) => sum + Number(count ?? 0), 0)
    expect(told.length).toBeGreaterThanOrEqual(38)
    expect(told.length + summed).toBe(words.length)
    const links = stage.shown(stage.noor).flatMap((entry) => {
      const { action } = entry.content as { action?: { parameters?: { url: string } } }
      return action?.parameters?.url ?? []
    })
    expect(links.length).toBeGreaterThan(0)
    // A place in the inbox and nothing that would sign anybody in.
    const place = `${stage.relay.context.config.publicUrl}/inbox#/${stage.talk.owner.siteId}`
    for (const link of links) expect(link.replace(/\/c\/[\w-]{21}$/, '')).toBe(place)
    const refused = stage.graph.requests.filter(({ status }) => status === 400)
    expect(refused).toEqual([])
    expect(texts.length).toBeLessThanOrEqual(46 + 20)
  })
})
