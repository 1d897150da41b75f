/** npm test: every check and every test; its last line is `N passed, N failed`. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './bundles.ts'
import { runChecks } from './check.ts'
import type { TestCounts } from './count-reporter.ts'
import { BROWSER_TESTS, ensureSystemPackages, thisMachine } from './system-packages.ts'
import { describeAbsentLegs } from './test-legs.ts'

const say = (line: string) => console.log(line)
const inCi = Boolean(process.env.CI)

const missing = ensureSystemPackages(thisMachine(), say)
const checks = await runChecks()
const tests = runTests(
  missing.some(({ neededFor }) => neededFor === BROWSER_TESTS) ? ['--project=!browser'] : [],
)
const notRun = [
  ...missing.map(({ name, neededFor }) => `${neededFor} (${name} is missing)`),
  ...tests.notRun,
]

for (const name of [...notRun, ...describeAbsentLegs(process.env)]) say(`Did not run: ${name}`)
for (const name of tests.second) say(`Passed only on the second try: ${name}`)
const passed = checks.passed + tests.passed
const failed = checks.failed + tests.failed + (inCi ? notRun.length : 0)
if (failed > 0) process.exitCode = 1
say(`${passed} passed, ${failed} failed`)

function runTests(args: string[]): TestCounts {
  const folder = mkdtempSync(join(tmpdir(), 'loods-test-'))
  const file = join(folder, 'counts.json')
  const { status } = spawnSync(`${ROOT}node_modules/.bin/vitest`, ['run', ...args], {
    cwd: ROOT,
    env: { ...process.env, TEST_COUNTS: file },
    stdio: 'inherit',
  })
  const counts = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as TestCounts)
    : { passed: 0, failed: 1, notRun: [], second: [] }
  rmSync(folder, { recursive: true })
  // A set-up that fails runs no test at all, and no test fails then.
  if (status !== 0 && counts.failed === 0) counts.failed = 1
  return counts
}
