import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Plugin } from 'esbuild'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Reads `import text from './x.css'` as one minified text, its own `@import`s included. */
export const cssAsText: Plugin = {
  name: 'css-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = await build({
        absWorkingDir: ROOT,
        bundle: true,
        entryPoints: [path],
        metafile: true,
        minify: true,
        target: 'safari15',
        write: false,
      })
      return {
        contents: css.outputFiles[0]?.text.trim() ?? '',
        loader: 'text',
        watchFiles: Object.keys(css.metafile.inputs).map((input) => `${ROOT}${input}`),
      }
    })
  },
}

const LANGUAGES = ['nl', 'en']

const SHARED = {
  absWorkingDir: ROOT,
  bundle: true,
  define: { 'process.env.NODE_ENV': '"production"' },
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  metafile: true,
  minify: true,
  plugins: [cssAsText],
} satisfies BuildOptions

const WIDGET = {
  ...SHARED,
  mangleProps: /^_[a-z]/,
  outdir: 'dist/widget',
  target: 'es2021',
  // Five bytes of every page for a directive that changes nothing in what was type checked.
  tsconfigRaw: { compilerOptions: { alwaysStrict: false } },
} satisfies BuildOptions

/** The panel with the words of one language in it: they need no request of their own, and pack better. */
function panelIn(language: string): BuildOptions {
  return {
    ...WIDGET,
    alias: {
      '#words': `./widget/src/i18n/${language}.ts`,
      '#more-words': `./widget/src/i18n/more/${language}.ts`,
    },
    // A name beside its hash, thirteen times, would weigh 60 bytes in the panel.
    chunkNames: '[hash]',
    entryPoints: { [`panel-${language}`]: 'widget/src/panel/index.ts' },
    format: 'esm',
    splitting: true,
  }
}

/**
 * What a WooCommerce shop adds: `bring` is appended to the plugin's loader, `shop` lies beside it. They
 * go into the plugin only, so they are no part of dist/.
 */
export const WOOCOMMERCE = {
  bring: inMemory('shops/bring', 'iife'),
  shop: inMemory('woocommerce/shop', 'esm'),
}

/** What a Shopify shop adds, in the same way; `follow` takes the names of what it lets come later. */
export const SHOPIFY = {
  bring: inMemory('shops/bring', 'iife'),
  shop: inMemory('shopify/shop', 'esm'),
  follow: inMemory('shopify/follow', 'esm'),
}

/** Builds one that is no part of dist/. */
export async function bytesOf(options: BuildOptions): Promise<Uint8Array> {
  const { outputFiles } = await build({ ...options, write: false })
  return outputFiles?.[0]?.contents ?? Buffer.of()
}

function inMemory(entry: string, format: 'iife' | 'esm'): BuildOptions {
  const entryPoints = [`widget/src/${entry}.ts`]
  return { ...WIDGET, entryPoints, format, write: false }
}

const INBOX = {
  ...SHARED,
  format: 'esm',
  outdir: 'dist/inbox',
  target: 'es2022',
} satisfies BuildOptions

/** What is built, in this order: a mangled name keeps its short form in the bundles after it. */
export const BUNDLES: BuildOptions[] = [
  { ...WIDGET, entryPoints: { loader: 'widget/src/loader/index.ts' }, format: 'iife' },
  { ...WIDGET, entryPoints: { visit: 'widget/src/visit/index.ts' }, format: 'esm' },
  { ...WIDGET, entryPoints: { triggers: 'widget/src/triggers/index.ts' }, format: 'esm' },
  { ...WIDGET, entryPoints: { leaving: 'widget/src/triggers/signals.ts' }, format: 'esm' },
  { ...WIDGET, entryPoints: { troubles: 'widget/src/triggers/troubles.ts' }, format: 'esm' },
  { ...WIDGET, entryPoints: { risk: 'widget/src/triggers/risk.ts' }, format: 'esm' },
  { ...WIDGET, entryPoints: { offers: 'widget/src/triggers/offers.ts' }, format: 'esm' },
  { ...WIDGET, entryPoints: { beside: 'widget/src/beside/index.ts' }, format: 'esm' },
  { ...WIDGET, entryPoints: { doctor: 'widget/src/doctor/index.tsx' }, format: 'esm' },
  ...LANGUAGES.map(panelIn),
  {
    ...INBOX,
    chunkNames: '[name]-[hash]',
    entryNames: '[name]-[hash]',
    entryPoints: {
      index: 'relay/inbox/src/index.ts',
      page: 'relay/inbox/src/page.ts',
      shopify: 'shopify-app/admin/shopify.ts',
      'shopify-inbox': 'shopify-app/admin/inbox-layer.ts',
    },
    splitting: true,
  },
  { ...INBOX, entryPoints: { sw: 'relay/inbox/src/pwa/service-worker.ts' }, format: 'iife' },
  { ...INBOX, entryPoints: { preview: 'relay/inbox/src/preview/frame.ts' }, format: 'iife' },
]
