import type {
  EntryAnswer,
  InvitationLookAnswer,
  invitationAcceptRequest,
  passwordResetCompleteRequest,
  setUpRequest,
  signInRequest,
  signUpCompleteRequest,
  signUpRequest,
  TokenAnswer,
} from '@loods/protocol'
import type * as v from 'valibot'
import { callAsPage } from '../api/client.ts'

export type Entry = EntryAnswer

/** What the relay's own page asks with its cookie. Every function @throws ApiError. */
export function getToken(): Promise<TokenAnswer> {
  return callAsPage('/api/session/token', {})
}

/** Which ways in there are. */
export async function askEntry(): Promise<Entry> {
  return (await fetch('/api/entry')).json()
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

export function askSignUp(body: v.InferInput<typeof signUpRequest>): Promise<void> {
  return callAsPage('/api/sign-up', body)
}

export function completeSignUp(body: v.InferInput<typeof signUpCompleteRequest>): Promise<void> {
  return callAsPage('/api/sign-up/complete', body)
}

export function askReset(email: string): Promise<void> {
  return callAsPage('/api/password-reset', { email })
}

export function completeReset(
  body: v.InferInput<typeof passwordResetCompleteRequest>,
): Promise<void> {
  return callAsPage('/api/password-reset/complete', body)
}

export function lookAtInvitation(token: string): Promise<InvitationLookAnswer> {
  return callAsPage('/api/invitations/look', { token })
}

export function acceptInvitation(
  body: v.InferInput<typeof invitationAcceptRequest>,
): Promise<void> {
  return callAsPage('/api/invitations/accept', body)
}

export function confirmEmail(token: string): Promise<void> {
  return callAsPage('/api/email-confirmation', { token })
}

export function signInPhone(token: string): Promise<void> {
  return callAsPage('/api/session/phone', { token })
}

/** IANA name of this browser's time zone. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}
