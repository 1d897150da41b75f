import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../relay/src/server.ts'
import { alternate, type Bench, type BenchOptions, goal } from '../harness/bench.ts'
import { startProgram } from '../harness/processes.ts'
import { medians } from '../harness/statistics.ts'
import { hellosOf } from '../idle/hellos.ts'
import type { Stage } from '../messages/stage.ts'
import type { Return } from './returning.ts'

const SERVER = new URL('../messages/loods-server.ts', import.meta.url)
const CROWD = new URL('returning.ts', import.meta.url)

const CONNECTIONS = 5_000
const PER_SHOP = 10
const ROUNDS = 2
const GOAL_SECONDS = 15

type Measured = { seconds: number; back: number; failed: number }

/** A relay goes away and comes back: how long until everybody is live again. */
export const restart: Bench = {
  name: 'restart',
  async run(options) {
    const measured = await alternate(
      { SIGTERM: () => measure('SIGTERM', options), 'kill -9': () => measure('SIGKILL', options) },
      { ...options, rounds: Math.min(ROUNDS, options.rounds) },
    )
    const rows = Object.entries(measured).map(([name, rounds]) => ({ name, ...medians(rounds) }))
    return {
      tables: [
        {
          title: `${CONNECTIONS.toLocaleString('en-US')} clients come back (medians)`,
          columns: ['ended by', 'seconds to the last', 'clients back', 'failed attempts'],
          rows: rows.map((row) => [row.name, row.seconds, row.back, row.failed]),
        },
      ],
      notes: rows.map(({ name, seconds }) =>
        goal(
          `all back within ${GOAL_SECONDS} s of ${name}`,
          seconds <= GOAL_SECONDS,
          `${seconds.toFixed(1)} s`,
        ),
      ),
      measured,
    }
  },
}

async function measure(signal: 'SIGTERM' | 'SIGKILL', options: BenchOptions): Promise<Measured> {
  const dataDir = mkdtempSync(join(tmpdir(), 'loods-bench-'))
  const life = { dataDir, port: await freePort() }
  const size = { sites: CONNECTIONS / PER_SHOP, visitorsPerSite: PER_SHOP, storage: true, life }
  try {
    await using first = await startProgram<Stage>(SERVER, size, options)
    const hellos = hellosOf(first.said, 'shopper', PER_SHOP)
    await using crowd = await startProgram(CROWD, { url: first.said.url, hellos })
    await (signal === 'SIGKILL' ? first.kill() : first[Symbol.asyncDispose]())
    await using _second = await startProgram(SERVER, { ...size, sites: 0 }, options)
    return { ...(await crowd.next<Return>()) }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}
