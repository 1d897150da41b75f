import { expect, test } from 'vitest'
import { missingOptionals, repaired, resolvedAddresses } from './lockfile.ts'

const lock = {
  packages: {
    '': {},
    'node_modules/a': {
      version: '1.0.0',
      dev: true,
      optionalDependencies: { '@a/darwin-arm64': '1.0.0', '@a/linux-x64-musl': '1.0.0' },
    },
    'node_modules/@a/darwin-arm64': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', resolved: 'https://registry.example/b.tgz' },
    'node_modules/own': { resolved: 'own', link: true },
  },
}

test('an optional dependency without an entry is missing', () => {
  expect(missingOptionals(lock)).toEqual([
    { parent: 'node_modules/a', name: '@a/linux-x64-musl', version: '1.0.0' },
  ])
})

test('an optional dependency inside its parent is not missing', () => {
  const nested = {
    packages: {
      'node_modules/a': { optionalDependencies: { x: '1.0.0' } },
      'node_modules/a/node_modules/x': { version: '1.0.0' },
    },
  }
  expect(missingOptionals(nested)).toEqual([])
})

test('a registry address is found, a link between workspaces is none', () => {
  expect(resolvedAddresses(lock)).toEqual(['node_modules/b'])
})

test('the repaired file has no gaps and no addresses', () => {
  const fixed = repaired(structuredClone(lock))
  expect(missingOptionals(fixed)).toEqual([])
  expect(resolvedAddresses(fixed)).toEqual([])
  expect(fixed.packages['node_modules/@a/linux-x64-musl']).toEqual({
    version: '1.0.0',
    cpu: ['x64'],
    dev: true,
    libc: ['musl'],
    optional: true,
    os: ['linux'],
  })
})

test('a package whose platform its name does not tell is left to a person', () => {
  const odd = { packages: { a: { optionalDependencies: { 'a-native': '1.0.0' } } } }
  expect(() => repaired(odd)).toThrow('Cannot tell the platform of a-native')
})
