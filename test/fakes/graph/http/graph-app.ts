import { type Context, Hono } from 'hono'
import { type Answer, answerAsPlanned } from '../../shared/answer.ts'
import type { Core } from '../core.ts'
import { errorBody, GraphError } from '../errors.ts'
import type { RequestFault } from '../faults.ts'
import { authenticate, demandScope } from '../world/tokens.ts'
import { type Found, findNode, type Route } from './nodes.ts'
import { type GraphRequest, type RecordedRequest, readRequest } from './request.ts'
import { debugToken } from './token-info.ts'

const VERSION = /^v\d{1,2}\.\d$/

/**
 * The graph host: /{version}/{object}/{edge}. Every request is recorded, then goes wrong as planned,
 * then needs a token, then an object this token reaches. Neither the version nor its age changes what
 * happens (the contract has one version).
 */
export function graphApp(core: Core, routes: Route[], requests: RecordedRequest[]): Hono {
  const app = new Hono()
  app.all('/:version{v[0-9]+\\.[0-9]+}/*', async (c) => {
    const recorded = await record(c, core, requests)
    if (recorded instanceof GraphError) return write(c, refusal(core, recorded))
    return await answerAsPlanned(c, core, recorded, {
      answer: async (fault) => failing(core, fault) ?? (await answerTo(core, routes, recorded)),
      write: (answer) => write(c, answer),
    })
  })
  app.notFound((c) => write(c, refusal(core, new GraphError(2500))))
  return app
}

async function record(
  c: Context,
  core: Core,
  requests: RecordedRequest[],
): Promise<RecordedRequest | GraphError> {
  try {
    const request = await readRequest(c, core.time.now())
    const recorded = { ...request, status: undefined, answer: undefined }
    requests.push(recorded)
    return recorded
  } catch (error) {
    if (error instanceof GraphError) return error
    throw error
  }
}

async function answerTo(core: Core, routes: Route[], request: GraphRequest): Promise<Answer> {
  try {
    return { status: 200, body: await handle(core, routes, request) }
  } catch (error) {
    if (error instanceof GraphError) return refusal(core, error)
    throw error
  }
}

async function handle(core: Core, routes: Route[], request: GraphRequest): Promise<object> {
  const [version = '', id = '', edge = '', rest] = request.path.split('/').slice(1)
  if (!VERSION.test(version)) throw new GraphError(2500)
  const token = authenticate(core.world, request.token, core.time.now())
  if (id === 'debug_token') return debugToken(core, token, request)
  const found = findNode(core, decodeURIComponent(id), token)
  const route = routes.find(
    (it) => it.method === request.method && it.node === found.kind && it.edge === edge,
  )
  if (!route) throw new GraphError(2500, { message: `Unknown path components: /${edge}` })
  if (route.scope) demandScope(token, route.scope)
  takeManagementRate(core, token.appId, found)
  return await route.handle({ core, token, node: found.node as never, request, rest })
}

/** Calls that manage an account are counted by app and account: 5,000 an hour (80007). */
function takeManagementRate(core: Core, appId: string, { kind, node }: Found): void {
  if (kind !== 'waba' && kind !== 'template') return
  const wabaId = kind === 'waba' ? (node as { id: string }).id : (node as { wabaId: string }).wabaId
  if (!core.rates.management(`${appId} ${wabaId}`).take()) throw new GraphError(80007)
}

const BY_CODE: Partial<Record<RequestFault, number>> = {
  throughput: 130429,
  pair_rate: 131056,
  maintenance: 131057,
  server_error: 131000,
  bad_token: 190,
  locked: 131031,
  spam_rate: 131048,
}

function failing(core: Core, fault: RequestFault | undefined): Answer | undefined {
  if (fault === 'bad_gateway') {
    return {
      status: 502,
      body: '<!DOCTYPE html><html><head><title>Error</title></head><body>Sorry, something went wrong.</body></html>',
      headers: { 'content-type': 'text/html; charset=utf-8' },
    }
  }
  if (fault === 'too_many_requests') {
    return { ...refusal(core, new GraphError(4)), status: 429, headers: { 'retry-after': '30' } }
  }
  const code = fault && BY_CODE[fault]
  return code ? refusal(core, new GraphError(code)) : undefined
}

function refusal(core: Core, error: GraphError): Answer {
  return { status: error.status, body: errorBody(error, core.ids.traceId()) }
}

function write(c: Context, { status, body, headers = {} }: Answer): Response {
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  if (typeof body === 'string') return c.body(body, status as 502)
  return c.json(body, status as 200)
}
