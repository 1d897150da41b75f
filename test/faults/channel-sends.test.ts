import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS, type LimitRules } from '../../relay/src/limits/limits.ts'
import { type ChannelTalk, startChannelTalk } from '../../relay/src/testing/channel-talk.ts'
import type { RequestFault } from '../fakes/graph/faults.ts'
import type { Person } from '../fakes/graph/world/world.ts'
import { seeded } from '../support/random.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'

/** Messages that are sent in all: a tenth of them within `npm test`. */
const SENDS = Number(process.env.SENDS ?? (process.env.TEST_COUNTS ? 1_000 : 10_000))
/** Messages to one person; a number may send 45 at once. */
const EACH = 40
/** What goes wrong: together, with people nothing reaches, one request in ten. */
const FAULTS: RequestFault[] = [
  'too_many_requests',
  'server_error',
  'bad_gateway',
  'lost_response',
  'slow',
  'bad_token',
  'reset',
]
const SHARE = 0.012
/** Of so many people one is not on WhatsApp (131026), and one wrote longer ago than we know (131047). */
const ODD_ONES = 50
/** Milliseconds on the network's clock that pass at a time. */
const STEP = 2_000
/** While an alert is on its way, whose seconds count: the relay's own speed is not sped up. */
const SLOW_STEP = 50
const ALERT_WITHIN = 60_000
/** A machine that also does other work takes long for all of them. */
const HALF_AN_HOUR = 1_800_000

/** A disk that is none: how fast the real one is makes no difference to what is tested here. */
const MEMORY = '/dev/shm'

let stage: ChannelTalk
let folder: string
let people: Array<{ person: Person; conversationId: string }>

