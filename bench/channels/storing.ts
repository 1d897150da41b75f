import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../relay/src/db/database.ts'
import { bodyOf, makeChannelShop, message, post, workedOff } from '../../test/faults/flood.ts'
import { startRelay } from '../../test/support/relay-process.ts'
import type { BenchOptions } from '../harness/bench.ts'
import { cpuMicros } from '../harness/processes.ts'

/** Requests under way at once. */
export const AT_ONCE = 32

/**
 * As many webhooks as a relay takes.
 * @returns webhooks a second, stored and then until all is worked off; milliseconds to each answer, in
 * order; microseconds of CPU the relay takes for one, from the door into its conversation
 */
export async function measureStoring({ quick, nodeFlags }: BenchOptions) {
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
