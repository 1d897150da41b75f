import type { Time } from './time.ts'

/**
 * POSTs a webhook once. Resolves to the HTTP status, or undefined where no answer came.
 * @param webhook.patience for how long an answer is waited for, milliseconds by the wall clock
 */
export async function postWebhook(
  fetch: typeof globalThis.fetch,
  webhook: { url: string; headers: Record<string, string>; body: string; patience: number },
): Promise<number | undefined> {
  const { url, headers, body, patience } = webhook
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    })
    await response.arrayBuffer()
    return response.status
  } catch {
    return undefined
  }
}

/** Runs `task` in `ms`. Only one without a delay is waited for. */
export async function afterDelay(time: Time, ms: number, task: () => Promise<void>): Promise<void> {
  if (ms === 0) return await task()
  time.after(ms, task)
}
