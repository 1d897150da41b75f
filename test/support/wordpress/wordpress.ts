import { execFile, execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../free-port.ts'
import { type Release, type WordPressParts, wordPressParts } from './builds.ts'
import { type Mariadb, startMariadb } from './mariadb.ts'
import { PHP_FLAGS, startPhpServer } from './php-server.ts'

const run = promisify(execFile)

export const ADMIN = {
  login: 'noor',
  password: 'een heel lang wachtwoord',
  email: 'noor@shop.test',
}

/** A request WordPress made of its own accord. */
export interface OutgoingRequest {
  method: string
  url: string
  /** What it was serving meanwhile; empty on the command line. */
  during: string
}

/** A mail WordPress wanted to send. */
export interface OutgoingMail {
  to: string
  subject: string
  message: string
}

/** A real WordPress with an administrator, on loopback, in a temporary folder. */
export interface WordPress extends AsyncDisposable {
  /** Address of the shop, without a slash at its end. */
  url: string
  /** Runs WP-CLI. Gives what it printed. */
  cli(...args: string[]): Promise<string>
  /** Runs PHP inside WordPress. Gives what it printed. */
  php(code: string): Promise<string>
  /** Adds a must-use plugin with these lines of PHP. */
  mustUse(name: string, code: string): void
  /** What left the site since the start. */
  requests(): OutgoingRequest[]
  /** Mails WordPress sent so far. */
  mails(): OutgoingMail[]
  /** Notices and errors PHP wrote down. */
  debugLog(): string
}

export interface WordPressOptions {
  /** Which WordPress; the current one, unless said. */
  release?: Release
  /** Where it keeps its tables; SQLite, unless said. */
  database?: 'sqlite' | 'mariadb'
  /** Where it listens; a free port, unless said. */
  port?: number
  title?: string
  locale?: string
  /** Lines of PHP for wp-config.php. */
  config?: string
  /** Folders of plugins to put into it; activating them is up to the suite. */
  plugins?: string[]
}

export async function startWordPress(options: WordPressOptions = {}): Promise<WordPress> {
  const parts = wordPressParts(options.release ?? 'current')
  const folder = mkdtempSync(join(tmpdir(), 'loods-wordpress-'))
  const root = join(folder, 'www')
  const port = options.port ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  linkFolder(parts.core, root)
  for (const plugin of options.plugins ?? []) {
    linkFolder(plugin, join(root, 'wp-content/plugins', basename(plugin)))
  }
  const mariadb = options.database === 'mariadb' ? await startMariadb(folder) : undefined
  if (!mariadb) keepInSqlite(parts, root)
  writeConfig(folder, root, url, options, mariadb)
  const cli = (...args: string[]) => wpCli(parts, root, args)
  await install(cli, url, options)
  const server = await startPhpServer(root, port)
  return {
    url,
    cli,
    php: (code) => cli('eval', code),
    mustUse: (name, code) =>
      writeFileSync(join(root, `wp-content/mu-plugins/${name}.php`), `<?php\n${code}\n`),
    requests: () => readLines(join(folder, 'requests.jsonl')),
    mails: () => readLines(join(folder, 'mails.jsonl')),
    debugLog: () => withoutUpdates(readText(join(folder, 'debug.log'))),
    async [Symbol.asyncDispose]() {
      await server.stop()
      await mariadb?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Hard links: a copy of 75 MB in no time, of files nobody writes into. */
function linkFolder(from: string, to: string): void {
  try {
    execFileSync('cp', ['-alT', from, to], { stdio: 'pipe' })
  } catch {
    cpSync(from, to, { recursive: true })
  }
}

function keepInSqlite({ sqlite }: WordPressParts, root: string): void {
  const plugin = join(root, 'wp-content/plugins/sqlite-database-integration')
  cpSync(sqlite, plugin, { recursive: true })
  const dropIn = readFileSync(join(sqlite, 'db.copy'), 'utf8')
    .replaceAll('{SQLITE_IMPLEMENTATION_FOLDER_PATH}', plugin)
    .replaceAll('{SQLITE_PLUGIN}', 'sqlite-database-integration/load.php')
  writeFileSync(join(root, 'wp-content/db.php'), dropIn)
}

function writeConfig(
  folder: string,
  root: string,
  url: string,
  options: WordPressOptions,
  mariadb?: Mariadb,
): void {
  const constants: Record<string, string | boolean> = {
    DB_NAME: 'wp',
    DB_USER: mariadb?.user ?? 'wp',
    DB_PASSWORD: mariadb ? '' : 'wp',
    DB_HOST: mariadb ? `localhost:${mariadb.socket}` : 'localhost',
    DB_CHARSET: 'utf8',
    WP_HOME: url,
    WP_SITEURL: url,
    WP_HTTP_BLOCK_EXTERNAL: true,
    WP_ACCESSIBLE_HOSTS: '127.0.0.1,localhost',
    AUTOMATIC_UPDATER_DISABLED: true,
    DISABLE_WP_CRON: true,
    WP_DEBUG: true,
    WP_DEBUG_LOG: join(folder, 'debug.log'),
    WP_DEBUG_DISPLAY: false,
    FS_METHOD: 'direct',
    LOODS_TEST_FOLDER: folder,
  }
  const lines = Object.entries(constants).map(
    ([name, value]) => `define( '${name}', ${JSON.stringify(value)} );`,
  )
  const config = [
    '<?php',
    ...lines,
    options.config ?? '',
    "$table_prefix = 'wp_';",
    "defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );",
    "require_once ABSPATH . 'wp-settings.php';",
    '',
  ].join('\n')
  writeFileSync(join(root, 'wp-config.php'), config)
  const mustUse = join(root, 'wp-content/mu-plugins')
  mkdirSync(mustUse, { recursive: true })
  cpSync(join(import.meta.dirname, 'mu-plugin.php'), join(mustUse, 'loods-test.php'))
}

async function install(
  cli: WordPress['cli'],
  url: string,
  { title = 'De Lampenwinkel', locale }: WordPressOptions,
): Promise<void> {
  await cli(
    'core',
    'install',
    `--url=${url}`,
    `--title=${title}`,
    `--admin_user=${ADMIN.login}`,
    `--admin_password=${ADMIN.password}`,
    `--admin_email=${ADMIN.email}`,
    '--skip-email',
    ...(locale ? [`--locale=${locale}`] : []),
  )
  await cli('rewrite', 'structure', '/%postname%/')
}

async function wpCli({ cli }: WordPressParts, root: string, args: string[]): Promise<string> {
  const own = [...PHP_FLAGS, cli, '--allow-root', `--path=${root}`]
  const { stdout } = await run('php', [...own, ...args], { cwd: root, maxBuffer: 64 << 20 })
  return stdout
}

function readText(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** WordPress complains of not reaching its own update server, which no test may. */
function withoutUpdates(log: string): string {
  const lines = log.split('\n').filter((line) => !line.includes('WordPress.org'))
  return lines.join('\n').trim()
}

function readLines<Line>(file: string): Line[] {
  const lines = readText(file).split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as Line)
}
