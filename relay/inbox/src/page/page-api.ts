import type { setUpRequest, signInRequest, TokenAnswer } from '@loods/protocol'
import type * as v from 'valibot'
import { callAsPage } from '../api/client.ts'

/** What the relay's own page asks with its cookie. Every function @throws ApiError. */
export function getToken(): Promise<TokenAnswer> {
  return callAsPage('/api/session/token', {})
}

export function signIn(body: v.InferInput<typeof signInRequest>): Promise<void> {
  return callAsPage('/api/session', body)
}

export function signOut(): Promise<void> {
  return callAsPage('/api/session', {}, 'DELETE')
}

export function setUp(body: v.InferInput<typeof setUpRequest>): Promise<void> {
  return callAsPage('/api/set-up', body)
}
