/** npm run dev: rebuilds widget and inbox and restarts the relay on every change; pages reload. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { type BuildOptions, context, type Plugin } from 'esbuild'
import { type Outputs, writeRecords } from './build.ts'
import { BUNDLES, ROOT } from './bundles.ts'

/**
 * A bundle asks for dev.json beside its own file. When that changes, the page fetches every file
 * anew, past the caches that shoppers' browsers keep, and reloads.
 */
function reloader(ownUrl: string): string {
  return `{
  const record = new URL('dev.json', ${ownUrl})
  let last
  setInterval(async () => {
    const answer = await fetch(record, { cache: 'no-store' }).catch(() => undefined)
    const now = answer?.ok ? await answer.text() : last
    if (last !== undefined && now !== last) {
      const files = JSON.parse(now).files.map((name) => new URL(name, record))
      await Promise.all(files.map((file) => fetch(file, { cache: 'reload' })))
      location.reload()
    }
    last = now
  }, 700)
}`
}

/** The bundle as it is easiest to debug: own names, source maps, no hashes, and the reloader. */
function forDevelopment(
  { mangleProps: _, ...bundle }: BuildOptions,
  onBuilt: Plugin,
): BuildOptions {
  const ownUrl = bundle.format === 'iife' ? 'document.currentScript.src' : 'import.meta.url'
  return {
    ...bundle,
    banner: { js: reloader(ownUrl) },
    entryNames: '[name]',
    minify: false,
    plugins: [...(bundle.plugins ?? []), onBuilt],
    sourcemap: 'inline',
  }
}

/** Keeps the records beside the bundles true, and tells open pages to reload. */
function recorder(built: Outputs[], bundle: number): Plugin {
  return {
    name: 'record',
    setup({ onEnd }) {
      onEnd(async ({ errors, metafile }) => {
        if (errors.length > 0) return
        built[bundle] = metafile?.outputs ?? {}
        const outputs: Outputs = Object.assign({}, ...built)
        await writeRecords(outputs)
        await Promise.all(['widget', 'inbox'].map((part) => announce(part, outputs)))
      })
    },
  }
}

async function announce(part: string, outputs: Outputs): Promise<void> {
  const folder = `dist/${part}/`
  const files = Object.keys(outputs).filter((file) => file.startsWith(folder))
  const record = { built: Date.now(), files: files.map((file) => file.slice(folder.length)) }
  await mkdir(`${ROOT}${folder}`, { recursive: true })
  await writeFile(`${ROOT}${folder}dev.json`, JSON.stringify(record))
}

async function main(): Promise<void> {
  await rm(`${ROOT}dist`, { recursive: true, force: true })
  const built: Outputs[] = []
  const contexts = await Promise.all(
    BUNDLES.map((bundle, index) => context(forDevelopment(bundle, recorder(built, index)))),
  )
  for (const each of contexts) await each.rebuild().catch(() => undefined)
  await Promise.all(contexts.map((each) => each.watch()))
  const args = ['--watch', '--watch-preserve-output', `${ROOT}scripts/relay.ts`]
  const relay = spawn(process.execPath, args, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => relay.kill(signal))
  await once(relay, 'exit')
  await Promise.all(contexts.map((each) => each.dispose()))
}

await main()
