/** npm run build: bundles widget and inbox into dist/. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Metafile } from 'esbuild'
import { BUNDLES, ROOT } from './bundles.ts'
import { staticImports } from './outputs.ts'

export type Outputs = Metafile['outputs']

/** Builds every bundle anew and returns what was written, by path from the root. */
export async function buildAll(): Promise<Outputs> {
  await rm(`${ROOT}dist`, { recursive: true, force: true })
  await mkdir(`${ROOT}dist`, { recursive: true })
  const outputs: Outputs = {}
  let mangleCache = {}
  for (const bundle of BUNDLES) {
    const result = await build({ ...bundle, mangleCache })
    mangleCache = result.mangleCache ?? mangleCache
    Object.assign(outputs, result.metafile?.outputs)
  }
  await writeRecords(outputs)
  return outputs
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
      file.startsWith('dist/inbox/') && entryPoint && !isLazy(outputs, file),
  )
  return Object.fromEntries(
    entries.map(([file, { entryPoint = '' }]) => [
      basename(entryPoint).replace(/\.tsx?$/, ''),
      { file: basename(file), imports: staticImports(outputs, file).map((path) => basename(path)) },
    ]),
  )
}

function isLazy(outputs: Outputs, file: string): boolean {
  return Object.values(outputs).some(({ imports }) =>
    imports.some(({ kind, path }) => kind === 'dynamic-import' && path === file),
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildAll()
