import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from 'vitest'
import { openDatabase } from '../../relay/src/db/database.ts'
import { migrateToLatest } from '../../relay/src/db/migrate.ts'
import { freePort } from './free-port.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgresBroker: string
  }
}

export interface Postgres {
  /** Makes a migrated database with nothing in it and returns its connection string. */
  createDatabase: () => Promise<string>
  /** Stops the server and removes everything it wrote. */
  stop: () => Promise<void>
}

interface Account {
  uid?: number
  gid?: number
}

/**
 * The connection string of a migrated, empty database of one's own. The server behind it starts when the
 * first suite asks, and ends with the test run.
 */
export async function freshDatabase(): Promise<string> {
  const answer = await fetch(inject('postgresBroker'), { method: 'POST' })
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  return text
}

/** Starts Debian's PostgreSQL on a free loopback port, in a temporary folder, never as root. */
export async function startPostgres(): Promise<Postgres> {
  const bin = binaries()
  const account = unprivileged()
  const folder = mkdtempSync(join(tmpdir(), 'loods-postgres-'))
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid ?? account.uid)
  const data = join(folder, 'data')
  const init = ['-D', data, '-U', 'loods', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']
  execFileSync(join(bin, 'initdb'), [...init, '--no-sync'], { ...account, stdio: 'pipe' })
  const port = await freePort()
  const server = launch(join(bin, 'postgres'), { account, data, folder, port })
  await untilReady(join(bin, 'pg_isready'), port, server)
  const template = await migratedTemplate(join(bin, 'createdb'), port)
  return {
    createDatabase: databaseMaker(join(bin, 'createdb'), port, template),
    stop: () => stop(server, folder),
  }
}

function binaries(): string {
  const folder = globSync('/usr/lib/postgresql/*/bin').sort().at(-1)
  if (folder) return folder
  throw new Error(
    'PostgreSQL is missing. Install with: sudo apt-get install --no-install-recommends postgresql',
  )
}

/** initdb refuses to run as root; the package brings an account for it. */
function unprivileged(): Account {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

interface Launch {
  account: Account
  data: string
  folder: string
  port: number
}

/** The shell around the server ends it when our end of its input closes, however we end. */
function launch(program: string, { account, data, folder, port }: Launch): ChildProcess {
  const script = '"$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server'
  const args = ['-D', data, '-k', folder, '-h', '127.0.0.1', '-p', String(port)]
  return spawn('sh', ['-c', script, 'sh', program, ...args], {
    ...account,
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
}

async function untilReady(program: string, port: number, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200 && server.exitCode === null; attempt += 1) {
    const check = spawn(program, ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
    const [code] = await once(check, 'exit')
    if (code === 0) return
    await sleep(50)
  }
  throw new Error('PostgreSQL did not start')
}

/** Every database begins as a copy of one that was migrated, which costs a fraction of migrating each. */
async function migratedTemplate(program: string, port: number): Promise<string> {
  const url = await createDatabase(program, port, 'migrated')
  const db = openDatabase({ url, dataDir: '' })
  await migrateToLatest(db)
  await db[Symbol.asyncDispose]()
  return 'migrated'
}

function databaseMaker(program: string, port: number, template: string): () => Promise<string> {
  let made = 0
  return () => {
    made += 1
    return createDatabase(program, port, `loods_${made}`, ['-T', template])
  }
}

async function createDatabase(
  program: string,
  port: number,
  name: string,
  options: string[] = [],
): Promise<string> {
  const args = ['-h', '127.0.0.1', '-p', String(port), '-U', 'loods', ...options, name]
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`createdb ended with ${code}`)
  return `postgres://loods@127.0.0.1:${port}/${name}`
}

async function stop(server: ChildProcess, folder: string): Promise<void> {
  const ended = once(server, 'exit')
  server.stdin?.end()
  await ended
  rmSync(folder, { recursive: true, force: true })
}
