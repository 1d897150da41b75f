import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export interface Screen {
  script: string
  style: string
}

const ENTRY = fileURLToPath(new URL('./screen/main.tsx', import.meta.url))

/** Bundles the page's script and style in memory. */
export async function buildScreen(): Promise<Screen> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outdir: 'out',
    target: 'es2022',
    write: false,
  })
  const file = (ending: string): string =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? ''
  return { script: file('.js'), style: file('.css') }
}

/** The document; everything in it is drawn by the script. */
export function screenPage(): string {
  return `<!doctype html>
<html lang="nl" data-theme="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Telefoons · Loods demo</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="phone/app.css">
<script type="module" src="phone/app.js"></script>
</head>
<body></body>
</html>`
}
