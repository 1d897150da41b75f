import { type ErrorCode, MAX_JSON_BYTES } from '@loods/protocol'
import type { HonoRequest } from 'hono'
import * as v from 'valibot'
import { RelayError } from '../errors.ts'

/** Deepest nesting of a JSON body; nothing of ours needs more, and parsers of others get slow. */
const MAX_DEPTH = 10

/**
 * Checks what came from outside against its schema.
 * @throws RelayError naming the first field that is wrong
 */
export function parse<S extends v.GenericSchema<unknown, unknown>>(
  schema: S,
  input: unknown,
): v.InferOutput<S> {
  const result = v.safeParse(schema, input, { abortEarly: true })
  if (result.success) return result.output
  throw toRefusal(result.issues[0])
}

/** Words the first issue as a refusal: which field, what is wrong, what to do. */
function toRefusal(issue: v.BaseIssue<unknown>): RelayError {
  const field = v.getDotPath(issue) ?? undefined
  const code = issueCode(issue)
  const name = field ? `"${field}"` : 'The request'
  return new RelayError(
    code,
    `${name} ${ISSUE_TEXT[code] ?? plain(issue.message)}. Change it and send again.`,
    {
      ...(field && { field }),
    },
  )
}

const ISSUE_TEXT: Partial<Record<ErrorCode, string>> = {
  unknown_field: 'is not a field of this request',
  empty: 'is empty',
  too_long: 'is too long',
}

function issueCode(issue: v.BaseIssue<unknown>): ErrorCode {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'unknown_field'
  if (issue.type === 'min_length') return 'empty'
  if (issue.type === 'max_length') return 'too_long'
  return 'invalid'
}

/** Our own checks speak plainly; valibot's defaults are for developers and quote what was sent. */
function plain(message: string): string {
  return message.startsWith('Invalid') ? 'is not what this field takes' : message
}

/** Reads a JSON body that was read as text. @throws RelayError invalid when it is not JSON */
export function parseJson(text: string): unknown {
  if (text === '') return undefined
  try {
    return checkDepth(JSON.parse(text), MAX_DEPTH)
  } catch {
    throw new RelayError('invalid', 'The body is not JSON. Send JSON and try again.')
  }
}

/** Reads a body as text. @throws RelayError too_large */
export async function readText(request: HonoRequest): Promise<string> {
  return (await readBytes(request, MAX_JSON_BYTES)).toString('utf8')
}

/**
 * Reads a body, counting bytes while they come so that no header can lie about them.
 * @throws RelayError too_large
 */
export async function readBytes(request: HonoRequest, limit: number): Promise<Buffer> {
  const { body } = request.raw
  if (!body) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > limit) {
      throw new RelayError(
        'too_large',
        `The request is larger than ${limit} bytes. Send less at once.`,
      )
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function checkDepth(value: unknown, left: number): unknown {
  if (left < 0) throw new RangeError('nested too deeply')
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) checkDepth(inner, left - 1)
  }
  return value
}
