import { createHmac } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../relay/src/db/database.ts'
import { buildIfStale } from '../../scripts/build-if-stale.ts'
import { openStage } from '../../test/browser/stage.ts'
import { bodyOf, makeChannelShop, message, post, workedOff } from '../../test/faults/flood.ts'
import { startRelay } from '../../test/support/relay-process.ts'
import { type Bench, type BenchOptions, goal } from '../harness/bench.ts'
import { cpuMicros, sleep } from '../harness/processes.ts'
import { quantile } from '../harness/statistics.ts'
import { readShown, watchTexts } from '../screen/shown.ts'

/** Requests under way at once while as much as possible is stored. */
const AT_ONCE = 32
/** Messages a second for the way to the screen. */
const PACE = 50
const GOAL_MS = 500

/** What networks tell: how fast it is kept, how fast worked off, and when a member sees it. */
export const channels: Bench = {
  name: 'channels',
  async run(options) {
    const { stored, worked, ack, cpu } = await measureStoring(options)
    const sorted = (await measureScreen(options)).toSorted((a, b) => a - b)
    const [p50, p99] = [quantile(sorted, 0.5), quantile(sorted, 0.99)]
    return {
      tables: [
        {
          title: `Webhooks of one message each, ${AT_ONCE} at once`,
          columns: [
            'stored a second',
            'worked off a second',
            'acknowledged p50 ms',
            'p99 ms',
            'CPU µs each, all told',
          ],
          rows: [[stored, worked, quantile(ack, 0.5), quantile(ack, 0.99), cpu].map(Math.round)],
        },
        {
          title: `From a webhook to the screen of a member, ${PACE} a second`,
          columns: ['messages', 'p50 ms', 'p99 ms'],
          rows: [[String(sorted.length), p50, p99]],
        },
      ],
      notes: [goal(`p99 at most ${GOAL_MS} ms`, p99 <= GOAL_MS, `${p99.toFixed(0)} ms`)],
      measured: { stored, worked, ack, cpu, p50, p99 },
    }
  },
}

/**
 * @returns webhooks a second, stored and then until all is worked off; milliseconds to each answer, in
 * order; microseconds of CPU the relay takes for one, from the door into its conversation
 */
async function measureStoring({ quick, nodeFlags }: BenchOptions) {
  const shop = await makeChannelShop(mkdtempSync(join(tmpdir(), 'loods-bench-')), {
    ...(nodeFlags.length > 0 && { NODE_OPTIONS: nodeFlags.join(' ') }),
  })
  const relay = await startRelay({ dataDir: shop.dataDir, env: shop.env })
  const bodies = Array.from({ length: quick ? 500 : 4_000 }, (_, n) =>
    bodyOf([message(n, Date.now())]),
  )
  const signed = bodies.map((body) => [body, shop.sign(body)] as const).values()
  const ack: number[] = []
  const cpuBefore = cpuMicros(relay.pid)
  const began = performance.now()
  const work = async (): Promise<void> => {
    for (const [body, signature] of signed) {
      ack.push((await post(relay.url + shop.path, body, signature)).ms)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const stored = performance.now()
  await using db = openDatabase({ url: undefined, dataDir: shop.dataDir })
  await workedOff(db)
  const done = performance.now()
  const cpu = (cpuMicros(relay.pid) - cpuBefore) / bodies.length
  await relay.dispose()
  shop.forget()
  return {
    stored: (bodies.length * 1_000) / (stored - began),
    worked: (bodies.length * 1_000) / (done - began),
    ack: ack.toSorted((a, b) => a - b),
    cpu,
  }
}

const NUMBER = '106540352242922'
const SECRET = 'the secret of an app'

/** @returns milliseconds from sending each webhook to the frame that shows it */
async function measureScreen({ quick, say }: BenchOptions): Promise<number[]> {
  await buildIfStale(say)
  await using stage = await openStage()
  const { id } = await stage.relay.context.channels.add({
    siteId: stage.shop.siteId,
    kind: 'whatsapp',
    externalId: NUMBER,
    businessId: '102290129340398',
    name: 'Lamp & Linnen',
    address: '+31 20 123 4567',
    token: 'a token',
    appSecret: SECRET,
  })
  const tell = (n: number, text: string) => {
    const told = message(0, Date.now())
    const body = bodyOf([told], NUMBER)
      .replaceAll(told.id, `wamid.bench.${n}`)
      .replace(/"body":"[^"]*"/, `"body":"${text}"`)
    const signature = createHmac('sha256', SECRET).update(body).digest('hex')
    return post(`${stage.relay.url}/channels/${id}/webhook`, body, `sha256=${signature}`)
  }
  await tell(0, 'Past dit?')
  const page = await stage.merchant()
  await page.getByText('Past dit?').first().click()
  await page.locator('textarea:visible').last().waitFor()
  await watchTexts(page)
  const sent: number[] = []
  const under: Promise<unknown>[] = []
  for (let i = 0; i < (quick ? 100 : 500); i++) {
    sent.push(performance.timeOrigin + performance.now())
    under.push(tell(i + 1, `bericht-${i}-`))
    await sleep(1_000 / PACE)
  }
  await Promise.all(under)
  // Acknowledged is not worked off yet, let alone shown.
  await page
    .getByText(`bericht-${sent.length - 1}-`)
    .last()
    .waitFor()
  const shown = await readShown(page)
  return sent.map((at, i) => (shown[`bericht-${i}-`] ?? Number.NaN) - at)
}
