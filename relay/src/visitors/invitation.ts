import type { LiveVisit, TriggerNote } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { RelayError } from '../errors.ts'
import type { MemberPrincipal } from '../http/principal.ts'

/** Milliseconds in which an invitation may come; after that nobody expects an answer to it. */
export const INVITATION_LIFE = 120_000
/** Milliseconds without a page after which an invited visitor is taken for gone. */
const GONE_AFTER = 20_000

/** As long as no page has shown it. */
const UNSEEN: Told['state'][] = ['waiting', 'suppressed', 'gone']

type Told = NonNullable<LiveVisit['invitation']>

/** What a member says to one visit; its id is used by pages as a trigger's is. */
export interface Invitation extends Told {
  id: string
  text: string
  by: MemberPrincipal
  sentAt: number
  /** View it was told to. */
  toldTo?: string
}

export interface Inviting {
  by: MemberPrincipal
  text: string
}

export function createInvitation({ by, text }: Inviting, now: number): Invitation {
  return { id: nanoid(), text, by, sentAt: now, at: now, state: 'waiting' }
}

/** Refuses a visit that was spoken to already. @throws RelayError already_exists */
export function checkInvitable(
  visit: { conversationId: string | undefined; invitation?: Invitation; prompts: number },
  perVisit: number,
): void {
  if (visit.conversationId) throw refused('is in a conversation already: answer there')
  if (visit.invitation) throw refused('was invited already, and nobody is asked twice')
  if (isPrompted(visit.prompts, perVisit)) {
    throw refused('was shown as many prompts as one visit may see')
  }
}

/** Whether a visit was shown as many prompts as it may see. */
export function isPrompted(prompts: number, perVisit: number): boolean {
  return prompts > 0 && prompts >= perVisit
}

/** Whether a page may still show it. */
export function mayCome({ state, sentAt }: Invitation, now: number): boolean {
  return UNSEEN.includes(state) && state !== 'gone' && now - sentAt < INVITATION_LIFE
}

/** Takes down what a page says of it. @returns whether the page showed it, and had not said so before */
export function noteInvitation(invitation: Invitation, note: TriggerNote, now: number): boolean {
  const { did, why } = note
  if (did === 'eligible' || invitation.state === 'closed' || invitation.state === 'accepted') {
    return false
  }
  const first = UNSEEN.includes(invitation.state)
  if (!first && (did === 'suppressed' || did === 'shown')) return false
  Object.assign(invitation, { state: did, at: now, why })
  return first && did !== 'suppressed'
}

/**
 * Gives it up where it can come no more: its visitor is gone, or it took too long.
 * @param pageless milliseconds its visit has had no page; 0 while it has one
 * @returns whether it was given up now
 */
export function giveUp(invitation: Invitation, pageless: number, now: number): boolean {
  const late = now - invitation.sentAt >= INVITATION_LIFE
  if (invitation.state !== 'waiting' || !(late || pageless >= GONE_AFTER)) return false
  Object.assign(invitation, { state: 'gone', at: now })
  return true
}

function refused(why: string): RelayError {
  return new RelayError('already_exists', `This visitor ${why}. Nothing was sent.`)
}
