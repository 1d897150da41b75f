import { orderedId } from '../../relay/src/db/ordered-id.ts'
import { cpuMicros, programInput, sleep } from '../harness/processes.ts'
import { quantile } from '../harness/statistics.ts'
import { DIALECTS, type DialectName, type Shopper } from './dialects.ts'
import type { Stage } from './stage.ts'

/** Milliseconds of load before anything counts: compilers and caches get warm. */
const WARM_UP = 1_500

export interface LoadPlan {
  stage: Stage
  dialect: DialectName
  serverPid: number
  /** Seconds that count. */
  seconds: number
  /** Messages each shopper keeps unacknowledged, or messages a second over all shoppers. */
  pace: { inFlight: number } | { rate: number }
}

/** What one run measured. */
export type LoadResult = {
  /** Messages a second that reached a member. */
  perSecond: number
  /** From a shopper's send to a member's receipt, in milliseconds. */
  p50: number
  p99: number
  /** The server's CPU per delivered message, in microseconds. */
  cpuPerMessage: number
  /** Share of a core the generator needed; near 1 it, not the server, was the limit. */
  generatorBusy: number
}

type Writer = Shopper & { inFlight: number; refill: () => void }

/** Shoppers and members of all shops in one process; prints what it measured and ends. */
async function main(): Promise<void> {
  const plan = await programInput<LoadPlan>()
  const meter = createMeter()
  const writers = await join(plan, meter.receive)
  if ('rate' in plan.pace) atRate(writers, plan.pace.rate)
  else keepFull(writers, plan.pace.inFlight)
  await sleep(WARM_UP)
  const began = readClocks(plan.serverPid)
  meter.start()
  await sleep(plan.seconds * 1_000)
  const latencies = meter.stop()
  console.log(JSON.stringify(toResult(latencies, began, readClocks(plan.serverPid))))
  process.exit(0)
}

async function join(plan: LoadPlan, onText: (text: string) => void): Promise<Writer[]> {
  const dialect = DIALECTS[plan.dialect]
  const writers: Writer[] = []
  for (const site of plan.stage.sites) {
    await dialect.member(plan.stage, site, onText)
    for (const secret of site.secrets) {
      const writer: Writer = { inFlight: 0, refill: () => {}, send: () => {} }
      const shopper = await dialect.shopper(plan.stage, site, secret, () => {
        writer.inFlight -= 1
        writer.refill()
      })
      writer.send = shopper.send
      writers.push(writer)
    }
  }
  return writers
}

function say(writer: Writer): void {
  writer.inFlight += 1
  const text = `${performance.now()} Past deze lamp bij een E27 fitting?`
  writer.send(orderedId(Date.now()), text)
}

function keepFull(writers: Writer[], inFlight: number): void {
  for (const writer of writers) {
    writer.refill = () => {
      while (writer.inFlight < inFlight) say(writer)
    }
    writer.refill()
  }
}

function atRate(writers: Writer[], rate: number): void {
  const began = performance.now()
  let sent = 0
  setInterval(() => {
    const due = ((performance.now() - began) / 1_000) * rate
    for (; sent < due; sent++) say(writers[sent % writers.length] as Writer)
  }, 1)
}

/** Collects how long each message took, by the time its text begins with. */
function createMeter() {
  let latencies: number[] | undefined
  return {
    receive: (text: string) =>
      void latencies?.push(performance.now() - Number(text.slice(0, text.indexOf(' ')))),
    start() {
      latencies = []
    },
    stop() {
      const collected = latencies ?? []
      latencies = undefined
      return collected.sort((a, b) => a - b)
    },
  }
}

interface Clocks {
  at: number
  server: number
  own: number
}

function readClocks(serverPid: number): Clocks {
  return { at: performance.now(), server: cpuMicros(serverPid), own: cpuMicros(process.pid) }
}

function toResult(latencies: number[], began: Clocks, ended: Clocks): LoadResult {
  const seconds = (ended.at - began.at) / 1_000
  return {
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    cpuPerMessage: (ended.server - began.server) / latencies.length,
    generatorBusy: (ended.own - began.own) / (seconds * 1e6),
  }
}

await main()
