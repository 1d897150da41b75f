import { ERROR_STATUS, errorBody } from '@loods/protocol'
import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import * as v from 'valibot'
import type { Policy } from '../http/principal.ts'
import type { Route } from '../http/route.ts'
import { sessionCookieName } from '../http/session-cookie.ts'

type Json = Record<string, unknown>

/** What each policy asks of a caller, in the words of the API's readers. */
export const POLICY_TEXT: Record<Policy, string> = {
  public: 'anybody',
  beacon: 'anybody, from any page; nothing is answered',
  site: 'a page of the shop (its origin is checked)',
  visitor: 'the shopper: `Authorization: Bearer <secret>`',
  shop: 'the shop’s own server: `Authorization: Bearer <JWT signed with its secret>`, for this very request',
  session: 'the relay’s own page, with its session cookie',
  account: 'a signed-in person: `Authorization: Bearer <token>`',
  agent: 'a member of the shop: `Authorization: Bearer <token>`',
  admin: 'an admin or owner of the shop',
  owner: 'an owner of the shop',
}

/** Describes the declared routes as OpenAPI 3.1, from the very schemas that validate. */
export function toOpenApi(routes: Route[], server: { url: string; version: string }): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: toOperation(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Loods relay',
      version: server.version,
      description:
        'Live chat for web shops. Every refusal has the shape `{ error: { code, message, field?, retryAfter? } }`; the message says what to do next.',
    },
    servers: [{ url: server.url }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: sessionCookieName(server.url) },
      },
      schemas: { Error: schemaOf(v.object({ error: errorBody }), 'output') },
    },
  }
}

function toOperation(route: Route): Json {
  return {
    summary: route.summary,
    description: `For ${POLICY_TEXT[route.policy]}.`,
    tags: [tagOf(route.path)],
    operationId: `${route.method.toLowerCase()} ${route.path}`,
    ...securityOf(route.policy),
    parameters: parametersOf(route),
    ...requestBodyOf(route),
    responses: responsesOf(route),
  }
}

/** The first word of a path that says what it is about. */
export function tagOf(path: string): string {
  const words = path.split('/').filter((word) => word !== '' && !word.startsWith(':'))
  if (words[0] === 'widget') return 'widget'
  if (words[0] === 'api') return words[1] === 'sites' ? (words[2] ?? 'shops') : (words[1] ?? 'api')
  return 'operation'
}

function securityOf(policy: Policy): Json {
  if (['public', 'beacon', 'site'].includes(policy)) return {}
  return { security: [{ [policy === 'session' ? 'session' : 'bearer']: [] }] }
}

function parametersOf(route: Route): Json[] {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const query = route.query ? schemaOf(route.query, 'input') : {}
  const required = (query.required ?? []) as string[]
  const inQuery = Object.entries((query.properties ?? {}) as Json).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
  return [...inPath, ...inQuery]
}

function requestBodyOf(route: Route): Json {
  if (route.stream) {
    return {
      requestBody: {
        required: true,
        content: { '*/*': { schema: { type: 'string', format: 'binary' } } },
      },
    }
  }
  if (!route.body) return {}
  const schema = schemaOf(route.body, 'input')
  return { requestBody: { required: true, content: { 'application/json': { schema } } } }
}

function responsesOf(route: Route): Json {
  const refusal = {
    description: `A refusal; codes: ${Object.keys(ERROR_STATUS).join(', ')}`,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  }
  if (!route.response) return { '2XX': { description: 'Done' }, default: refusal }
  const schema = schemaOf(route.response, 'output')
  return {
    '200': { description: 'Done', content: { 'application/json': { schema } } },
    default: refusal,
  }
}

/** Checks and transforms have no counterpart in JSON Schema: they are left out, not guessed. */
export function schemaOf(
  schema: GenericSchema<unknown, unknown>,
  typeMode: 'input' | 'output',
): Json {
  const { $schema, ...rest } = toJsonSchema(schema as never, {
    errorMode: 'ignore',
    typeMode,
  }) as Json
  return rest
}
