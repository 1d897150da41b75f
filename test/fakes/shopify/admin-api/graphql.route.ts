import {
  type DocumentNode,
  execute,
  type FragmentDefinitionNode,
  type GraphQLError,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql'
import type { Answer } from '../../shared/answer.ts'
import type { Core } from '../core.ts'
import type { AdminRequest } from '../http/request.ts'
import type { Asking } from './access.ts'
import type { Bucket } from './bucket.ts'
import { actualCost, requestedCost } from './cost.ts'
import { mutations } from './mutations.ts'
import { queryRoot } from './query-root.ts'
import { adminSchema } from './schema.ts'

const MOST = 1000
const LIMITS_PAGE = 'https://shopify.dev/api/usage/limits'

interface Asked {
  document: DocumentNode
  operation: OperationDefinitionNode
  variables: Record<string, unknown>
}

/**
 * POST /admin/api/{version}/graphql.json: every document is parsed and validated, costs points, and is
 * answered from what the shop holds.
 * @param throttled refuses as if the bucket were empty
 */
export async function graphql(
  core: Core,
  request: AdminRequest,
  bucket: Bucket,
  throttled = false,
): Promise<Answer> {
  const { shop } = request
  const token = core.tokens.open(shop, request.headers.get('x-shopify-access-token') ?? '')
  if (!token || !shop.installation) return unauthorized()
  const asked = read(request.body)
  if ('status' in asked) return asked
  const { document, operation, variables } = asked
  const fragments = new Map(
    document.definitions
      .filter((it): it is FragmentDefinitionNode => it.kind === Kind.FRAGMENT_DEFINITION)
      .map((it) => [it.name.value, it]),
  )
  const cost = requestedCost(operation, { schema: adminSchema(), fragments, variables })
  if (cost > MOST) return tooDear(cost)
  if (throttled || !bucket.take(cost)) return throttledAnswer(cost, bucket)
  return await answer({ core, shop, installation: shop.installation }, asked, cost, bucket)
}

async function answer(asking: Asking, asked: Asked, cost: number, bucket: Bucket): Promise<Answer> {
  const { document, operation, variables } = asked
  const { data, errors } = await execute({
    schema: adminSchema(),
    document,
    rootValue: operation.operation === 'mutation' ? mutations(asking) : queryRoot(asking),
    variableValues: variables,
    ...(operation.name && { operationName: operation.name.value }),
  })
  const actual = Math.min(cost, actualCost(data))
  bucket.giveBack(cost - actual)
  return ok({
    ...(errors && { errors: errors.map(shown) }),
    data: data ?? null,
    extensions: { cost: costOf(cost, actual, bucket) },
  })
}

function read(body: Record<string, unknown>): Asked | Answer {
  try {
    const document = parse(String(body.query ?? ''))
    const name = body.operationName == null ? undefined : String(body.operationName)
    const operation = getOperationAST(document, name)
    if (!operation) return refused([{ message: 'No operation named in the document' }])
    const problems = validate(adminSchema(), document)
    if (problems.length > 0) return refused(problems.map(invalid))
    return { document, operation, variables: Object(body.variables) as Record<string, unknown> }
  } catch (error) {
    return refused([shown(error as GraphQLError)])
  }
}

/** An error with the places it is about; what was thrown as no GraphQL error is a fault of the fake. */
function shown(error: GraphQLError): object {
  const { message, locations, path, extensions, originalError } = error
  if (originalError && !('extensions' in originalError)) throw originalError
  return {
    message,
    ...(locations && { locations }),
    ...(path && { path }),
    ...(Object.keys(extensions).length > 0 && { extensions }),
  }
}

const NO_FIELD = /^Cannot query field "(\w+)" on type "(\w+)"/

/** Shopify has its own words for a field that is not there. */
function invalid(error: GraphQLError): object {
  const [, fieldName, typeName] = NO_FIELD.exec(error.message) ?? []
  if (!fieldName) return shown(error)
  return {
    message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
    locations: error.locations,
    path: ['query'],
    extensions: { code: 'undefinedField', typeName, fieldName },
  }
}

function ok(body: object): Answer {
  return { status: 200, body }
}

function refused(errors: object[]): Answer {
  return ok({ errors })
}

function unauthorized(): Answer {
  const errors = '[API] Invalid API key or access token (unrecognized login or wrong password)'
  return { status: 401, body: { errors } }
}

function throttledAnswer(cost: number, bucket: Bucket): Answer {
  const extensions = { code: 'THROTTLED', documentation: LIMITS_PAGE }
  return ok({
    errors: [{ message: 'Throttled', extensions }],
    extensions: { cost: costOf(cost, null, bucket) },
  })
}

function tooDear(cost: number): Answer {
  const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${MOST}).`
  const extensions = { code: 'MAX_COST_EXCEEDED', cost, maxCost: MOST, documentation: LIMITS_PAGE }
  return refused([{ message, extensions }])
}

function costOf(
  requestedQueryCost: number,
  actualQueryCost: number | null,
  bucket: Bucket,
): object {
  return { requestedQueryCost, actualQueryCost, throttleStatus: bucket.status() }
}
