import type { PairingAnswer } from '@loods/protocol'
import { DEFAULT_LIMITS } from '../../relay/src/limits/limits.ts'
import { startPhoneTalk } from '../../relay/src/testing/phone-talk.ts'
import { addTestSite, startVisitor } from '../../relay/src/testing/test-relay.ts'
import type { Person } from '../../test/fakes/graph/world/world.ts'
import { type Bench, goal } from '../harness/bench.ts'
import { sleep } from '../harness/processes.ts'
import { quantile } from '../harness/statistics.ts'

/** Messages a second, over so many shops with one phone each: one phone takes 45 at once. */
const PACE = 50
const SHOPS = 20
/** Milliseconds a shopper's messages are gathered before they leave; part of what is measured. */
const GATHERED = 4_000
const GOAL_MS = 10_000
const MANY = { points: 1e6, seconds: 60 }

/** From a shopper's words on the shop's page to a member's own phone. */
export const phones: Bench = {
  name: 'phones',
  async run({ quick }) {
    const waits = (await measure(quick ? 100 : 500)).toSorted((a, b) => a - b)
    const [p50, p99] = [quantile(waits, 0.5), quantile(waits, 0.99)]
    return {
      tables: [
        {
          title: `From a message on the web to a member's phone, ${PACE} a second, ${GATHERED} ms of it gathering`,
          columns: ['messages', 'p50 ms', 'p99 ms'],
          rows: [[String(waits.length), p50, p99]],
        },
      ],
      notes: [goal(`p99 at most ${GOAL_MS} ms`, p99 <= GOAL_MS, `${p99.toFixed(0)} ms`)],
      measured: { p50, p99 },
    }
  },
}

/** @returns milliseconds from sending each message until the network has taken it for the phone */
async function measure(count: number): Promise<number[]> {
  const names = Object.keys(DEFAULT_LIMITS)
  const limits = Object.fromEntries(names.map((name) => [name, MANY]))
  await using stage = await startPhoneTalk({
    limits: limits as unknown as typeof DEFAULT_LIMITS,
    graph: { time: { running: true, startAt: Date.now() } },
  })
  const { relay, graph, sender } = stage
  const arrived = new Map<string, number>()
  const shops: Array<{ siteKey: string; person: Person }> = []
  for (let i = 0; i < SHOPS; i += 1) {
    const shop = await addTestSite(relay)
    const person = graph.addPerson({ name: `Member ${i}`, phone: `+3161000${1_000 + i}` })
    const path = `/api/sites/${shop.siteId}/phone/pairing`
    const pairing = await relay.json<PairingAnswer>(path, { token: shop.token, body: {} })
    await stage.on(person).text(pairing.text)
    shops.push({ siteKey: shop.siteKey, person })
  }
  await stage.pass(0)
  const sent: number[] = []
  const under: Promise<unknown>[] = []
  const began = performance.now()
  for (let i = 0; i < count; i += 1) {
    const shop = shops[i % SHOPS] as { siteKey: string }
    const { secret } = await startVisitor(relay, shop.siteKey)
    sent.push(graph.time.now())
    const body = { cid: `bench-phone-${String(i).padStart(8, '0')}`, text: `bericht-${i}-` }
    under.push(relay.json(`/widget/v1/${shop.siteKey}/messages`, { token: secret, body }))
    await sleep(Math.max(0, began + ((i + 1) * 1_000) / PACE - performance.now()))
  }
  await Promise.all(under)
  const look = () => {
    for (const { person } of shops)
      for (const { at, content } of graph.chat(person, sender.number).thread.accepted)
        for (const [, n = ''] of JSON.stringify(content).matchAll(/bericht-(\d+)-/g))
          if (!arrived.has(n)) arrived.set(n, at)
    return arrived.size
  }
  for (let seconds = 0; look() < count && seconds < 60; seconds += 1) await sleep(1_000)
  return sent.map((at, i) => (arrived.get(String(i)) ?? Number.NaN) - at)
}
