import { channelTroubleCode, language, role } from '@loods/protocol'
import { nanoid } from 'nanoid'
import * as v from 'valibot'
import { seal } from '../crypto/seal.ts'
import type { WriteTx } from '../db/writer.ts'
import { enqueue, outboxRow } from '../outbox/outbox-row.ts'
import { NO_SITE } from './unverified.ts'

/** The recipient is fixed here and looked up nowhere else (T73). */
const recipient = { to: v.string(), language }
/** The token is sealed: a copy of the database opens nothing. */
const withLink = { ...recipient, sealedToken: v.string() }

/** What each kind of mail is made from. */
export const MAIL_PAYLOADS = {
  'mail.invitation': v.object({ ...withLink, shop: v.string(), who: v.string(), role }),
  'mail.reset': v.object(withLink),
  'mail.sign-up': v.object(withLink),
  'mail.email': v.object(withLink),
  'mail.notice': v.object({
    ...recipient,
    /** The shop it is about, where it is about one that is still there. */
    siteId: v.optional(v.string()),
    notice: v.picklist([
      'password',
      'email',
      'shopAsks',
      'shopLinked',
      'shopMoved',
      'shopErased',
      'appToOpen',
      'dataAsked',
    ]),
  }),
  /** To a member: somebody waits. */
  'mail.alert': v.object({
    ...recipient,
    conversationId: v.string(),
    messageId: v.string(),
    waitedSeconds: v.number(),
  }),
  /** To a member: somebody left an address or number. */
  'mail.lead': v.object({ ...recipient, conversationId: v.string(), leadId: v.string() }),
  /** To who can put it right: a channel is in trouble. */
  'mail.channel': v.object({
    ...recipient,
    channel: v.string(),
    code: channelTroubleCode,
    endsAt: v.optional(v.number()),
  }),
  /** To a shopper who has gone: members answered, in these messages. */
  'mail.reply': v.object({
    ...recipient,
    conversationId: v.string(),
    contactId: v.string(),
    messageIds: v.pipe(v.array(v.string()), v.minLength(1)),
  }),
} as const

export type MailKind = keyof typeof MAIL_PAYLOADS
export type MailPayload<K extends MailKind> = v.InferOutput<(typeof MAIL_PAYLOADS)[K]>

/** Puts mails in the outbox, in the transaction of what they tell of. Without a mail server: nothing. */
export interface MailQueue {
  /** Whether mails leave at all. */
  readonly configured: boolean
  add<K extends MailKind>(
    tx: WriteTx,
    mail: { kind: K; siteId?: string; payload: MailPayload<K> },
  ): Promise<void>
  /** Seals a link's token for a payload. */
  seal(token: string): string
}

/** What a sealed token belongs to. */
export const SEALED_TOKEN = 'outbox token'

export function createMailQueue(deps: { configured: boolean; sealKey: Buffer }): MailQueue {
  return {
    configured: deps.configured,
    async add(tx, { kind, siteId = NO_SITE, payload }) {
      if (!deps.configured) return
      const row = outboxRow({
        siteId,
        ...('conversationId' in payload && { conversationId: payload.conversationId }),
        kind,
        lane: `mail ${nanoid()}`,
        place: 0,
        payload,
        now: tx.now,
      })
      await enqueue(tx, [row])
    },
    seal: (token) => seal(deps.sealKey, token, SEALED_TOKEN),
  }
}
