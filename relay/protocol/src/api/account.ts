import * as v from 'valibot'
import { language, role } from '../entities.ts'
import { id, timestamp } from '../ids.ts'
import { siteSettings } from '../settings.ts'
import { lineText } from '../text.ts'

/** An e-mail address as a label: one @, no spaces; whether it works is known when mail arrives. */
export const email = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(254),
  v.regex(/^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;]+$/, 'is not an e-mail address'),
  v.transform((text) => text.toLowerCase()),
)

/** Characters of a password, at least and at most. */
export const MIN_PASSWORD = 10
export const MAX_PASSWORD = 128

/** A password somebody typed. Whether it may be chosen is the relay's to say (`weak_password`). */
export const password = v.pipe(
  v.string(),
  v.check((text) => text.isWellFormed(), 'holds characters that are not text'),
  v.maxLength(MAX_PASSWORD),
)

/** Secret of a link, from the part of its address after `#`. */
const linkToken = v.pipe(v.string(), v.minLength(20), v.maxLength(100))

const { timeZone } = siteSettings.entries

/** What the page before signing in offers. */
export const entryAnswer = v.object({
  /** Nobody owns this relay yet: the relay's log holds the link. */
  needsSetUp: v.boolean(),
  /** Anybody may make an account and a shop (SIGNUP=open, with a mail server). */
  signUp: v.boolean(),
  /** The relay can send mail; without, an admin helps whoever lost a password. */
  mail: v.boolean(),
})
export type EntryAnswer = v.InferOutput<typeof entryAnswer>

/** The first owner, with the link the relay printed. */
export const setUpRequest = v.strictObject({
  token: linkToken,
  name: lineText(80),
  email,
  password,
  siteName: lineText(80),
  language,
  timeZone,
})

/** Asks for an account: a link comes by mail, and nothing is made before it is used. */
export const signUpRequest = v.strictObject({ email, language })

/** A link for somebody to open a shop with, shown this once. */
export const signUpInviteAnswer = v.object({ url: v.string(), mailed: v.boolean() })

/** Who already has an account gives its password and gets another shop. */
export const signUpCompleteRequest = v.strictObject({
  token: linkToken,
  name: lineText(80),
  password,
  siteName: lineText(80),
  language,
  timeZone,
})

export const signInRequest = v.strictObject({ email, password })

export const tokenAnswer = v.object({ token: v.string(), expiresAt: timestamp })
export type TokenAnswer = v.InferOutput<typeof tokenAnswer>

/** Where one arrives after set-up, sign-up or an invitation. */
export const arrivalAnswer = v.object({ siteId: id })

export const meAnswer = v.object({
  accountId: id,
  name: v.string(),
  email: v.string(),
  language,
  sites: v.array(v.object({ siteId: id, memberId: id, role, name: v.string(), key: v.string() })),
})
export type MeAnswer = v.InferOutput<typeof meAnswer>

export const profileChange = v.strictObject({
  name: v.optional(lineText(80)),
  language: v.optional(language),
})
export type ProfileChange = v.InferOutput<typeof profileChange>

export const emailChangeRequest = v.strictObject({ email, password })
export const emailChangeAnswer = v.object({
  /** False while a link in a mail to the new address waits to be opened. */
  changed: v.boolean(),
})
export type EmailChangeAnswer = v.InferOutput<typeof emailChangeAnswer>

/** A link's secret alone. */
export const tokenRequest = v.strictObject({ token: linkToken })

export const passwordChangeRequest = v.strictObject({ current: password, next: password })
export const passwordResetRequest = v.strictObject({ email })
export const passwordResetCompleteRequest = v.strictObject({ token: linkToken, password })

/** A browser somebody is signed in with. */
export const session = v.object({
  id,
  /** Browser and system, such as "Firefox, Android"; empty when it did not say. */
  device: v.string(),
  createdAt: timestamp,
  lastSeenAt: timestamp,
  /** The one that asks. */
  current: v.boolean(),
})
export type Session = v.InferOutput<typeof session>
export const sessionsAnswer = v.object({ sessions: v.array(session) })
export type SessionsAnswer = v.InferOutput<typeof sessionsAnswer>
