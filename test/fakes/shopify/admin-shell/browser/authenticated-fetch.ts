const RETRY = 'X-Shopify-Retry-Invalid-Session-Request'

/**
 * `fetch` that adds a fresh session token to what goes to the app's own origin, and asks once more with
 * another one where the app's server answers 401 and says that it may.
 */
export function authenticatedFetch(
  fetch: typeof globalThis.fetch,
  idToken: () => Promise<string>,
  origin: string,
): typeof globalThis.fetch {
  async function send(request: Request): Promise<Response> {
    const signed = new Request(request)
    signed.headers.set('Authorization', `Bearer ${await idToken()}`)
    return await fetch(signed)
  }
  return async (input, init) => {
    const request = new Request(input, init)
    const isOurs = new URL(request.url).origin === origin
    if (!isOurs || request.headers.has('Authorization')) return await fetch(input, init)
    const again = request.clone()
    const response = await send(request)
    const mayRetry = response.status === 401 && response.headers.has(RETRY)
    return mayRetry ? await send(again) : response
  }
}
