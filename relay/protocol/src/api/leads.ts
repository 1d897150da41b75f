import * as v from 'valibot'
import { contact } from '../entities.ts'
import { cid, id, timestamp } from '../ids.ts'
import { MAX_VISITOR_TEXT } from '../limits.ts'
import { lineText, plainText } from '../text.ts'
import { email } from './account.ts'

/** A number to call or text: digits with an optional + and the usual separators, kept as typed. */
export const phone = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(30),
  v.regex(/^\+?[\d\s().\-/]+$/, 'is not a phone number'),
  v.check((text) => digits(text) >= 6 && digits(text) <= 15, 'is not a phone number'),
)

function digits(text: string): number {
  return text.replaceAll(/\D/g, '').length
}

const about = {
  name: v.optional(lineText(80)),
  /** Becomes a message of the thread, under its own client id. */
  question: v.optional(v.object({ cid, text: plainText(MAX_VISITOR_TEXT) })),
}

/**
 * What a shopper leaves to be reached at later (POST /widget/v1/:siteKey/leads, as visitor). An
 * address is a label: it opens nothing and joins nothing (T01). The same again changes nothing.
 */
export const leadRequest = v.variant('kind', [
  v.object({ kind: v.literal('email'), value: email, ...about }),
  v.object({ kind: v.literal('phone'), value: phone, ...about }),
])
export type LeadRequest = v.InferOutput<typeof leadRequest>

/** `reachableAt`: what was left, masked, as the thread shows it. */
export const leadAnswer = v.object({ id, reachableAt: v.string() })
export type LeadAnswer = v.InferOutput<typeof leadAnswer>

/** A lead as members see it. */
export const lead = v.object({
  id,
  conversationId: id,
  kind: v.picklist(['email', 'phone']),
  value: v.string(),
  contact,
  createdAt: timestamp,
  /** When a member said it is dealt with. */
  handledAt: v.optional(timestamp),
})
export type Lead = v.InferOutput<typeof lead>

/** Leads nobody dealt with, unless `handled` asks for the others. */
export const leadsQuery = v.object({ handled: v.optional(v.picklist(['0', '1']), '0') })
export const leadsAnswer = v.object({ leads: v.array(lead) })
export type LeadsAnswer = v.InferOutput<typeof leadsAnswer>

export const leadChange = v.strictObject({ handled: v.boolean() })

/**
 * The way back from an e-mail: its link ends in `#loods-resume=CODE`, on the page the chat began on
 * where the shop has named that page's origin as its own, else on the relay's page for the shop's
 * chat, /chat/SITE_KEY. The loader sees the fragment and loads the panel, which takes it out of the
 * address bar, opens, and exchanges the code for a secret of this browser's own (POST
 * /widget/v1/:siteKey/resume, answered as `startAnswer`). The secret opens the same conversation;
 * whatever this browser held before is put aside. The code works for ten minutes from its first use,
 * so that a lost answer can be asked for again; after that, and when it is too old, it is refused as
 * `link_used_or_expired`: the panel says so in a quiet line, and the shopper goes on from there.
 */
export const RESUME_FRAGMENT = 'loods-resume'
/** Days such a link works. */
export const RESUME_DAYS = 30
export const resumeRequest = v.object({
  code: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
})
