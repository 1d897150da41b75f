import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { createInterface } from 'node:readline'
import { json } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

/** Microseconds of a tick of /proc/PID/stat (proc(5); 100 a second on every Linux we know). */
const TICK = 10_000

/** A program of ours under test or in charge of the load, in a process of its own. */
export interface Program<T> extends AsyncDisposable {
  pid: number
  /** The first line it printed, read as JSON. */
  said: T
  /** The next line it prints, read as JSON. */
  next<L>(): Promise<L>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

export interface ProgramOptions {
  /** The core it stays on, where there are two and taskset. */
  core?: number
  nodeFlags?: string[]
}

/** Starts a script of this folder and waits until it says its first line. */
export async function startProgram<T>(
  script: URL,
  input: unknown,
  { core, nodeFlags = [] }: ProgramOptions = {},
): Promise<Program<T>> {
  const command = [process.execPath, ...nodeFlags, fileURLToPath(script)]
  const [program = '', ...args] = core === undefined ? command : pinned(core, command)
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(input))
  const stopWithUs = () => child.kill('SIGKILL')
  process.once('exit', stopWithUs)
  child.once('exit', () => process.off('exit', stopWithUs))
  const next = readLines(child, script)
  return {
    pid: child.pid ?? 0,
    said: await next<T>(),
    next,
    kill: () => end(child, 'SIGKILL'),
    [Symbol.asyncDispose]: () => end(child, 'SIGTERM'),
  }
}

/** Runs a script to its end and returns what it printed as JSON. */
export async function runProgram<T>(
  script: URL,
  input: unknown,
  options: ProgramOptions = {},
): Promise<T> {
  await using program = await startProgram<T>(script, input, options)
  return program.said
}

/** What a program of this folder was started with. */
export async function programInput<T>(): Promise<T> {
  return (await json(process.stdin)) as T
}

/** The command, kept on one core where the machine has two and taskset. */
function pinned(core: number, command: string[]): string[] {
  if (cpus().length < 2 || spawnSync('taskset', ['--version']).status !== 0) return command
  return ['taskset', '-c', String(core), ...command]
}

function readLines(child: ChildProcess, script: URL): <L>() => Promise<L> {
  if (!child.stdout) throw new Error('a program needs an output')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return async <L>() => {
    const line = await lines.next()
    if (line.done) throw new Error(`${script.pathname} ended before it said what was asked for`)
    return JSON.parse(line.value) as L
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

/** CPU time a process has used so far, in microseconds: utime and stime of proc(5). */
export function cpuMicros(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * TICK
}

/** Memory of a process that is in RAM, in bytes: VmRSS of proc(5). */
export function residentBytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) * 1_024
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
