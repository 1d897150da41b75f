import { readFileSync } from 'node:fs'
import {
  buildClientSchema,
  buildSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
  type IntrospectionQuery,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql'
import { expect, it } from 'vitest'
import { ADMIN_SCHEMA } from '../../../scripts/build-shopify.ts'
import { ROOT } from '../../../scripts/bundles.ts'

const { data } = JSON.parse(readFileSync(ADMIN_SCHEMA, 'utf8')) as { data: IntrospectionQuery }
const sdl = readFileSync(`${ROOT}test/fakes/shopify/admin-api/excerpt.graphql`, 'utf8')

/** Every name with its type, a line each; nothing of scalars but that they are there. */
function linesOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap((type) => [`${type.constructor.name} ${type.name}`, ...insideOf(type)])
}

function insideOf(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name} = ${name}`)
  if (isUnionType(type)) return type.getTypes().map(({ name }) => `${type.name} = ${name}`)
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((it) => `${type.name}.${it.name}: ${it.type}`)
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return []
  return Object.values(type.getFields()).flatMap(({ name, type: its, args }) => [
    `${type.name}.${name}: ${its}`,
    ...args.map((it) => `${type.name}.${name}(${it.name}: ${it.type} = ${it.defaultValue})`),
  ])
}

it('everything the local Shopify answers stands in the Admin API with the same types', () => {
  const real = new Set(linesOf(buildClientSchema(data)))
  const excerpt = linesOf(buildSchema(sdl))
  expect(excerpt.length).toBeGreaterThan(500)
  expect(excerpt.filter((line) => !real.has(line))).toEqual([])
})
