import { readFile } from 'node:fs/promises'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { CountReporter } from './scripts/count-reporter.ts'
import { excludedLegs } from './scripts/test-legs.ts'

const MINUTE = 60_000
/** A browser on a busy machine gets a second try; `npm test` names every test that needed it. */
const AGAIN = 1

type Project = NonNullable<NonNullable<ViteUserConfig['test']>['projects']>[number]

/** The bundler reads style sheets as text (scripts/bundles.ts); so do the tests. */
const cssAsText = {
  name: 'css-as-text',
  enforce: 'pre' as const,
  async load(id: string): Promise<string | undefined> {
    if (!id.endsWith('.css')) return undefined
    return `export default ${JSON.stringify(await readFile(id, 'utf8'))}`
  },
}

/** A suite that owns browsers, ports and processes: one file at a time unless said otherwise, after the ones before it. */
function inSequence(
  name: string,
  groupOrder: number,
  timeout: number,
  more: {
    globalSetup?: string[]
    retry?: number
    fileParallelism?: boolean
    maxWorkers?: number
  } = {},
): Project {
  return {
    extends: true,
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      exclude: excludedLegs(process.env),
      fileParallelism: false,
      sequence: { groupOrder },
      testTimeout: timeout,
      hookTimeout: MINUTE,
      ...more,
      // What a test waits for comes; how soon is the machine's affair.
      expect: { poll: { timeout: 20_000 } },
    },
  }
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [cssAsText],
  test: {
    globalSetup: 'test/support/global-setup.ts',
    maxWorkers: 2,
    passWithNoTests: true,
    reporters: ['default', new CountReporter()],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{relay,widget,shopify-app/{src,admin},scripts,test/fakes,test/support,bench}/**/*.test.{ts,tsx}',
          ],
          // Files share what they import, and nothing else: everything is passed in.
          isolate: false,
          sequence: { groupOrder: 0 },
          testTimeout: 30_000,
          hookTimeout: MINUTE,
        },
      },
      inSequence('security', 1, MINUTE),
      // Each file has a relay, a shop and a browser of its own; two of them keep two cores busy.
      inSequence('browser', 2, 2 * MINUTE, { retry: AGAIN, fileParallelism: true }),
      // These wait more than they work.
      inSequence('wordpress', 3, 5 * MINUTE, {
        fileParallelism: true,
        maxWorkers: 3,
        globalSetup: ['test/support/wordpress/build-plugin.ts'],
        retry: AGAIN,
      }),
      // The app as Shopify's own tools see it; they are installed and build it first.
      {
        extends: true,
        test: {
          name: 'shopify',
          include: ['shopify-app/extensions/**/*.test.{ts,tsx}'],
          globalSetup: ['shopify-app/extensions/tests/build-app.ts'],
          // What tests a chat extension is no module for Node.
          server: { deps: { inline: [/ui-extensions-tester/] } },
          sequence: { groupOrder: 4 },
          testTimeout: MINUTE,
          hookTimeout: MINUTE,
        },
      },
      // One at a time: they fill disks, kill processes and count milliseconds.
      inSequence('faults', 5, 10 * MINUTE),
    ],
  },
})
