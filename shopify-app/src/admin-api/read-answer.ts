import * as v from 'valibot'
import type { AdminAnswer } from './admin-api.ts'

/** Milliseconds to wait where nothing tells how soon enough will be there. */
const PAUSE = 2_000
/** Longest a shop's words are kept: they go into logs and rows. */
const MAX_WORDS = 300

const answer = v.object({
  data: v.optional(v.nullable(v.record(v.string(), v.unknown()))),
  errors: v.fallback(
    v.optional(
      v.array(
        v.object({
          message: v.fallback(v.string(), ''),
          extensions: v.fallback(
            v.optional(v.object({ code: v.fallback(v.optional(v.string()), undefined) })),
            undefined,
          ),
        }),
      ),
    ),
    undefined,
  ),
  extensions: v.fallback(v.optional(v.object({ cost: v.optional(v.unknown()) })), undefined),
})

const cost = v.object({
  requestedQueryCost: v.number(),
  throttleStatus: v.object({ currentlyAvailable: v.number(), restoreRate: v.number() }),
})

type Answer = v.InferOutput<typeof answer>

/**
 * Reads what GraphQL says. Where only parts are refused, as protected customer data is, the rest
 * counts and those parts are null.
 */
export function readAnswer<T>(body: Record<string, unknown>): AdminAnswer<T> {
  const read = v.safeParse(answer, body)
  if (!read.success) return { outcome: 'unreachable', reason: 'an answer that makes no sense' }
  const { data, errors = [] } = read.output
  if (errors.some((error) => error.extensions?.code === 'THROTTLED')) {
    return { outcome: 'throttled', retryAfterMs: waitFor(read.output) }
  }
  const hasData = data != null && Object.values(data).some((value) => value !== null)
  if (hasData) return refusal(data) ?? { outcome: 'ok', data: data as T }
  if (errors.length === 0 && data != null) return { outcome: 'ok', data: data as T }
  const message = wordsOf(errors.map((error) => error.message))
  const isDenied = errors.some((error) => error.extensions?.code === 'ACCESS_DENIED')
  return { outcome: isDenied ? 'denied' : 'refused', message }
}

/** Until what the question costs is there again, by what the shop says of its bucket. */
function waitFor({ extensions }: Answer): number {
  const known = v.safeParse(cost, extensions?.cost)
  if (!known.success) return PAUSE
  const { requestedQueryCost, throttleStatus } = known.output
  const missing = requestedQueryCost - throttleStatus.currentlyAvailable
  if (throttleStatus.restoreRate <= 0) return PAUSE
  return Math.max(1_000, Math.ceil((missing / throttleStatus.restoreRate) * 1_000))
}

const changed = v.object({
  userErrors: v.pipe(v.array(v.object({ message: v.string() })), v.minLength(1)),
})

/** What a shop says of a change it does not make. */
function refusal(data: Record<string, unknown>): AdminAnswer<never> | undefined {
  for (const value of Object.values(data)) {
    if (v.is(changed, value)) {
      return { outcome: 'refused', message: wordsOf(value.userErrors.map((it) => it.message)) }
    }
  }
  return undefined
}

function wordsOf(messages: string[]): string {
  return messages.join(' ').slice(0, MAX_WORDS) || 'no reason given'
}
