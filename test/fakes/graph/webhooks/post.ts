import { postWebhook } from '../../shared/webhooks.ts'
import type { App } from '../world/world.ts'
import { encode, signatureOf } from './encode.ts'
import { bodyOf, type Update } from './update.ts'

/** One POST to a subscriber, with every attempt at it. */
export interface Post {
  app: App
  url: string
  /** Exactly what is sent. */
  body: string
  signature: string
  updates: Update[]
  /** Whether its signature is wrong on purpose; never tried again. */
  forged: boolean
  /** When, and the HTTP status; 0 where no answer came. */
  attempts: { at: number; status: number }[]
  state: 'under way' | 'acknowledged' | 'given up'
}

export function newPost(app: App, url: string, updates: Update[], forged = false): Post {
  const body = encode(bodyOf(updates))
  const secret = forged ? `${app.secret}, guessed` : app.secret
  const signature = signatureOf(body, secret)
  return { app, url, body, signature, updates, forged, attempts: [], state: 'under way' }
}

const ANSWER_WITHIN = 20_000

/** Sends it once; returns the HTTP status, 0 where no answer came within 20 s. */
export async function attempt(post: Post, fetch: typeof globalThis.fetch): Promise<number> {
  const { url, body, signature } = post
  const headers = { 'user-agent': 'facebookexternalua', 'x-hub-signature-256': signature }
  return (await postWebhook(fetch, { url, headers, body, patience: ANSWER_WITHIN })) ?? 0
}
