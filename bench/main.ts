/**
 * npm run bench [-- names…] [--quick] [--profile]: measures, prints tables and writes bench/results/<name>.json.
 * --quick takes two short rounds; --profile writes V8 profiles of our relay to bench/results/profiles.
 * Ends with 1 when a bench with goals of its own (triggers) misses one.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { channels } from './channels/channels.bench.ts'
import type { Bench, BenchOptions, Report } from './harness/bench.ts'
import { describeMachine, warnIfBusy } from './harness/machine.ts'
import { renderTable } from './harness/table.ts'
import { idle } from './idle/idle.bench.ts'
import { messages } from './messages/messages.bench.ts'
import { page } from './page/page.bench.ts'
import { phones } from './phones/phones.bench.ts'
import { restart } from './restart/restart.bench.ts'
import { screen } from './screen/screen.bench.ts'
import { shopify } from './shopify/shopify.bench.ts'
import { start } from './start/start.bench.ts'
import { triggers } from './triggers/triggers.bench.ts'
import { visits } from './visits/visits.bench.ts'
import { wordpress } from './wordpress/wordpress.bench.ts'

const BENCHES: Bench[] = [
  messages,
  idle,
  screen,
  page,
  wordpress,
  start,
  restart,
  triggers,
  visits,
  channels,
  phones,
  shopify,
]
const RESULTS = fileURLToPath(new URL('results/', import.meta.url))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, profile: { type: 'boolean' } },
})
const options: BenchOptions = {
  rounds: values.quick ? 2 : 5,
  quick: values.quick,
  nodeFlags: values.profile ? ['--cpu-prof', `--cpu-prof-dir=${RESULTS}profiles`] : [],
  say: (line) => console.error(`  ${line}`),
}
for (const bench of chosen(positionals)) await runAndReport(bench)

function chosen(names: string[]): Bench[] {
  const unknown = names.filter((name) => !BENCHES.some((bench) => bench.name === name))
  if (unknown.length > 0) {
    const known = BENCHES.map((bench) => bench.name).join(', ')
    throw new Error(`There is no bench called ${unknown.join(', ')}. Choose from: ${known}.`)
  }
  return names.length === 0 ? BENCHES : BENCHES.filter((bench) => names.includes(bench.name))
}

async function runAndReport(bench: Bench): Promise<void> {
  const machine = describeMachine()
  console.log(`\n${bench.name}`)
  const report = await bench.run(options)
  print(report, warnIfBusy(machine))
  if (report.goalsMissed) process.exitCode = 1
  mkdirSync(RESULTS, { recursive: true })
  const record = { bench: bench.name, quick: options.quick, machine, ...report }
  writeFileSync(`${RESULTS}${bench.name}.json`, `${JSON.stringify(record, null, 2)}\n`)
}

function print(report: Report, warning: string | undefined): void {
  for (const table of report.tables) console.log(`\n${renderTable(table)}`)
  const notes = [...report.notes, ...(warning ? [warning] : [])]
  if (notes.length > 0) console.log(`\n${notes.join('\n')}`)
}
