import { readFileSync } from 'node:fs'
import { buildSchema, type GraphQLSchema } from 'graphql'

let built: GraphQLSchema | undefined

/** The excerpt of the Admin API that the fake answers. */
export function adminSchema(): GraphQLSchema {
  built ??= buildSchema(readFileSync(new URL('./excerpt.graphql', import.meta.url), 'utf8'))
  return built
}
