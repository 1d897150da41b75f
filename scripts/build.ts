/** npm run build: bundles widget and inbox into dist/. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { build, type Metafile } from 'esbuild'
import { minify } from 'terser'
import { BUNDLES, ROOT } from './bundles.ts'
import { staticImports } from './outputs.ts'

export type Outputs = Metafile['outputs']

/** What is asked for by name; other files with an entry point are loaded by one of these. */
const ENTRY_POINTS = new Set(BUNDLES.flatMap(({ entryPoints }) => Object.values(entryPoints ?? {})))

/** Builds every bundle anew and returns what was written, by path from the root. */
export async function buildAll(): Promise<Outputs> {
  await clearBundles()
  const outputs: Outputs = {}
  let mangleCache = {}
  for (const bundle of BUNDLES) {
    const result = await build({ ...bundle, mangleCache })
    mangleCache = result.mangleCache ?? mangleCache
    Object.assign(outputs, result.metafile?.outputs)
  }
  await tightenAll(outputs)
  await writeRecords(outputs)
  return outputs
}

/** Removes what an earlier build left; what lies beside the bundles in dist/ stays. */
export async function clearBundles(): Promise<void> {
  for (const folder of ['widget', 'inbox']) {
    await rm(`${ROOT}dist/${folder}`, { recursive: true, force: true })
  }
  await mkdir(`${ROOT}dist`, { recursive: true })
}

/** Minifies the widget's scripts once more: beside esbuild's own work this takes off another 4 %. */
async function tightenAll(outputs: Outputs): Promise<void> {
  for (const file of Object.keys(outputs)) {
    if (!file.startsWith('dist/widget/') || !file.endsWith('.js')) continue
    const script = await readFile(`${ROOT}${file}`, 'utf8')
    const { code } = await minify(script, { compress: { passes: 3 }, ecma: 2020, toplevel: true })
    if (code) await writeFile(`${ROOT}${file}`, code)
  }
}

/** dist/outputs.json for `npm run size`; dist/inbox/manifest.json for whoever serves the inbox. */
export async function writeRecords(outputs: Outputs): Promise<void> {
  await writeFile(`${ROOT}dist/outputs.json`, JSON.stringify(outputs))
  const manifest = inboxManifest(outputs)
  if (Object.keys(manifest).length === 0) return
  await writeFile(`${ROOT}dist/inbox/manifest.json`, JSON.stringify(manifest, null, 2))
}

/** For each entry of the inbox: its file, and the files it imports at once (worth preloading). */
export function inboxManifest(
  outputs: Outputs,
): Record<string, { file: string; imports: string[] }> {
  const entries = Object.entries(outputs).filter(
    ([file, { entryPoint }]) =>
      file.startsWith('dist/inbox/') && entryPoint && ENTRY_POINTS.has(entryPoint),
  )
  return Object.fromEntries(
    entries.map(([file, { entryPoint = '' }]) => [
      basename(entryPoint).replace(/\.tsx?$/, ''),
      { file: basename(file), imports: staticImports(outputs, file).map((path) => basename(path)) },
    ]),
  )
}

/** Writes each script as browsers ask for it, beside itself, so that no request waits for compressing. */
export async function compressAll(outputs: Outputs): Promise<void> {
  const scripts = Object.keys(outputs).filter((file) => file.endsWith('.js'))
  await Promise.all(scripts.map((file) => compress(`${ROOT}${file}`)))
}

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file)
  await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes))
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await compressAll(await buildAll())
