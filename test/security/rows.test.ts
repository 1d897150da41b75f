import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Flaws of other chat systems that this part of the product could have, by number of our list. */
const ROWS = [
  ...between(1, 15),
  ...between(17, 61),
  ...between(64, 71),
  ...between(75, 80),
  ...between(81, 86),
]

/** Rows no test can speak of yet, and why. Each goes when what it is about comes. */
const NOT_HERE: Record<number, string> = {
  10: 'no channel of a shop has settings that name an outgoing host or address',
}

function between(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

/** Numbers named in the titles of tests, such as T47 or "T02, T03", also where a table gives the title. */
function named(): Set<number> {
  const files = globSync(['{relay,widget,shopify-app/src,test,scripts}/**/*.test.ts'], {
    cwd: ROOT,
    exclude: (path) => path.includes('node_modules'),
  })
  const titles = files.flatMap((file) =>
    [
      ...readFileSync(`${ROOT}${file}`, 'utf8').matchAll(
        /(?:(?:\b(?:it|describe|test)|\.(?:each|for)\([\w.]*\)|\]\))\(|\[)\s*['"`]([^'"`]*)/g,
      ),
    ].map(([, title]) => title ?? ''),
  )
  return new Set(
    titles.flatMap((title) =>
      [...title.matchAll(/\bT(\d{2})\b/g)].map(([, number]) => Number(number)),
    ),
  )
}

it('every flaw on the list has a test that is named for it, or a reason why not', () => {
  const tested = named()
  const missing = ROWS.filter((row) => !tested.has(row) && !NOT_HERE[row])
  expect(missing.map((row) => `T${String(row).padStart(2, '0')}`)).toEqual([])
  expect(Object.keys(NOT_HERE).filter((row) => tested.has(Number(row)))).toEqual([])
})
