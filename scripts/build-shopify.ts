/**
 * npm run build:shopify [-- --deploy]: makes dist/shopify-app/, the app as Shopify's own tools take it, and
 * lets them build it, without a login and without a network. SHOPIFY_API_KEY and PUBLIC_URL are written
 * into it; without them it is built to be checked and cannot be released. --deploy releases it, which asks
 * for a login at Shopify.
 */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfStale } from './build-if-stale.ts'
import { ROOT } from './bundles.ts'
import { shopifyAssets } from './shopify-assets.ts'

const SOURCE = `${ROOT}shopify-app/`
/** Where the tools are, beside what they build: the rest of the app must not find their packages. */
const TOOLS = `${SOURCE}extensions/`
export const SHOPIFY_APP = `${ROOT}dist/shopify-app/`
const CLI = `${TOOLS}node_modules/@shopify/cli/bin/run.js`
/** What stands in the configuration until an operator's own values take its place. */
const PLACEHOLDER = { clientId: '0'.repeat(32), relay: 'https://relay.example' }

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
  return runTool(['app', 'build', '--skip-dependencies-installation'])
}

/** Shopify's tools weigh as much as all of ours, so they are installed only when they are wanted. */
export function installShopifyTools(say: (line: string) => void): void {
  const lock = readFileSync(`${TOOLS}package-lock.json`, 'utf8')
  const stamp = `${TOOLS}node_modules/.installed-from`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  say('Installing Shopify’s tools (about a quarter of a minute).')
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], TOOLS)
  writeFileSync(stamp, lock)
}

/** The app with an operator's values in it, our widget among the assets of its theme extension. */
async function writeApp(app: ShopifyApp): Promise<void> {
  rmSync(SHOPIFY_APP, { recursive: true, force: true })
  mkdirSync(`${SHOPIFY_APP}extensions`, { recursive: true })
  cpSync(`${SOURCE}shopify.app.toml`, `${SHOPIFY_APP}shopify.app.toml`)
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

function runTool(args: string[]): string {
  return run(process.execPath, [CLI, ...args, '--path', SHOPIFY_APP], SHOPIFY_APP)
}

/** Tools of Shopify's that talk to nobody about us. */
export const QUIET = { SHOPIFY_CLI_NO_ANALYTICS: '1', OPT_OUT_INSTRUMENTATION: 'true', CI: '1' }

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
