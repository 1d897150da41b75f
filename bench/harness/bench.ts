import type { Table } from './table.ts'

/** How a run was asked for. */
export interface BenchOptions {
  /** Times every candidate takes its turn. */
  rounds: number
  /** Shorter measurements, for a look while working. */
  quick: boolean
  /** Flags for the Node of our own relay, such as --cpu-prof. */
  nodeFlags: string[]
  /** Tells how far the run is. */
  say(line: string): void
}

/** What a run found: for people, and everything it measured for machines. */
export interface Report {
  tables: Table[]
  /** Sentences below the tables: goals reached or not, what to keep in mind. */
  notes: string[]
  measured: unknown
  /** Goals that any machine must reach and this run did not. */
  goalsMissed?: number
}

/** A question about speed or size, answered by measuring. */
export interface Bench {
  name: string
  run(options: BenchOptions): Promise<Report>
}

/** Measures every candidate in turn, again and again, so that a busy moment hits all alike. */
export async function alternate<R>(
  candidates: Record<string, () => Promise<R>>,
  options: BenchOptions,
): Promise<Record<string, R[]>> {
  const measured = Object.fromEntries(Object.keys(candidates).map((name) => [name, [] as R[]]))
  for (let round = 1; round <= options.rounds; round++) {
    for (const [name, measure] of Object.entries(candidates)) {
      options.say(`round ${round} of ${options.rounds}: ${name}`)
      measured[name]?.push(await measure())
    }
  }
  return measured
}

/** Says whether a goal was reached. */
export function goal(what: string, reached: boolean, value: string): string {
  return `${reached ? 'reached' : 'not reached'}: ${what} (measured ${value})`
}
