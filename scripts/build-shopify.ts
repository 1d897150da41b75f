/**
 * npm run build:shopify [-- --deploy]: makes dist/shopify-app/, the app as Shopify's own tools take it, and
 * lets them build it, without a login and without a network. SHOPIFY_API_KEY and PUBLIC_URL are written
 * into it; without them it is built to be checked and cannot be released. --deploy releases it, which asks
 * for a login at Shopify.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { buildIfStale } from './build-if-stale.ts'
import { ROOT } from './bundles.ts'
import { shopifyAssets } from './shopify-assets.ts'

export const SHOPIFY_SOURCE = `${ROOT}shopify-app/`
/** Where the tools are, beside what they build: the rest of the app must not find their packages. */
const TOOLS = `${SHOPIFY_SOURCE}extensions/`
export const SHOPIFY_APP = `${ROOT}dist/shopify-app/`
const CLI = `${TOOLS}node_modules/@shopify/cli/bin/run.js`
/** What stands in the configuration until an operator's own values take its place. */
const PLACEHOLDER = { clientId: '0'.repeat(32), relay: 'https://relay.example' }

/** Shopify's own tool for assistants has the Admin API's schema in it; of the rest we need nothing. */
const SCHEMA = {
  from: '@shopify/dev-mcp@1.16.0',
  integrity:
    'tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw==',
  file: 'package/dist/data/admin_2026-07.json.gz',
}
/** The Admin API as introspection tells it. */
export const ADMIN_SCHEMA = `${TOOLS}node_modules/.admin-schema.json`

/** Whose app it is, and which relay it talks to. */
export interface ShopifyApp {
  clientId: string
  /** An origin. */
  relay: string
}

/** Writes the app and lets Shopify's tools build it. @returns what they said @throws Error where they refuse it */
export async function buildShopifyApp(
  say: (line: string) => void,
  app: ShopifyApp = PLACEHOLDER,
): Promise<string> {
  await buildIfStale(say)
  installShopifyTools(say)
  await writeApp(app)
  return runShopify(['app', 'build', '--skip-dependencies-installation'], SHOPIFY_APP)
}

/** Shopify's tools weigh as much as all of ours, so they are installed only when they are wanted. */
function installShopifyTools(say: (line: string) => void): void {
  const lock = readFileSync(`${TOOLS}package-lock.json`, 'utf8')
  const stamp = `${TOOLS}node_modules/.installed-from`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  say('Installing Shopify’s tools (about a quarter of a minute).')
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], TOOLS)
  writeFileSync(stamp, lock)
}

/** Fetches the schema that documents are checked with; a package that is not the one we know is refused. */
export function fetchAdminSchema(say: (line: string) => void): void {
  if (existsSync(ADMIN_SCHEMA)) return
  say('Fetching the schema of Shopify’s Admin API (some seconds).')
  const folder = mkdtempSync(join(tmpdir(), 'loods-schema-'))
  try {
    const packed = run('npm', ['pack', SCHEMA.from, '--silent', '--ignore-scripts'], folder).trim()
    const digest = createHash('sha512')
      .update(readFileSync(join(folder, packed)))
      .digest('base64')
    if (digest !== SCHEMA.integrity) throw new Error(`${SCHEMA.from} is not the package we know.`)
    run('tar', ['xzf', packed, SCHEMA.file], folder)
    writeFileSync(ADMIN_SCHEMA, gunzipSync(readFileSync(join(folder, SCHEMA.file))))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The app with an operator's values in it, our widget among the assets of its theme extension. */
async function writeApp(app: ShopifyApp): Promise<void> {
  rmSync(SHOPIFY_APP, { recursive: true, force: true })
  mkdirSync(`${SHOPIFY_APP}extensions`, { recursive: true })
  cpSync(`${SHOPIFY_SOURCE}shopify.app.toml`, `${SHOPIFY_APP}shopify.app.toml`)
  for (const name of ['package.json', 'package-lock.json']) cpSync(TOOLS + name, SHOPIFY_APP + name)
  cpSync(`${TOOLS}tsconfig.json`, `${SHOPIFY_APP}extensions/tsconfig.json`)
  for (const path of globSync('loods-*', { cwd: TOOLS })) {
    cpSync(TOOLS + path, `${SHOPIFY_APP}extensions/${path}`, { recursive: true, filter: isShipped })
  }
  symlinkSync(`${TOOLS}node_modules`, `${SHOPIFY_APP}node_modules`)
  const widget = `${SHOPIFY_APP}extensions/loods-chat/assets/`
  mkdirSync(widget, { recursive: true })
  for (const [name, bytes] of Object.entries(await shopifyAssets())) {
    writeFileSync(widget + name, bytes)
  }
  for (const path of globSync('**/*.toml', { cwd: SHOPIFY_APP, exclude: ['node_modules'] })) {
    fillIn(SHOPIFY_APP + path, app)
  }
}

function isShipped(path: string): boolean {
  return !/\.test\.tsx?$/.test(path)
}

function fillIn(path: string, { clientId, relay }: ShopifyApp): void {
  const text = readFileSync(path, 'utf8')
    .replaceAll(PLACEHOLDER.clientId, clientId)
    .replaceAll(PLACEHOLDER.relay, relay)
  writeFileSync(path, text)
}

/** Tools of Shopify's that talk to nobody about us. */
const QUIET = { SHOPIFY_CLI_NO_ANALYTICS: '1', OPT_OUT_INSTRUMENTATION: 'true', CI: '1' }

/** Runs a command of Shopify's CLI on the app in `folder`. @returns what it said @throws Error where it fails */
export function runShopify(args: string[], folder: string): string {
  return run(process.execPath, [CLI, ...args, '--path', folder], folder)
}

function run(command: string, args: string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: {
      ...process.env,
      ...QUIET,
      PATH: `${ROOT}node_modules/.bin:${process.env.PATH}`,
    },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`)
  return stdout
}

/** The operator's own values. @throws Error that says what to write, where the app could not be released */
function fromEnvironment(env: NodeJS.ProcessEnv): ShopifyApp | undefined {
  const { SHOPIFY_API_KEY: clientId, PUBLIC_URL: relay } = env
  if (!clientId && !relay) return undefined
  if (!clientId?.match(/^[\w-]{16,64}$/)) {
    throw new Error(
      'SHOPIFY_API_KEY is the client ID of your app, from its page in the Dev Dashboard.',
    )
  }
  if (!relay || URL.parse(relay)?.protocol !== 'https:') {
    throw new Error('PUBLIC_URL is where your relay is reached, such as https://chat.example.com.')
  }
  return { clientId, relay: new URL(relay).origin }
}

/** Asks for a login and for a yes, so it talks with whoever started it. */
function deploy(): void {
  const { status } = spawnSync(process.execPath, [CLI, 'app', 'deploy', '--path', SHOPIFY_APP], {
    cwd: SHOPIFY_APP,
    env: { ...process.env, SHOPIFY_CLI_NO_ANALYTICS: '1' },
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
}

async function main(): Promise<void> {
  const app = fromEnvironment(process.env)
  const wanted = process.argv.includes('--deploy')
  if (wanted && !app) throw new Error('To release the app, set SHOPIFY_API_KEY and PUBLIC_URL.')
  await buildShopifyApp((line) => console.log(line), app)
  console.log(
    `dist/${basename(SHOPIFY_APP)}: ${app ? 'ready to be released' : 'only to be checked'}`,
  )
  if (wanted) deploy()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
