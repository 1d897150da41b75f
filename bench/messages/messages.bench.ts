import { alternate, type Bench, type BenchOptions, goal, type Report } from '../harness/bench.ts'
import { runProgram, startProgram } from '../harness/processes.ts'
import { medianRatio, medians } from '../harness/statistics.ts'
import type { Table } from '../harness/table.ts'
import type { DialectName } from './dialects.ts'
import type { LoadPlan, LoadResult } from './generator.ts'
import { STAGE_SIZE, type Stage } from './stage.ts'
import type { FloorPlan, FloorResult } from './storage-floor.ts'

/** 400 messages in flight over 100 shoppers. */
const IN_FLIGHT = 4
const STEADY_RATE = 1_000
const SERVER_CORE = 0
const GENERATOR_CORE = 1

const LOODS = new URL('loods-server.ts', import.meta.url)
const SOCKET_IO = new URL('socket-io-server.ts', import.meta.url)
const GENERATOR = new URL('generator.ts', import.meta.url)
const FLOOR = new URL('storage-floor.ts', import.meta.url)

interface Candidate {
  script: URL
  input: object
  dialect: DialectName
}

const CANDIDATES = {
  'Loods relay': { script: LOODS, input: { ...STAGE_SIZE, storage: true }, dialect: 'loods' },
  'same, no storage': { script: LOODS, input: { ...STAGE_SIZE, storage: false }, dialect: 'loods' },
  'socket.io + SQLite': { script: SOCKET_IO, input: STAGE_SIZE, dialect: 'socket.io' },
} as const satisfies Record<string, Candidate>

type Name = keyof typeof CANDIDATES
type Measured = Partial<Record<Name, LoadResult[]>>

/** Shopper to relay to member: how many messages a core carries, and how long one takes. */
export const messages: Bench = {
  name: 'messages',
  async run(options) {
    const full = await measure(options, Object.keys(CANDIDATES) as Name[], { inFlight: IN_FLIGHT })
    options.say(`now at ${STEADY_RATE} messages a second`)
    const steady = await measure(options, ['Loods relay', 'same, no storage'], {
      rate: STEADY_RATE,
    })
    options.say('now the storage alone')
    const floor = await measureFloor(options)
    return {
      tables: [
        toTable('400 messages in flight (medians)', full),
        toTable(`${STEADY_RATE} messages a second (medians)`, steady),
        toFloorTable(floor),
      ],
      notes: toNotes(full, steady),
      measured: { full, steady, floor },
    } satisfies Report
  },
}

function measure(
  options: BenchOptions,
  names: Name[],
  pace: LoadPlan['pace'],
): Promise<Record<string, LoadResult[]>> {
  const runs = names.map((name) => [name, () => load(CANDIDATES[name], options, pace)] as const)
  return alternate(Object.fromEntries(runs), options)
}

async function load(
  candidate: Candidate,
  options: BenchOptions,
  pace: LoadPlan['pace'],
): Promise<LoadResult> {
  await using server = await startProgram<Stage>(candidate.script, candidate.input, {
    core: SERVER_CORE,
    nodeFlags: options.nodeFlags,
  })
  const plan: LoadPlan = {
    stage: server.said,
    dialect: candidate.dialect,
    serverPid: server.pid,
    seconds: options.quick ? 3 : 5,
    pace,
  }
  return await runProgram<LoadResult>(GENERATOR, plan, { core: GENERATOR_CORE })
}

async function measureFloor(options: BenchOptions): Promise<FloorResult[]> {
  const plan: FloorPlan = { ...STAGE_SIZE, seconds: options.quick ? 2 : 4 }
  const { floor = [] } = await alternate(
    { floor: () => runProgram<FloorResult>(FLOOR, plan, { core: SERVER_CORE }) },
    options,
  )
  return floor
}

/** What no relay on this disk can undercut. */
function toFloorTable(rounds: FloorResult[]): Table {
  const { perSecond, cpuPerMessage, written, ...times } = medians(rounds)
  const { commitP50, commitP99, syncP50, syncP99 } = times
  return {
    title: 'The same rows and indexes by raw better-sqlite3, 100 a commit (medians)',
    columns: ['', 'stored/s', 'CPU µs/message', 'KB/message', 'p50 ms', 'p99 ms'],
    rows: [
      ['commit', perSecond, cpuPerMessage, written, commitP50, commitP99],
      ['4 KB made durable', '', '', '', syncP50, syncP99],
    ],
  }
}

function toTable(title: string, measured: Measured): Table {
  const floor = measured['same, no storage'] ?? []
  return {
    title,
    columns: [
      'server',
      'delivered/s',
      'of no storage',
      'p50 ms',
      'p99 ms',
      'CPU µs/message',
      'generator busy',
    ],
    rows: Object.entries(measured).map(([name, rounds]) => {
      const middle = medians(rounds)
      const share = medianRatio(throughput(rounds), throughput(floor))
      const { perSecond, p50, p99, cpuPerMessage, generatorBusy } = middle
      return [name, perSecond, share, p50, p99, cpuPerMessage, generatorBusy]
    }),
  }
}

function throughput(rounds: LoadResult[]): number[] {
  return rounds.map((round) => round.perSecond)
}

function toNotes(full: Measured, steady: Measured): string[] {
  const rates = (name: Name) => throughput(full[name] ?? [])
  const p99 = (name: Name) => (steady[name] ?? []).map((round) => round.p99)
  const share = medianRatio(rates('Loods relay'), rates('same, no storage'))
  const lead = medianRatio(rates('Loods relay'), rates('socket.io + SQLite'))
  const wait = medianRatio(p99('Loods relay'), p99('same, no storage'))
  return [
    goal('at least 0.6 of the same server without storage', share >= 0.6, share.toFixed(2)),
    goal('at least 10 times socket.io + SQLite', lead >= 10, `${lead.toFixed(1)} times`),
    goal('p99 at 1,000/s at most 1.5 times no storage', wait <= 1.5, `${wait.toFixed(2)} times`),
  ]
}
