import { expect, test } from 'vitest'
import { missingPackages } from './setup.mjs'

const wanted = {
  '': {},
  relay: { version: '1.0.0' },
  'node_modules/@loods/relay': { resolved: 'relay', link: true },
  'node_modules/hono': { version: '4.0.0' },
  'node_modules/vitest': { version: '5.0.0', dev: true },
  'node_modules/fsevents': { version: '2.0.0', optional: true },
}

const installed = {
  'node_modules/@loods/relay': { resolved: 'relay', link: true },
  'node_modules/hono': { version: '4.0.0' },
}

test('on a fresh clone everything that running needs is missing', () => {
  expect(missingPackages(wanted, {}, false)).toEqual([
    'node_modules/@loods/relay',
    'node_modules/hono',
  ])
})

test('a complete installation misses nothing', () => {
  expect(missingPackages(wanted, installed, false)).toEqual([])
})

test('development packages are missing only where they are wanted', () => {
  expect(missingPackages(wanted, installed, true)).toEqual(['node_modules/vitest'])
})

test('another version is missing', () => {
  const old = { ...installed, 'node_modules/hono': { version: '3.0.0' } }
  expect(missingPackages(wanted, old, false)).toEqual(['node_modules/hono'])
})
