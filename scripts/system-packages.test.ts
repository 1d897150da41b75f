import { expect, test } from 'vitest'
import { ensureSystemPackages, type Machine } from './system-packages.ts'

function machine(present: string[], mayInstall: boolean): Machine & { said: string[] } {
  const said: string[] = []
  const names = ['chromium', 'postgresql']
  return {
    said,
    packages: names.map((name) => ({
      name,
      neededFor: `tests with ${name}`,
      isPresent: () => present.includes(name),
    })),
    mayInstall,
    install: (wanted) => present.push(...wanted),
  }
}

function missingOn(tested: Machine & { said: string[] }): string[] {
  return ensureSystemPackages(tested, (line) => tested.said.push(line)).map(({ name }) => name)
}

test('a complete machine is left alone', () => {
  const complete = machine(['chromium', 'postgresql'], true)
  expect([missingOn(complete), complete.said]).toEqual([[], []])
})

test('what is missing is installed where that may be done', () => {
  const bare = machine(['chromium'], true)
  expect([missingOn(bare), bare.said]).toEqual([[], ['Installing postgresql.']])
})

test('where it may not be done, the exact command is named', () => {
  const locked = machine([], false)
  expect(missingOn(locked)).toEqual(['chromium', 'postgresql'])
  expect(locked.said).toEqual([
    'Missing: chromium postgresql. Install with: sudo apt-get install --no-install-recommends chromium postgresql',
  ])
})

test('an installation that did not work is named as missing', () => {
  const offline = { ...machine([], true), install: () => undefined }
  expect(missingOn(offline)).toEqual(['chromium', 'postgresql'])
  expect(offline.said[1]).toContain('sudo apt-get install')
})
