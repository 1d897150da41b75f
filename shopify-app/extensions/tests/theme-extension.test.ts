import { globSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { themeCheckRun } from '@shopify/theme-check-node'
import { describe, expect, it } from 'vitest'
import { SHOPIFY_APP } from '../../../scripts/build-shopify.ts'
import { blockFaults } from './block-rules.ts'

const EXTENSION = `${SHOPIFY_APP}extensions/loods-chat/`
/** Shopify's limits in bytes: all Liquid of an extension, a script on every page, and the whole of it. */
const MAX_LIQUID = 100_000
const MAX_LOADER = 10_000
const MAX_EXTENSION = 10_000_000

const files = (pattern: string) => globSync(pattern, { cwd: EXTENSION })
const read = (path: string) => readFileSync(EXTENSION + path, 'utf8')
const sizeOf = (paths: string[]) =>
  paths.reduce((sum, path) => sum + statSync(EXTENSION + path).size, 0)

const { properties } = createRequire(import.meta.url)(
  '@shopify/theme-check-docs-updater/data/setting.json',
) as { properties: { type: { enum: string[] } } }
const context = {
  settingTypes: properties.type.enum,
  texts: flat(JSON.parse(read('locales/en.default.schema.json'))),
}

/** Texts by their whole key. */
function flat(texts: object, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[prefix + key, value]]
        : Object.entries(flat(value, `${prefix}${key}.`)),
    ),
  )
}

describe('the theme extension', () => {
  it('gives Shopify’s theme-check nothing to say', async () => {
    const { offenses, theme } = await themeCheckRun(EXTENSION, 'theme-check:theme-app-extension')
    expect(offenses.map(({ check, message, uri }) => `${check}: ${message} (${uri})`)).toEqual([])
    expect(theme.map(({ uri }) => uri)).toContainEqual(expect.stringMatching(/blocks\/.+\.liquid$/))
  })

  it.each(files('blocks/*.liquid'))('has nothing Shopify refuses later in %s', (path) => {
    expect(blockFaults(read(path), context)).toEqual([])
  })

  it('keeps to the limits of Liquid, of a script on every page, and of the whole', () => {
    expect(sizeOf(files('{blocks,snippets}/*.liquid'))).toBeLessThan(MAX_LIQUID)
    expect(sizeOf(['assets/loader.js'])).toBeLessThan(MAX_LOADER)
    expect(sizeOf(files('**/*.*'))).toBeLessThan(MAX_EXTENSION)
    expect(files('assets/*/**')).toEqual([])
  })

  it('says everything in Dutch that it says in English', () => {
    const keys = (path: string) => Object.keys(flat(JSON.parse(read(path)))).sort()
    expect(keys('locales/nl.json')).toEqual(keys('locales/en.default.json'))
    expect(keys('locales/nl.schema.json')).toEqual(keys('locales/en.default.schema.json'))
  })
})

describe('the rules for blocks', () => {
  const block = (markup: string, schema: object = {}) =>
    `${markup}\n{% schema %}${JSON.stringify({ name: 'Chat', target: 'body', ...schema })}{% endschema %}`

  it.each([
    ['', {}],
    [
      `<script src="{{ 'loader.js' | asset_url }}" data-site="{{ key | escape }}" defer></script>`,
      {},
    ],
    ['<script type="application/json">{ "name": {{ product.title | json }} }</script>', {}],
    ['{% comment %}{{ customer.email }}{% endcomment %}', {}],
    ['', { name: 't:name', settings: [{ type: 'header' }, { type: 'checkbox', id: 'on' }] }],
  ])('have nothing against %s with %j', (markup, schema) => {
    expect(blockFaults(block(markup, schema), context)).toEqual([])
  })

  it.each([
    ['', { target: 'bodyx' }, 'has the target bodyx'],
    ['', { name: undefined }, 'has no name'],
    ['', { name: 'A name that is far too long' }, 'has a name of 27 characters'],
    ['', { settings: [{ type: 'colour', id: 'a' }] }, 'has a setting of the type colour'],
    ['', { settings: [{ type: 'text' }] }, 'has a text without an id'],
    ['', { settings: [{ type: 'select', id: 'a' }] }, 'has a select without options'],
    [
      '',
      {
        settings: [
          { type: 'text', id: 'a' },
          { type: 'url', id: 'a' },
        ],
      },
      'has the setting a twice',
    ],
    [
      '',
      { settings: Array.from({ length: 26 }, (_, at) => ({ type: 'text', id: `s${at}` })) },
      'has 26 settings',
    ],
    ['<meta name="viewport" content="x">', {}, 'sets a viewport, as every theme does'],
    ['{{ content_for_header | escape }}', {}, 'reads content_for_header'],
    ['<p>{{ customer.email | escape }}</p>', {}, 'writes who somebody is into the page'],
    [
      '<script>const path = {{ request.path | json }}</script>',
      {},
      'writes {{ request.path | json }} into a script',
    ],
    [
      '<script type="application/json">{{ product.title }}</script>',
      {},
      'writes {{ product.title }} as data without json',
    ],
    ['<p title="{{ product.title }}"></p>', {}, 'writes {{ product.title }} without escaping it'],
    ['<p>{{ product | json }}</p>', {}, 'writes {{ product | json }} without escaping it'],
  ])('refuse %s with %j: it %s', (markup, schema, fault) => {
    expect(blockFaults(block(markup, schema), context)).toEqual([fault])
  })
})
