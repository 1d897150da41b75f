import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const INBOX = fileURLToPath(new URL('..', import.meta.url))
/** The frame of the widget's preview is a document of its own. */
const sheets = globSync('**/*.css', { cwd: INBOX })
  .filter((path) => !path.startsWith('preview/'))
  .map((path) => ({ path, selectors: selectorsIn(readFileSync(`${INBOX}${path}`, 'utf8')) }))

/** What stands before an opening brace, one selector at a time. */
function selectorsIn(css: string): string[] {
  return [...css.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]+)\{/g)]
    .map(([, selectors = '']) => selectors.trim())
    .filter((selectors) => !/^(@|from$|to$|[\d.]+%)/.test(selectors))
    .flatMap((selectors) => selectors.split(/,(?![^(]*\))/))
    .map((selector) => selector.trim())
}

/** The view a rule is about: its first class that is no state of the whole inbox. */
function nameIn(selector: string): string | undefined {
  return [...selector.matchAll(/\.([a-z][\w-]*)/g)]
    .map(([, name = '']) => name)
    .find((name) => !['phone', 'tablet', 'desk'].includes(name))
}

describe('style sheets of the inbox', () => {
  // All are adopted by one shadow root and stay there when their view has gone.
  it('each have names of their own, so that no view is touched by the rules of another', () => {
    const pairs = sheets.flatMap(({ path, selectors }) =>
      [...new Set(selectors.map(nameIn))].map((name) => ({ name, path })),
    )
    const twice = [...Map.groupBy(pairs, ({ name }) => name)].filter(
      ([name, uses]) => name && uses.length > 1,
    )
    expect(twice.map(([name, uses]) => `.${name} in ${uses.map(({ path }) => path)}`)).toEqual([])
  })
})
