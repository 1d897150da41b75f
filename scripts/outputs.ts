import type { Metafile } from 'esbuild'

type Outputs = Metafile['outputs']

/** Every output that `file` imports statically, directly or through others; not `file` itself. */
export function staticImports(outputs: Outputs, file: string): string[] {
  const seen = new Set<string>()
  const visit = (path: string): void => {
    for (const { kind, path: next, external } of outputs[path]?.imports ?? []) {
      if (external || kind !== 'import-statement' || seen.has(next)) continue
      seen.add(next)
      visit(next)
    }
  }
  visit(file)
  seen.delete(file)
  return [...seen]
}

/** The outputs built from the source file `entryPoint`: one, or one for each language. */
export function outputsOf(outputs: Outputs, entryPoint: string): string[] {
  return Object.keys(outputs).filter((file) => outputs[file]?.entryPoint === entryPoint)
}
