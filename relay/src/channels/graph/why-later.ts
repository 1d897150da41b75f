import type { GraphError } from './graph-client.ts'

/** Codes of requests that came too fast, for the app, the account or the number. */
const TOO_FAST = new Set([4, 613, 80_007, 130_429, 131_056])

/**
 * Why a network is asked again later: words the log of deliveries has in both languages, and the
 * network's numbers for who wants to look them up.
 */
export function whyLater({ status, code }: Pick<GraphError, 'status' | 'code'>): string {
  const numbers = [status, code].filter((number) => number !== 0).join(', ')
  return `${wordsOf(status, code)} (${numbers})`
}

function wordsOf(status: number, code: number): string {
  if (status === 401 || code === 190) return 'token refused'
  return status === 429 || TOO_FAST.has(code) ? 'network asks for patience' : 'network out of order'
}
