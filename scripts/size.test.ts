import { expect, test } from 'vitest'
import { spend, table } from './size.ts'

const imports = (...paths: string[]) =>
  paths.map((path) => ({ path, kind: 'import-statement' as const }))
const output = { bytes: 0, inputs: {}, exports: [], imports: [] }

const outputs = {
  'dist/page.js': { ...output, entryPoint: 'src/page.ts', imports: imports('dist/shared.js') },
  'dist/index.js': { ...output, entryPoint: 'src/index.ts', imports: imports('dist/shared.js') },
  'dist/shared.js': output,
  'dist/nl.js': { ...output, entryPoint: 'src/i18n/nl.ts' },
  'dist/en.js': { ...output, entryPoint: 'src/i18n/en.ts' },
}

const sizes: Record<string, number> = {
  'dist/page.js': 100,
  'dist/index.js': 10,
  'dist/shared.js': 1000,
  'dist/nl.js': 7,
  'dist/en.js': 5,
}

function weigh(file: string): { brotli: number; raw: number } {
  const size = sizes[file] ?? 0
  return { brotli: size, raw: size * 3 }
}

const budget = { name: 'first view', entries: ['src/page.ts', 'src/index.ts'], brotli: 2000 }

test('a file that two entries import is weighed once', () => {
  expect(spend(budget, outputs, weigh)).toMatchObject({ brotli: 1110, raw: 3330, fault: '' })
})

test('of the languages the largest counts', () => {
  const one = { ...budget, languages: 'src/i18n/' }
  expect(spend(one, outputs, weigh).brotli).toBe(1117)
})

test('of a source that is built once a language the largest file counts', () => {
  const twice = { ...outputs, 'dist/index-nl.js': { ...output, entryPoint: 'src/index.ts' } }
  const heavier = (file: string) =>
    file === 'dist/index-nl.js' ? { brotli: 15, raw: 45 } : weigh(file)
  expect(spend(budget, twice, heavier).brotli).toBe(1115)
})

test('a budget is kept at its last byte and broken one byte above', () => {
  expect(spend({ ...budget, brotli: 1110 }, outputs, weigh).fault).toBe('')
  expect(spend({ ...budget, brotli: 1109 }, outputs, weigh).fault).toBe('1 bytes too much')
})

test('bytes before compression have a limit of their own', () => {
  expect(spend({ ...budget, raw: 3329 }, outputs, weigh).fault).toBe('1 raw bytes too much')
})

test('an entry that was not built breaks its budget', () => {
  const gone = { ...budget, entries: ['src/gone.ts'] }
  expect(spend(gone, outputs, weigh).fault).toBe('not built: src/gone.ts')
})

test('the table has a row for each budget', () => {
  expect(
    table([spend(budget, outputs, weigh)])
      .split('\n')
      .at(-1),
  ).toBe('| first view | 1110 | 2000 | 3330 |  | ok |')
})
