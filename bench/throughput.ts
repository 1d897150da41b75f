import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Dialect, type LoadPlan, type LoadResult, loodsDialect, runLoad } from './load.ts'
import type { Stage } from './loods-server.ts'

const TICK = 10_000

/** A server under test: its own process, on the other core where there are two. */
export async function startStage(
  script: string,
  args: string[],
): Promise<{ stage: Stage; child: ChildProcess }> {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const child = spawn(
    'taskset',
    [
      '-c',
      '0',
      process.execPath,
      ...(process.env.PROF ? process.env.PROF.split(' ') : []),
      path,
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = await new Promise<string[]>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (text) => resolve([text]))
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)))
  })
  return { stage: JSON.parse(line ?? '') as Stage, child }
}

/** CPU time of a process so far, in microseconds (proc(5): utime and stime in ticks of 10 ms). */
export function cpuMicros(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * TICK
}

export async function measure(
  script: string,
  args: string[],
  dialect: Dialect,
  plan: Omit<LoadPlan, 'cpuMicros'>,
): Promise<LoadResult> {
  const { stage, child } = await startStage(script, args)
  try {
    return await runLoad(stage, dialect, { ...plan, cpuMicros: async () => cpuMicros(stage.pid) })
  } finally {
    child.kill('SIGTERM')
  }
}

for (const mode of (process.env.MODES ?? 'none,store,none,store').split(',')) {
  console.log(
    mode,
    await measure('loods-server.ts', [mode, '20', '5'], loodsDialect, { seconds: 4, inFlight: 4 }),
  )
}
process.exit(0)
