import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { expect, it } from 'vitest'
import { startTestRelay } from '../testing/test-relay.ts'

it('T09: no write of a member takes an object with fields nobody named', async () => {
  await using relay = await startTestRelay()
  const writes = relay.context.routes.filter(({ body, path }) => body && path.startsWith('/api/'))
  const open = writes.filter(({ body }) => {
    const schema = toJsonSchema(body as GenericSchema, { errorMode: 'ignore', typeMode: 'input' })
    return holdsOpenObject(schema)
  })
  expect(open.map(({ method, path }) => `${method} ${path}`)).toEqual([])
})

/** Whether a JSON schema has an object, at any depth, that lets unnamed fields through. */
function holdsOpenObject(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false
  const { properties, additionalProperties } = schema as Record<string, unknown>
  if (properties !== undefined && additionalProperties !== false) return true
  return Object.values(schema).some(holdsOpenObject)
}
