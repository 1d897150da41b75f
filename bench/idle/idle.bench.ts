import { alternate, type Bench, type BenchOptions, goal } from '../harness/bench.ts'
import { residentBytes, sleep, startProgram } from '../harness/processes.ts'
import { medians } from '../harness/statistics.ts'
import type { Stage } from '../messages/stage.ts'
import { hellosOf, type Side } from './hellos.ts'

const SERVER = new URL('../messages/loods-server.ts', import.meta.url)
const SOCKETS = new URL('sockets.ts', import.meta.url)

const CONNECTIONS = 5_000
/** Connections open before the first look: code and pools are in memory by then. */
const WARM = 500
/** Each member may have ten sockets, so ten to a shop serve both sides. */
const PER_SHOP = 10
const ROUNDS = 2
const GOAL_KB = 25

type Memory = { perConnection: number; total: number }

/** What a client that is only there costs the relay. */
export const idle: Bench = {
  name: 'idle',
  async run(options) {
    const measured = await alternate(
      { member: () => measure('member', options), shopper: () => measure('shopper', options) },
      { ...options, rounds: Math.min(ROUNDS, options.rounds) },
    )
    const rows = Object.entries(measured).map(([name, rounds]) => {
      const { perConnection, total } = medians(rounds)
      return { name, perConnection, total }
    })
    return {
      tables: [
        {
          title: `Memory with ${CONNECTIONS.toLocaleString('en-US')} idle connections (medians)`,
          columns: ['client', 'KB per connection', 'relay in all, MB'],
          rows: rows.map((row) => [row.name, row.perConnection, row.total]),
        },
      ],
      notes: rows.map(({ name, perConnection }) =>
        goal(
          `at most ${GOAL_KB} KB per idle ${name}`,
          perConnection <= GOAL_KB,
          `${perConnection.toFixed(1)} KB`,
        ),
      ),
      measured,
    }
  },
}

async function measure(side: Side, options: BenchOptions): Promise<Memory> {
  const size = { sites: CONNECTIONS / PER_SHOP, visitorsPerSite: PER_SHOP, storage: true }
  await using server = await startProgram<Stage>(SERVER, size, {
    nodeFlags: ['--expose-gc', ...options.nodeFlags],
  })
  const hellos = hellosOf(server.said, side, PER_SHOP)
  const { url } = server.said
  await using _first = await startProgram(SOCKETS, { url, hellos: hellos.slice(0, WARM) })
  const before = await settledMemory(server.pid)
  await using _rest = await startProgram(SOCKETS, { url, hellos: hellos.slice(WARM) })
  const after = await settledMemory(server.pid)
  const perConnection = (after - before) / (CONNECTIONS - WARM) / 1_024
  return { perConnection, total: after / 2 ** 20 }
}

/** Memory after the garbage is gone; twice, because finalizers free what the next collection finds. */
async function settledMemory(pid: number): Promise<number> {
  for (let i = 0; i < 2; i++) {
    process.kill(pid, 'SIGUSR2')
    await sleep(1_500)
  }
  return residentBytes(pid)
}
