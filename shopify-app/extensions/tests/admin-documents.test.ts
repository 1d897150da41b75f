import { globSync, readFileSync } from 'node:fs'
import {
  buildClientSchema,
  type IntrospectionQuery,
  NoDeprecatedCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { ADMIN_SCHEMA, SHOPIFY_SOURCE } from '../../../scripts/build-shopify.ts'

const { data } = JSON.parse(readFileSync(ADMIN_SCHEMA, 'utf8')) as { data: IntrospectionQuery }
const schema = buildClientSchema(data)

/** Deprecated, and used all the same: what takes its place brings discounts without a code too. */
const KEPT = 'The field QueryRoot.codeDiscountNodes is deprecated. Use `discountNodes` instead.'

/** What is wrong with a document for the API's version, deprecated fields included. */
function faultsOf(document: string): string[] {
  return validate(schema, parse(document), [...specifiedRules, NoDeprecatedCustomRule])
    .map(({ message }) => message)
    .filter((message) => message !== KEPT)
}

/** Every template in our source, with its tag. */
const templates = globSync('src/**/*.ts', { cwd: SHOPIFY_SOURCE })
  .filter((path) => !path.endsWith('.test.ts'))
  .flatMap((path) =>
    [...readFileSync(SHOPIFY_SOURCE + path, 'utf8').matchAll(/(\w*)`([^`]*)`/g)].map(
      ([, tag = '', text = '']) => ({ path, tag, text }),
    ),
  )
const documents = templates.filter(({ tag }) => tag === 'graphql')

describe('documents for Shopify’s Admin API', () => {
  it.each(documents)('fit its schema: $path $text', ({ text }) => {
    expect(text).not.toContain('${')
    expect(faultsOf(text)).toEqual([])
  })

  it('are all tagged, so that none escapes this test', () => {
    const untagged = templates.filter(
      ({ tag, text }) => tag !== 'graphql' && /^\s*(query|mutation)\b[^{]*\{/.test(text),
    )
    expect(untagged).toEqual([])
    expect(documents.length).toBeGreaterThan(0)
  })

  it.each([
    ['{ shop { nonsense } }', 'Cannot query field "nonsense" on type "Shop".'],
    ['mutation { webPixelCreate { webPixel { id } } }', 'argument "webPixel"'],
    ['query ($id: ID!) { order { id } }', 'argument "id"'],
  ])('would be refused as %s', (document, fault) => {
    expect(faultsOf(document).join()).toContain(fault)
  })
})
