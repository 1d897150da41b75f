import { once } from 'node:events'
import { nanoid } from 'nanoid'
import { WebSocket } from 'ws'
import { startVisitor } from '../../relay/src/testing/test-relay.ts'
import { buildIfStale } from '../../scripts/build-if-stale.ts'
import { openStage, type Stage } from '../../test/browser/stage.ts'
import { type Bench, goal } from '../harness/bench.ts'
import { sleep } from '../harness/processes.ts'
import { quantile } from '../harness/statistics.ts'
import { readShown, watchTexts } from './shown.ts'

/** Milliseconds between messages: a shopper who writes fast, seen by a member who looks on. */
const PACE = 150
const GOAL_MS = 100

/** From the relay's acknowledgement to the frame that shows the message in a member's browser. */
export const screen: Bench = {
  name: 'screen',
  async run(options) {
    await buildIfStale(options.say)
    await using stage = await openStage()
    const delays = await measure(stage, options.quick ? 60 : 300)
    const sorted = delays.toSorted((a, b) => a - b)
    const [p50, p99] = [quantile(sorted, 0.5), quantile(sorted, 0.99)]
    return {
      tables: [
        {
          title: 'A new message on the screen of a member, after its acknowledgement',
          columns: ['messages', 'p50 ms', 'p99 ms'],
          rows: [[String(delays.length), p50, p99]],
        },
      ],
      notes: [goal(`p99 at most ${GOAL_MS} ms`, p99 <= GOAL_MS, `${p99.toFixed(0)} ms`)],
      measured: { p50, p99, delays },
    }
  },
}

async function measure(stage: Stage, count: number): Promise<number[]> {
  const shopper = await openShopper(stage)
  await shopper.say('Past dit?')
  const page = await stage.merchant()
  await page.getByText('Past dit?').first().click()
  await page.locator('textarea:visible').last().waitFor()
  await watchTexts(page)
  const acked: number[] = []
  for (let i = 0; i < count; i++) {
    acked.push(await shopper.say(`bericht-${i}-`))
    await sleep(PACE)
  }
  const { shown } = await readShown(page)
  shopper.leave()
  return acked.map((at, i) => (shown[`bericht-${i}-`] ?? Number.NaN) - at)
}

/** A shopper's socket. `say` resolves with the time of the acknowledgement, in milliseconds since 1970. */
async function openShopper({ relay, shop }: Stage) {
  const { secret } = await startVisitor(relay, shop.siteKey)
  const socket = new WebSocket(`${relay.url.replace('http', 'ws')}/live`)
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'hello', v: 1, site: shop.siteKey, secret }))
  async function say(text: string): Promise<number> {
    socket.send(JSON.stringify({ type: 'send', cid: nanoid(), text }))
    return new Promise((resolve) => {
      socket.on('message', function wait(data) {
        if (!data.toString().startsWith('{"type":"sent"')) return
        socket.off('message', wait)
        resolve(performance.timeOrigin + performance.now())
      })
    })
  }
  return { say, leave: () => socket.terminate() }
}
