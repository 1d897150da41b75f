import * as v from 'valibot'
import { language, member, role } from '../entities.ts'
import { id, timestamp } from '../ids.ts'
import { lineText } from '../text.ts'
import { email, password, tokenRequest } from './account.ts'

export const membersAnswer = v.object({ members: v.array(member) })
export type MembersAnswer = v.InferOutput<typeof membersAnswer>

export const memberChange = v.strictObject({ role })
export type MemberChange = v.InferOutput<typeof memberChange>

/** Somebody asked to join, who has not answered yet. */
export const invitation = v.object({
  id,
  email: v.string(),
  role,
  invitedBy: v.string(),
  createdAt: timestamp,
  expiresAt: timestamp,
})
export type Invitation = v.InferOutput<typeof invitation>
export const invitationsAnswer = v.object({ invitations: v.array(invitation) })
export type InvitationsAnswer = v.InferOutput<typeof invitationsAnswer>

/** Inviting the same address again takes back the earlier link. */
export const inviteRequest = v.strictObject({
  email,
  role,
  /** Of the mail; the shop's own when left out. */
  language: v.optional(language),
})
export const inviteAnswer = v.object({
  invitation,
  /** The link, shown this once: to copy into any message. */
  url: v.string(),
  /** Whether a mail with the link is on its way too. */
  mailed: v.boolean(),
})
export type InviteAnswer = v.InferOutput<typeof inviteAnswer>

export const invitationLookRequest = tokenRequest
/** What the page of an invitation shows and asks for. */
export const invitationLookAnswer = v.object({
  shop: v.string(),
  role,
  email: v.string(),
  invitedBy: v.string(),
  /** True: sign in with the password of that account; false: choose a name and password. */
  hasAccount: v.boolean(),
})
export type InvitationLookAnswer = v.InferOutput<typeof invitationLookAnswer>

export const invitationAcceptRequest = v.strictObject({
  ...tokenRequest.entries,
  password,
  /** For a new account. */
  name: v.optional(lineText(80)),
  language: v.optional(language),
})
