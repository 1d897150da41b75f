/** npm run dev: rebuilds widget and inbox and restarts the relay on every change; pages reload. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { type BuildOptions, context, type Plugin } from 'esbuild'
import { buildAll, type Outputs, writeRecords } from './build.ts'
import { BUNDLES, ROOT } from './bundles.ts'

/** A bundle asks for dev.txt beside its own file and reloads the page when the answer changes. */
function reloader(ownUrl: string): string {
  return `{
  let last
  const file = new URL('dev.txt', ${ownUrl})
  setInterval(async () => {
    const answer = await fetch(file, { cache: 'no-store' }).catch(() => undefined)
    const now = answer?.ok ? await answer.text() : last
    if (last !== undefined && now !== last) location.reload()
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
function recorder(outputs: Outputs): Plugin {
  return {
    name: 'record',
    setup({ onEnd }) {
      onEnd(async ({ errors, metafile }) => {
        if (errors.length > 0) return
        Object.assign(outputs, metafile?.outputs)
        await writeRecords(outputs)
        await Promise.all(
          ['widget', 'inbox'].map((part) =>
            writeFile(`${ROOT}dist/${part}/dev.txt`, `${Date.now()}`),
          ),
        )
      })
    },
  }
}

async function main(): Promise<void> {
  const outputs = await buildAll()
  const contexts = await Promise.all(
    BUNDLES.map((bundle) => context(forDevelopment(bundle, recorder(outputs)))),
  )
  await Promise.all(contexts.map((each) => each.watch()))
  const args = ['--watch', '--watch-preserve-output', `${ROOT}relay/src/main.ts`]
  const relay = spawn(process.execPath, args, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => relay.kill(signal))
  await once(relay, 'exit')
  await Promise.all(contexts.map((each) => each.dispose()))
}

await main()