beforeEach(async () => {
  const names = Object.keys(DEFAULT_LIMITS)
  const limits = Object.fromEntries(names.map((name) => [name, { points: 1e6, seconds: 60 }]))
  folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'loods-sends-'))
  stage = await startChannelTalk({
    limits: limits as unknown as LimitRules,
    env: { DATA_DIR: folder },
  })
  await stage.subscribe()
  people = []
})
afterEach(async () => {
  await stage[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

/** Everybody writes once, and so has a conversation here. */
async function everybodyWrites(count: number): Promise<void> {
  const { graph, number, relay } = stage
  for (let n = 0; n < count; n++) {
    const person = graph.addPerson({ name: `Klant ${n}`, phone: `+31 6 ${20_000_000 + n}` })
    await graph.chat(person, number).text(`Hallo van ${n}`)
  }
  await relay.context.traffic.webhooks.processor.settle()
  const threads = await relay.context.db.read.selectFrom('channel_threads').selectAll().execute()
  const byPhone = new Map(threads.map((row) => [row.phone, row.conversation_id]))
  people = [...graph.world.people.values()].flatMap((person) => {
    const conversationId = byPhone.get(person.phone)
    return conversationId === undefined ? [] : [{ person, conversationId }]
  })
}

function say(conversationId: string, text: string) {
  const { siteId, memberId } = stage.talk.owner
  const who = { kind: 'member', siteId, memberId, role: 'owner', name: 'Noor' } as const
  const principal = { ...who, accountId: '', sessionId: '' }
  return stage.relay.context.conversations.sayAsMember(principal, conversationId, {
    cid: nanoid(),
    text,
  })
}

async function unfinished(): Promise<number> {
  const { n } = await stage.relay.context.db.read
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('kind', '=', 'channel.send')
    .where('state', 'in', ['pending', 'retry', 'leased'])
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Lets time pass until nothing is left to be sent; whoever runs the shop puts a stopped channel right. */
async function untilAllAreOut(): Promise<{ alertedAfter: number[] }> {
  const { graph, relay, whatsapp } = stage
  const { channels, writer, outbox } = relay.context
  const alertedAfter: number[] = []
  while ((await unfinished()) > 0) {
    const channel = await channels.byId(whatsapp.id)
    await graph.time.advance(channel.state === 'on' ? STEP : SLOW_STEP)
    outbox.wake()
    await sleep(1)
    if (channel.state === 'on' || !channel.trouble) continue
    const alert = await alertSince(channel.trouble.at)
    if (alert === undefined) continue
    alertedAfter.push(alert - channel.trouble.at)
    await writer.run((tx) => channels.resume(tx, channel))
  }
  await graph.time.advance(60_000)
  await relay.context.traffic.webhooks.processor.settle()
  return { alertedAfter }
}

/** When the owner was told of a trouble, on the network's clock. */
async function alertSince(at: number): Promise<number | undefined> {
  const row = await stage.relay.context.db.read
    .selectFrom('outbox')
    .select('done_at')
    .where('kind', '=', 'alert.channel')
    .where('created_at', '>=', at)
    .where('done_at', 'is not', null)
    .executeTakeFirst()
  return row?.done_at ?? undefined
}

/** Texts in the order a number has taken them for somebody. */
function taken(person: Person): string[] {
  const { accepted } = stage.graph.threads.of(stage.number.id, person.id)
  return accepted.map(({ content }) => (content as { body: string }).body)
}

describe('what members say on WhatsApp', () => {
  it(`F9: loses none of ${SENDS} messages, keeps their order and sends next to none twice while one request in ten goes wrong`, {
    timeout: HALF_AN_HOUR,
  }, async () => {
    const { graph, relay } = stage
    await everybodyWrites(Math.ceil(SENDS / EACH))
    const odd = people.filter((_, n) => n % ODD_ONES === 0)
    const late = people.filter((_, n) => n % ODD_ONES === 1)
    for (const { person } of odd) person.onWhatsApp = false
    for (const { person } of late) graph.threads.of(stage.number.id, person.id).lastInboundAt = 0
    Object.assign(graph.faults.plan, {
      requests: FAULTS.map((fault) => ({ fault, share: SHARE, on: /messages$/ })),
    })
    Object.assign(graph.faults.plan.statuses, {
      ...{ beforeResponse: 0.2, twice: 0.2, spread: 2_000 },
    })
    Object.assign(graph.faults.plan.webhooks, { duplicate: 0.1, batch: 50, gather: 1_000 })
    const began = performance.now()
    const cpu = process.cpuUsage()
    for (let n = 0; n < EACH; n++) {
      await Promise.all(people.map(({ conversationId }) => say(conversationId, `Bericht ${n}`)))
    }
    const { alertedAfter } = await untilAllAreOut()
    const seconds = (performance.now() - began) / 1_000
    const { user, system } = process.cpuUsage(cpu)

    const wanted = Array.from({ length: EACH }, (_, n) => `Bericht ${n}`)
    let twice = 0
    for (const { person } of people) {
      const texts = taken(person)
      const once = [...new Set(texts)]
      twice += texts.length - once.length
      expect(once).toEqual(wanted)
    }
    const messages = await relay.context.db.read
      .selectFrom('messages')
      .select(['conversation_id', 'delivery'])
      .where('delivery', 'is not', null)
      .execute()
    const failed = new Set([...odd, ...late].map(({ conversationId }) => conversationId))
    const states = Map.groupBy(messages, ({ conversation_id, delivery }) => {
      const { state } = JSON.parse(delivery ?? '') as { state: string }
      return `${failed.has(conversation_id) ? 'odd' : 'usual'} ${state}`
    })
    expect([...states.keys()].sort()).toEqual(['odd failed', 'usual delivered'])
    expect(twice / SENDS).toBeLessThan(0.001)
    expect(alertedAfter.length).toBeGreaterThan(0)
    expect(Math.max(...alertedAfter)).toBeLessThanOrEqual(ALERT_WITHIN)
    const each = ((user + system) / 1_000 / SENDS).toFixed(2)
    console.log(
      `F9: ${SENDS} messages in ${seconds.toFixed(1)} s, ${each} ms CPU each with the network and its statuses; ${twice} twice, ${alertedAfter.length} pauses`,
    )
  })

  it('T43: asks the network once though the answer to its sender is lost a hundred times', async () => {
    const { graph, relay, talk } = stage
    await everybodyWrites(3)
    const proxy = await startTcpProxy({ port: Number(new URL(relay.url).port) }, seeded(43))
    proxy.set({ dropEvery: 1 })
    try {
      for (let n = 0; n < 100; n++) {
        const { conversationId } = people[n % people.length] ?? { conversationId: '' }
        const path = talk.site(`/conversations/${conversationId}/messages`)
        const request = {
          method: 'POST',
          headers: {
            authorization: `Bearer ${talk.owner.token}`,
            'content-type': 'application/json',
          },
          body: JSON.stringify({ cid: nanoid(), text: `Bericht ${n}` }),
        }
        await expect(fetch(`http://127.0.0.1:${proxy.port}${path}`, request)).rejects.toThrow()
        const again = await fetch(relay.url + path, request)
        expect(await again.json()).toMatchObject({ dup: true })
        await relay.context.outbox.settle()
        // A number may send 80 a second.
        await graph.time.advance(1_000)
      }
    } finally {
      await proxy.stop()
    }
    expect(proxy.dropped()).toBe(100)
    const rows = await relay.context.db.read
      .selectFrom('outbox')
      .select('message_id')
      .where('kind', '=', 'channel.send')
      .execute()
    expect(new Set(rows.map(({ message_id }) => message_id)).size).toBe(100)
    expect(rows).toHaveLength(100)
    const texts = people.flatMap(({ person }) => taken(person))
    expect(texts).toHaveLength(100)
    expect(new Set(texts).size).toBe(100)
    expect(graph.requests.filter(({ path }) => path.endsWith('/messages'))).toHaveLength(100)
  })
})
