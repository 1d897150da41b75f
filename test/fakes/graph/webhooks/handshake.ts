import { GraphError } from '../errors.ts'
import type { Identifiers } from '../identifiers.ts'
import type { Callback } from '../world/world.ts'

const ANSWER_WITHIN = 10_000

/**
 * Asks a callback whether it is ours (contract 1.1): it must answer 200 with the challenge and nothing
 * else. 2200 with Meta's words otherwise.
 */
export async function shakeHands(
  { callbackUrl, verifyToken }: Callback,
  deps: { fetch: typeof globalThis.fetch; ids: Identifiers },
): Promise<void> {
  const challenge = String(Number(`0x${deps.ids.secret().slice(0, 8)}`))
  const url = new URL(callbackUrl)
  url.searchParams.set('hub.mode', 'subscribe')
  url.searchParams.set('hub.challenge', challenge)
  url.searchParams.set('hub.verify_token', verifyToken)
  const answer = await ask(url, deps.fetch)
  if (answer?.status === 200 && answer.text === challenge) return
  throw new GraphError(2200, {
    subcode: 1929002,
    message: 'Callback verification failed with the following errors: '.concat(
      answer ? `HTTP Status Code = ${answer.status}` : 'curl_errno = 7',
    ),
  })
}

async function ask(
  url: URL,
  fetch: typeof globalThis.fetch,
): Promise<{ status: number; text: string } | undefined> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN)
    const response = await fetch(url, { redirect: 'manual', signal })
    return { status: response.status, text: await response.text() }
  } catch {
    return undefined
  }
}
