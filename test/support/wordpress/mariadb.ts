import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A MariaDB that nothing but its socket leads to, with an empty database for WordPress. */
export interface Mariadb {
  socket: string
  /** Who may come in, without a password. */
  user: string
  stop(): Promise<void>
}

/** Debian keeps the server where only root's PATH leads. */
const SERVER = '/usr/sbin/mariadbd'

/** Starts Debian's MariaDB in a folder. */
export async function startMariadb(folder: string): Promise<Mariadb> {
  const user = userInfo().username
  const data = join(folder, 'mariadb')
  const socket = join(folder, 'mariadb.sock')
  const own = ['--no-defaults', `--datadir=${data}`, `--user=${user}`]
  const init = ['--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve']
  execFileSync('mariadb-install-db', [...own, ...init], { stdio: 'pipe' })
  const server = launch([...own, `--socket=${socket}`])
  await untilCreated('wp', socket, server)
  return {
    socket,
    user: 'root',
    async stop() {
      const ended = once(server, 'exit')
      server.stdin?.end()
      await ended
    },
  }
}

/** The shell around the server ends it when our end of its input closes, however we end. */
function launch(own: string[]): ChildProcess {
  const script = '"$@" & server=$!; cat >/dev/null; kill $server; wait $server'
  // What a power cut would cost does not matter here.
  const fast = ['--innodb-flush-log-at-trx-commit=0', '--innodb-buffer-pool-size=64M']
  return spawn('sh', ['-c', script, 'sh', SERVER, ...own, ...fast, '--skip-networking'], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
}

/** A server that takes the database is one that answers. */
async function untilCreated(name: string, socket: string, server: ChildProcess): Promise<void> {
  const create = ['-e', `CREATE DATABASE IF NOT EXISTS ${name}`]
  const args = ['--no-defaults', '--user=root', `--socket=${socket}`, ...create]
  for (let attempt = 0; attempt < 400 && server.exitCode === null; attempt += 1) {
    const [code] = await once(spawn('mariadb', args, { stdio: 'ignore' }), 'exit')
    if (code === 0) return
    await sleep(50)
  }
  throw new Error('MariaDB did not start')
}
