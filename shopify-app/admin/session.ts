import type { ErrorBody, Language, ShopifyEnterAnswer } from '@loods/protocol'
import { ApiError } from '../../relay/inbox/src/api/client.ts'
import type { Bridge } from './bridge.ts'

export interface SessionOptions {
  bridge: Pick<Bridge, 'idToken'>
  language: Language
  /** The token the admin opened the page with, if it did: it saves asking for one. */
  first: string | undefined
  fetch: typeof fetch
}

/**
 * Brings whoever opened the page in. Shopify says who they are, the relay gives a token for some
 * minutes; called again for the next one.
 * @throws ApiError `unauthorized` where Shopify does not say who it is, or what the relay refused
 */
export function createGetToken(options: SessionOptions): () => Promise<ShopifyEnterAnswer> {
  let { first } = options

  async function prove(): Promise<string> {
    try {
      return await options.bridge.idToken()
    } catch (cause) {
      throw signedOut(cause)
    }
  }

  return async () => {
    const given = first
    first = undefined
    const attempt = given && (await enter(options, given))
    if (attempt && attempt.status !== 401) return read(attempt)
    return read(await enter(options, await prove()))
  }
}

function enter({ fetch, language }: SessionOptions, proof: string): Promise<Response> {
  return fetch('/shopify/v1/enter', {
    method: 'POST',
    headers: { authorization: `Bearer ${proof}`, 'content-type': 'application/json' },
    body: JSON.stringify({ language }),
  })
}

async function read(answer: Response): Promise<ShopifyEnterAnswer> {
  if (answer.ok) return (await answer.json()) as ShopifyEnterAnswer
  if (answer.status === 401) throw signedOut()
  const { error } = (await answer.json().catch(() => ({}))) as { error?: ErrorBody }
  throw new ApiError(error ?? { code: 'internal', message: `The relay answered ${answer.status}.` })
}

function signedOut(cause?: unknown): ApiError {
  return new ApiError({ code: 'unauthorized', message: 'Shopify did not say who this is.' }, cause)
}
