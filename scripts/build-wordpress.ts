/**
 * npm run build:wordpress [-- --org]: makes dist/loods-live-chat.zip, the same bytes from the same
 * sources. --org makes the build for wordpress.org, which names no relay and never updates itself.
 * --pot=<WP-CLI's phar> writes the texts to translate anew; it needs PHP.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Zippable, zipSync } from 'fflate'
import { buildIfStale } from './build-if-stale.ts'
import { bytesOf, ROOT, WOOCOMMERCE } from './bundles.ts'
import { makePot } from './make-pot.ts'
import { translationFiles } from './translations.ts'

const PLUGIN = `${ROOT}wordpress-plugin/`
/** Folder inside the zip, and the plugin's name for WordPress. */
const SLUG = 'loods-live-chat'
export const PLUGIN_ZIP = `${ROOT}dist/${SLUG}.zip`
const ORG_ZIP = `${ROOT}dist/${SLUG}-org.zip`
/** Updates from a relay: not in the build for wordpress.org, which has updates of its own. */
const UPDATER = 'includes/update.php'
/** Any fixed moment: zip files keep the time of each file, and the same sources give the same bytes. */
const MTIME = new Date(2026, 0, 1)

/** Builds the pages, collects every file of the plugin and writes the zip. Gives its path. @param org for wordpress.org */
export async function buildPlugin(say: (line: string) => void, org = false): Promise<string> {
  await buildIfStale(say)
  installTools(say)
  buildPages()
  const { [UPDATER]: updater, ...files } = {
    ...pluginFiles(),
    ...translationFiles(PLUGIN),
    ...(await widgetFiles()),
    ...inboxFiles(),
  }
  const zip = org ? ORG_ZIP : PLUGIN_ZIP
  const all = updater && !org ? { ...files, [UPDATER]: updater } : files
  writeFileSync(zip, zipSync(toEntries(all), { level: 9 }))
  return zip
}

/** The tools of WordPress weigh ten times all of ours, so they are installed only when they are wanted. */
function installTools(say: (line: string) => void): void {
  if (existsSync(`${PLUGIN}node_modules/.bin/wp-scripts`)) return
  say('Installing the tools that build the plugin’s pages (about a minute).')
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
}

function buildPages(): void {
  run('npm', ['run', '--silent', 'build'])
}

function run(command: string, args: string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: PLUGIN,
    env: { ...process.env, PATH: `${ROOT}node_modules/.bin:${process.env.PATH}` },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`)
}

type Files = Record<string, Uint8Array>

function pluginFiles(): Files {
  return readAll(PLUGIN, ['*.php', 'readme.txt', 'includes/**/*.php', 'build/*', 'languages/*'])
}

/** One script on every page: the loader, with a few bytes that bring the rest of a WooCommerce shop. */
async function widgetFiles(): Promise<Files> {
  const files = readAll(`${ROOT}dist/`, ['widget/*.js'], 'build/')
  const [loader, bring, shop] = [
    files['build/widget/loader.js'] ?? Buffer.of(),
    await bytesOf(WOOCOMMERCE.bring),
    await bytesOf(WOOCOMMERCE.shop),
  ]
  return {
    ...files,
    'build/widget/loader.js': Buffer.concat([loader, bring]),
    'build/widget/shop.js': shop,
  }
}

/** The inbox's entry has a new name with each build; the plugin's page wants one that stays. */
function inboxFiles(): Files {
  const manifest = JSON.parse(readFileSync(`${ROOT}dist/inbox/manifest.json`, 'utf8')) as {
    index: { file: string }
  }
  const entry = Buffer.from(`export * from './${manifest.index.file}'\n`)
  const parts = readAll(`${ROOT}dist/inbox/`, ['*-*.js'], 'build/inbox-app/')
  return { ...parts, 'build/inbox-app/index.js': entry }
}

/** Files by their path in the plugin. */
function readAll(folder: string, patterns: string[], prefix = ''): Files {
  const paths = globSync(patterns, { cwd: folder, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return Object.fromEntries(
    paths.map((entry) => {
      const path = `${entry.parentPath}/${entry.name}`
      return [prefix + path.slice(folder.length), readFileSync(path)]
    }),
  )
}

function toEntries(files: Files): Zippable {
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(
    sorted.map(([path, bytes]) => [`${SLUG}/${path}`, [bytes, { mtime: MTIME }]]),
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { argv } = process
  const path = await buildPlugin((line) => console.log(line), argv.includes('--org'))
  console.log(`${basename(path)}: ${readFileSync(path).byteLength} bytes`)
  const cli = argv.find((argument) => argument.startsWith('--pot='))?.slice('--pot='.length)
  if (cli) writeFileSync(`${PLUGIN}languages/${SLUG}.pot`, makePot(PLUGIN, cli))
}
