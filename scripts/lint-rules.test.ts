import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from './bundles.ts'

const FLOATING = 'typescript(no-floating-promises)'
const MISUSED = 'typescript(no-misused-promises)'

/** Source whose forgotten or misplaced promise must be found, whatever library it comes from. */
const PROMISES: [name: string, source: string, rule: string][] = [
  ['own', 'async function own() { return true }\nown()', FLOATING],
  ['node', "import { rm } from 'node:fs/promises'\nrm('x')", FLOATING],
  [
    'kysely',
    "import type { Kysely } from 'kysely'\nexport function all(db: Kysely<{ a: { id: string } }>) { db.selectFrom('a').execute() }",
    FLOATING,
  ],
  ['nodemailer', "import m from 'nodemailer'\nm.createTransport({}).sendMail({})", FLOATING],
  ['then', 'declare const p: Promise<number>\np.then(() => 1)', FLOATING],
  [
    'condition',
    'async function verify() { return false }\nif (verify()) throw new Error()',
    MISUSED,
  ],
  ['callback', 'export const x = [1].forEach(async () => { await null })', MISUSED],
]

const OTHERS: [file: string, source: string, rule: string][] = [
  ['relay/src/a.ts', "await fetch('http://example.com')", 'noRestrictedGlobals'],
  ['relay/src/b.ts', "new WebSocket('ws://example.com')", 'noRestrictedGlobals'],
  ['relay/src/c.ts', "console.log('secret')", 'noConsole'],
  ['relay/src/d.ts', 'export default 1', 'noDefaultExport'],
  ['widget/src/e.ts', 'export const x: any = 1', 'noExplicitAny'],
  [
    'widget/src/f.tsx',
    '<p dangerouslySetInnerHTML={{ __html: x }} />',
    'noDangerouslySetInnerHtml',
  ],
  ['widget/src/g.ts', "import { type A } from './h.ts'\nexport const a: A = 1", 'useImportType'],
  ['widget/src/CamelCase.ts', 'export const x = 1', 'useFilenamingConvention'],
  ['test/i.test.ts', "test.skip('later', () => {})", 'noSkippedTests'],
]

let folder: string
let output: { promises: string; others: string }

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loods-lint-'))
  for (const file of ['.oxlintrc.json', 'biome.json', 'tsconfig.json', 'package.json']) {
    cpSync(join(ROOT, file), join(folder, file))
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  for (const [name, source] of PROMISES) write(`scripts/${name}.ts`, source)
  for (const [file, source] of OTHERS) write(file, source)
  output = {
    promises: run('oxlint', ['--type-aware', '--format=unix', 'scripts']),
    others: run('biome', [
      'lint',
      '--vcs-enabled=false',
      '--max-diagnostics=none',
      '--reporter=github',
      '.',
    ]),
  }
})

afterAll(() => rmSync(folder, { recursive: true }))

function write(file: string, source: string): void {
  mkdirSync(join(folder, dirname(file)), { recursive: true })
  writeFileSync(join(folder, file), source)
}

function run(tool: string, args: string[]): string {
  const options = { cwd: folder, encoding: 'utf8' } as const
  return spawnSync(join(ROOT, 'node_modules/.bin', tool), args, options).stdout
}

function linesAbout(file: string, text: string): string {
  return text
    .split('\n')
    .filter((line) => line.includes(file))
    .join('\n')
}

test.each(PROMISES)('a promise of %s is not forgotten', (name, _, rule) => {
  expect(linesAbout(`scripts/${name}.ts`, output.promises)).toContain(rule)
})

test.each(OTHERS)('%s may not say: %s', (file, _, rule) => {
  expect(linesAbout(file, output.others)).toContain(rule)
})
