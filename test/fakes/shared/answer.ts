import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import type { PlannedFaults, RequestPlan } from './planned-faults.ts'
import type { Time } from './time.ts'

/** What a request is answered with; an object goes out as JSON. */
export interface Answer {
  status: number
  body: object | string
  headers?: Record<string, string>
}

/** How a recorded request ended. */
export interface Ending {
  /** The HTTP status; undefined while nothing was answered, and for ever where the connection broke. */
  status: number | undefined
  answer: unknown
}

/** How the connection goes wrong, at every fake; what its answers say then is each one's own. */
export type ConnectionFault =
  /** The connection breaks before anything has happened. */
  | 'reset'
  /** Everything happens, and the connection breaks instead of an answer. */
  | 'lost_response'
  /** The answer comes after `slowMs`. */
  | 'slow'

/** What of a fake decides how a request goes wrong. */
interface Fallible<Fault extends string> {
  time: Time
  faults: PlannedFaults<Fault, RequestPlan<Fault>>
}

/**
 * Lets a request go wrong as planned, and writes down how it ended.
 * @param how.answer answers it, or as a fault of the fake's own says
 */
export async function answerAsPlanned<Fault extends string>(
  c: Context,
  { time, faults }: Fallible<Fault>,
  recorded: Ending & { method: string; path: string },
  how: {
    answer: (fault: Fault | undefined) => Promise<Answer>
    write: (answer: Answer) => Response
  },
): Promise<Response> {
  const fault = faults.forRequest(`${recorded.method} ${recorded.path}`)
  if (fault === 'reset') return hangUp(c)
  const answer = await how.answer(fault)
  if (fault === 'slow') await passed(time, faults.plan.slowMs)
  if (fault === 'lost_response') return hangUp(c)
  Object.assign(recorded, { status: answer.status, answer: answer.body })
  return how.write(answer)
}

function passed(time: Time, ms: number): Promise<void> {
  return new Promise((resolve) => {
    time.after(ms, resolve)
  })
}

/** Breaks the connection; without one (a call of the app itself) the call fails. */
function hangUp(c: Context): Response {
  const { outgoing } = (c.env ?? {}) as { outgoing?: { destroy: () => void } }
  if (!outgoing) throw new TypeError('fetch failed: the connection broke')
  outgoing.destroy()
  return RESPONSE_ALREADY_SENT
}
