import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const SCRIPTS = ['app-bridge', 'polaris', 'shell'] as const

export type ScriptName = (typeof SCRIPTS)[number]

/** The scripts of admin and apps, each a file of its own without imports, by name. */
export async function buildScripts(): Promise<Map<ScriptName, string>> {
  const { outputFiles } = await build({
    entryPoints: SCRIPTS.map((name) =>
      fileURLToPath(new URL(`./browser/${name}.ts`, import.meta.url)),
    ),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    outdir: 'out',
    write: false,
  })
  const textOf = (name: ScriptName): string =>
    outputFiles.find(({ path }) => path.endsWith(`/${name}.js`))?.text ?? ''
  return new Map(SCRIPTS.map((name) => [name, textOf(name)]))
}
