import type { ToApp, ToShell } from './messages.ts'

/** How App Bridge reaches the admin: by messages out of its frame, or, on the phone's app, by itself. */
export interface Link {
  ask: <T>(what: string, args?: object) => Promise<T>
  tell: (what: string, args?: unknown) => void
  onEvent: (hear: (what: string, args: unknown) => void) => void
}

/** To the admin around this page; one that does not answer leaves what is asked open, as at Shopify. */
export function frameLink(page: Window): Link {
  const waiting = new Map<number, (answer: ToApp) => void>()
  let hear: ((what: string, args: unknown) => void) | undefined
  let last = 0
  const post = (message: ToShell): void => page.parent.postMessage(message, '*')

  page.addEventListener('message', ({ data, source }: MessageEvent<ToApp>) => {
    if (source !== page.parent) return
    if (data?.appBridge === 'event') hear?.(data.what ?? '', data.result)
    if (data?.appBridge !== 'answer' || data.id === undefined) return
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  })

  return {
    ask: <T>(what: string, args: object = {}) =>
      new Promise<T>((resolve, reject) => {
        last += 1
        waiting.set(last, ({ error, result }) => {
          if (error === undefined) resolve(result as T)
          else reject(new Error(error))
        })
        post({ appBridge: 'ask', id: last, what, args })
      }),
    tell: (what, args = {}) => post({ appBridge: 'tell', what, args }),
    onEvent: (listener) => {
      hear = listener
    },
  }
}

/**
 * To the admin from the phone's app, which shows the page in a window of its own.
 * @param admin from `host`: where the shop's admin is
 */
export function phoneLink(admin: string, fetch: typeof globalThis.fetch): Link {
  return {
    async ask<T>(what: string, args: object = {}) {
      const response = await fetch(`//${admin}/ask/${what}`, {
        method: 'POST',
        body: JSON.stringify(args),
      })
      const answer = (await response.json()) as T & { error?: string }
      if (!response.ok) throw new Error(answer.error)
      return answer
    },
    tell: () => undefined,
    onEvent: () => undefined,
  }
}
