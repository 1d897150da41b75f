import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const STAMP = `${ROOT}dist/sources.sha256`
const SOURCES = [
  'package-lock.json',
  'tsconfig.json',
  'scripts/{build,bundles,outputs}.ts',
  'widget/src/**/*.{ts,tsx,css,svg}',
  'relay/inbox/src/**/*.{ts,tsx,css,svg}',
  'relay/protocol/**/*.{ts,css}',
  'shopify-app/admin/**/*.{ts,tsx,css}',
]

/** Builds dist/ when a source differs from what it was built from; esbuild is loaded only then. */
export async function buildIfStale(say: (line: string) => void): Promise<void> {
  const digest = digestOf(sourceFiles())
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) return
  say('Building widget and inbox.')
  const { buildAll, compressAll } = await import('./build.ts')
  await compressAll(await buildAll())
  writeFileSync(STAMP, digest)
}

function sourceFiles(): string[] {
  return globSync(SOURCES, { cwd: ROOT, exclude: (path) => path === 'node_modules' })
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .sort()
}

function digestOf(paths: string[]): string {
  const hash = createHash('sha256')
  for (const path of paths)
    hash
      .update(`${path}\0`)
      .update(readFileSync(`${ROOT}${path}`))
      .update('\0')
  return hash.digest('hex')
}
