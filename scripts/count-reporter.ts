import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

export interface TestCounts {
  passed: number
  failed: number
  /** Full names of tests that did not run. */
  notRun: string[]
  /** Full names of tests that passed only when they ran again. */
  second: string[]
}

/** Writes the counts of a run to the file named by TEST_COUNTS, for the last line of `npm test`. */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const file = process.env.TEST_COUNTS
    if (file) writeFileSync(file, JSON.stringify(count(modules, errors.length)))
  }
}

/** A file or suite that could not be set up and an error outside any test count as one failure. */
export function count(modules: readonly TestModule[], errors: number): TestCounts {
  const tests = modules.flatMap((module) => [...module.children.allTests()])
  const inState = (state: string) => tests.filter((test) => test.result().state === state)
  const suites = modules.flatMap((module) => [module, ...module.children.allSuites()])
  const broken = suites.filter((suite) => suite.errors().length > 0)
  return {
    passed: inState('passed').length,
    failed: inState('failed').length + broken.length + errors,
    notRun: [...inState('skipped'), ...inState('pending')].map((test) => test.fullName),
    second: tests.filter((test) => test.diagnostic()?.flaky).map((test) => test.fullName),
  }
}
