import * as v from 'valibot'
import { GraphError } from '../errors.ts'

type Issue = v.BaseIssue<unknown>

/**
 * What `schema` makes of a request; what it lacks or has too much becomes a refusal of Meta's. All of
 * Messenger's are 100.
 */
export function parseRequest<S extends v.GenericSchema>(
  schema: S,
  input: unknown,
  product: 'whatsapp' | 'messenger' = 'whatsapp',
): v.InferOutput<S> {
  const result = v.safeParse(schema, input)
  if (result.success) return result.output
  const { code, more } = toGraphError(result.issues.find(isUnknownKey) ?? result.issues[0])
  throw new GraphError(product === 'messenger' ? 100 : code, { ...more, product })
}

/**
 * 100 for keys that Meta does not know and for values of another type, 131008 for what is missing,
 * 131009 for values that are not allowed, too long or too many. A text that is too long is a 100
 * (contract 9.11 allows both; this is what is seen of Meta).
 */
function toGraphError(issue: Issue): GraphError {
  const at = paramOf(issue)
  if (isUnknownKey(issue)) {
    return new GraphError(100, {
      details: `Unexpected key "${lastKey(issue)}" on param "${parent(issue)}"`,
    })
  }
  if (issue.received === 'undefined') {
    return new GraphError(131008, { details: `Parameter ${at} is required.` })
  }
  const details = `Param ${at} ${words(issue)}`
  const isPlain = issue.kind === 'schema' && issue.type !== 'picklist' && issue.type !== 'variant'
  return new GraphError(isPlain || at === "text['body']" ? 100 : 131009, { details })
}

function isUnknownKey({ type, expected }: Issue): boolean {
  return type === 'strict_object' && expected === 'never'
}

function words(issue: Issue): string {
  if (issue.type === 'max_length') {
    const unit = typeof issue.input === 'string' ? 'characters long' : 'elements'
    return `must be at most ${(issue as v.MaxLengthIssue<string, number>).requirement} ${unit}.`
  }
  if (issue.type === 'min_length') return 'must not be empty.'
  if (issue.type === 'check') return `must have ${issue.message}.`
  return `must be ${issue.expected ?? 'valid'}, received ${issue.received}.`
}

function keysOf(issue: Issue): string[] {
  return (issue.path ?? []).map(({ key }) => String(key))
}

function lastKey(issue: Issue): string {
  return keysOf(issue).at(-1) ?? ''
}

function parent(issue: Issue): string {
  return keysOf(issue).slice(0, -1).join('.') || 'message'
}

/** `text['body']`, as Meta writes it. */
function paramOf(issue: Issue): string {
  const [first = 'message', ...rest] = keysOf(issue)
  return first + rest.map((key) => `['${key}']`).join('')
}
