import type { Context } from 'hono'
import type { Ending } from '../../shared/answer.ts'
import { GraphError } from '../errors.ts'

/** A request as every handler sees it, however its parameters came. */
export interface GraphRequest {
  at: number
  method: string
  /** With version and without query. */
  path: string
  query: Record<string, string>
  /** Parameters of the body: JSON, form or multipart alike. */
  body: Record<string, unknown>
  files: Map<string, File>
  token: string | undefined
  userAgent: string | undefined
}

/** A request that was made, and how it ended. */
export type RecordedRequest = GraphRequest & Ending

/** 100 where the body is no JSON object. */
export async function readRequest(c: Context, now: number): Promise<GraphRequest> {
  const { body, files } = await readBody(c)
  const query = c.req.query()
  return {
    at: now,
    method: c.req.method,
    path: c.req.path,
    query,
    body,
    files,
    token: tokenOf(c, query, body),
    userAgent: c.req.header('user-agent'),
  }
}

type Body = Pick<GraphRequest, 'body' | 'files'>

async function readBody(c: Context): Promise<Body> {
  const type = c.req.header('content-type') ?? ''
  if (type.startsWith('multipart/') || type.startsWith('application/x-www-form-urlencoded')) {
    return fromForm(await c.req.formData())
  }
  const text = await c.req.text()
  return { body: text === '' ? {} : parseObject(text), files: new Map() }
}

function fromForm(form: FormData): Body {
  const files = new Map<string, File>()
  const body: Record<string, unknown> = {}
  for (const [key, value] of form) {
    if (typeof value === 'string') body[key] = /^[[{]/.test(value) ? parseObject(value) : value
    else files.set(key, value)
  }
  return { body, files }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Falls through to the refusal.
  }
  throw new GraphError(100, { details: 'The request body is no valid JSON object.' })
}

/** Bearer, or access_token in query or body, as Graph takes it. */
function tokenOf(
  c: Context,
  query: Record<string, string>,
  body: Record<string, unknown>,
): string | undefined {
  const [scheme, value] = (c.req.header('authorization') ?? '').split(' ')
  if (scheme?.toLowerCase() === 'bearer' && value) return value
  const { access_token = query.access_token } = body
  return typeof access_token === 'string' ? access_token : undefined
}
