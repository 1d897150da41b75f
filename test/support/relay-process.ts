import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../relay/src/main.ts', import.meta.url))
const ADDRESS = /http:\/\/127\.0\.0\.1:(\d+)/

export interface RelayOptions {
  /** Settings beside HOST, PORT and DATA_DIR. */
  env?: Record<string, string>
  /** A data folder to go on with; without it a new one is made and removed at the end. */
  dataDir?: string
  /** 0 lets the system choose. */
  port?: number
  /** Another program with the relay's interface, such as one with a planted bug. */
  main?: string
}

export interface RelayProcess {
  /** Where the relay listens, the same after every restart. */
  readonly url: string
  readonly port: number
  readonly dataDir: string
  readonly pid: number
  /** Everything the relay has printed, of all its lives. */
  output: () => string
  /** Ends the relay as a power cut would (SIGKILL) and waits until it is gone. */
  kill: () => Promise<void>
  /** Asks the relay to end (SIGTERM) and returns its exit code; null when it had to be killed. */
  stop: () => Promise<number | null>
  /** Starts it again on the same data folder and port, and waits until it listens. */
  restart: () => Promise<void>
  /** Ends the relay and removes the data folder if it was made here. */
  dispose: () => Promise<void>
}

/** Runs the relay as a process of its own and waits until it listens. */
export async function startRelay(options: RelayOptions = {}): Promise<RelayProcess> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'loods-relay-'))
  const printed: string[] = []
  const launch = (port: number) => launchRelay({ ...options, dataDir, port }, printed)
  let { child, port } = await launch(options.port ?? 0)
  const end = (signal: NodeJS.Signals) => endProcess(child, signal)
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    dataDir,
    get pid() {
      return child.pid ?? 0
    },
    output: () => printed.join('\n'),
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    restart: async () => {
      ;({ child, port } = await launch(port))
    },
    dispose: async () => {
      await end('SIGKILL')
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

interface Launched {
  child: ChildProcess
  port: number
}

async function launchRelay(
  { env, dataDir = '', port = 0, main = MAIN }: RelayOptions,
  printed: string[],
): Promise<Launched> {
  const child = spawn(process.execPath, [main], {
    env: { ...baseEnvironment(), ...env, HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const endWithUs = () => child.kill('SIGKILL')
  process.once('exit', endWithUs)
  child.once('exit', () => process.off('exit', endWithUs))
  createInterface({ input: child.stderr }).on('line', (line) => printed.push(line))
  return { child, port: await listeningPort(child, printed) }
}

function listeningPort(child: ChildProcess, printed: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error('The relay has no output')
    createInterface({ input: child.stdout }).on('line', (line) => {
      printed.push(line)
      const port = ADDRESS.exec(line)?.[1]
      if (port) resolve(Number(port))
    })
    child.once('error', reject)
    child.once('close', (code) => {
      reject(new Error(`The relay ended with ${code} before it listened:\n${printed.join('\n')}`))
    })
  })
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  return child.exitCode
}

/** What a program needs from the machine, without settings that happen to be in our environment. */
function baseEnvironment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_EXTRA_CA_CERTS']
  return Object.fromEntries(names.map((name) => [name, process.env[name]]))
}
