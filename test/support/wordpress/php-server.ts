import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** PHP's own web server; WordPress calls itself, so one worker would wait for itself for ever. */
const WORKERS = '4'

const ROUTER = join(import.meta.dirname, 'router.php')

export interface PhpServer {
  stop(): Promise<void>
}

/** Settings of every PHP process of the tests: nothing is mailed, nothing is printed into a page. */
export const PHP_FLAGS = [
  '-d',
  'memory_limit=512M',
  '-d',
  'sendmail_path=/bin/true',
  '-d',
  'display_errors=0',
  '-d',
  'upload_max_filesize=64M',
  '-d',
  'post_max_size=64M',
]

/** Serves a folder on loopback. The shell around it ends it when our end of its input closes, however we end. */
export async function startPhpServer(folder: string, port: number): Promise<PhpServer> {
  const script = 'setsid "$@" & server=$!; cat >/dev/null; kill -- -$server; wait $server'
  const args = [...PHP_FLAGS, '-d', 'opcache.enable_cli=1', '-S', `127.0.0.1:${port}`]
  const log = openSync(join(folder, '..', 'php.log'), 'a')
  const server = spawn('sh', ['-c', script, 'sh', 'php', ...args, '-t', folder, ROUTER], {
    cwd: folder,
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: WORKERS },
    stdio: ['pipe', log, log],
  })
  await untilAnswering(`http://127.0.0.1:${port}/wp-includes/images/blank.gif`, server)
  return {
    async stop() {
      const ended = once(server, 'exit')
      server.stdin?.end()
      await ended
    },
  }
}

async function untilAnswering(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200 && server.exitCode === null; attempt += 1) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await sleep(50)
  }
  throw new Error('PHP did not start; its php.log says why.')
}
