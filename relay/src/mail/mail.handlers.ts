import { unseal } from '../crypto/seal.ts'
import type { Row } from '../db/schema.ts'
import type { Writer } from '../db/writer.ts'
import { SmtpError } from '../egress/smtp.ts'
import type { Panel } from '../hosts/panel.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../outbox/handler.ts'
import type { Site } from '../sites/site.service.ts'
import type { ComposedMail } from './compose.ts'
import {
  alertLetter,
  channelLetter,
  firstReplyLetter,
  invitationLetter,
  leadLetter,
  linkLetter,
  noticeLetter,
  replyLetter,
} from './letters.ts'
import type { Links } from './links.ts'
import { MAIL_PAYLOADS, type MailKind, type MailPayload, SEALED_TOKEN } from './mail.queue.ts'
import type { Mailer } from './mailer.ts'
import type { ReturnLinks } from './return-links.ts'
import { returnPage } from './return-page.ts'
import { takeUnverifiedSlot } from './unverified.ts'

export interface MailHandlerDeps {
  mailer: Mailer
  links: Links
  returnLinks: ReturnLinks
  writer: Writer
  sealKey: Buffer
  site(siteId: string): Promise<Site>
  /** What a message says and who said it; undefined once it is gone or withdrawn. */
  said(
    siteId: string,
    conversationId: string,
    messageId: string,
  ): Promise<{ text: string; by: string | null } | undefined>
  /** What a shopper left to be reached at; undefined once it is gone or dealt with. */
  lead(siteId: string, leadId: string): Promise<{ kind: string; value: string } | undefined>
  /** Address of the page a conversation began on, as the shopper's browser told it. */
  firstPage(siteId: string, conversationId: string): Promise<string | undefined>
  /** The shop's own admin panel, where this address answers from there. */
  panel(siteId: string, to: string): Promise<Pick<Panel, 'at'> | undefined>
  /** Name the shopper of a conversation gave. */
  shopperName(siteId: string, conversationId: string): Promise<string | undefined>
}

/** Places in the inbox that mails lead to. */
const PRIVACY = '/settings/privacy'
const CHANNELS = '/settings/channels'

type OutboxRow = Row<'outbox'>

/** What is to be said to whom; or a word why it is not, for good. */
type Prepared = { to: string; mail: ComposedMail } | { skip: string }

/** Sends what lies in the outbox under `mail.*`. */
export function mailHandlers(deps: MailHandlerDeps): OutboxHandler[] {
  const { links } = deps
  const handler = <K extends MailKind>(
    kind: K,
    prepare: (payload: MailPayload<K>, row: OutboxRow) => Promise<Prepared>,
  ) =>
    defineHandler({
      kind,
      payload: MAIL_PAYLOADS[kind],
      handle: async (row, payload) =>
        deliver(deps.mailer, row, await prepare(payload as MailPayload<K>, row)),
    })
  const token = (payload: { sealedToken: string }) =>
    unseal(deps.sealKey, payload.sealedToken, SEALED_TOKEN)

  return [
    handler('mail.invitation', async (payload, row) => {
      const url = links.invitation(token(payload))
      return toStranger(deps, row, {
        to: payload.to,
        mail: invitationLetter(payload.language, { ...payload, url }),
      })
    }),
    handler('mail.reset', async (payload) => ({
      to: payload.to,
      mail: linkLetter(payload.language, 'reset', links.reset(token(payload))),
    })),
    handler('mail.sign-up', (payload, row) =>
      toStranger(deps, row, {
        to: payload.to,
        mail: linkLetter(payload.language, 'signUp', links.signUp(token(payload))),
      }),
    ),
    handler('mail.email', (payload, row) =>
      toStranger(deps, row, {
        to: payload.to,
        mail: linkLetter(payload.language, 'email', links.email(token(payload))),
      }),
    ),
    handler('mail.notice', async ({ to, language, notice, siteId }) => {
      const panel = siteId === undefined ? undefined : await deps.panel(siteId, to)
      const path = notice === 'dataAsked' ? PRIVACY : '/'
      const url = panel?.at(path) ?? links.inbox()
      return { to, mail: noticeLetter(language, notice, url) }
    }),
    handler('mail.alert', (payload, row) => prepareAlert(deps, payload, row)),
    handler('mail.lead', (payload, row) => prepareLead(deps, payload, row)),
    handler('mail.channel', async ({ to, language, channel, code, endsAt }, row) => {
      const { settings } = await deps.site(row.site_id)
      const panel = await deps.panel(row.site_id, to)
      const url = panel?.at(CHANNELS) ?? links.channels(row.site_id)
      const letter = { shop: settings.name, channel, code, endsAt, url }
      return { to, mail: channelLetter(language, letter) }
    }),
    handler('mail.reply', (payload, row) => prepareReply(deps, payload, row)),
  ]
}

async function prepareAlert(
  deps: MailHandlerDeps,
  { to, language, ...alert }: MailPayload<'mail.alert'>,
  row: OutboxRow,
): Promise<Prepared> {
  const message = await deps.said(row.site_id, alert.conversationId, alert.messageId)
  if (!message) return { skip: 'the message is gone' }
  const { settings } = await deps.site(row.site_id)
  const mail = alertLetter(language, {
    shop: settings.name,
    who: await deps.shopperName(row.site_id, alert.conversationId),
    waitedSeconds: alert.waitedSeconds,
    text: message.text,
    url: await conversationUrl(deps, row.site_id, alert.conversationId, to),
  })
  return { to, mail }
}

async function prepareLead(
  deps: MailHandlerDeps,
  { to, language, conversationId, leadId }: MailPayload<'mail.lead'>,
  row: OutboxRow,
): Promise<Prepared> {
  const lead = await deps.lead(row.site_id, leadId)
  if (!lead) return { skip: 'the lead is gone or dealt with' }
  const { settings } = await deps.site(row.site_id)
  const mail = leadLetter(language, {
    shop: settings.name,
    who: await deps.shopperName(row.site_id, conversationId),
    kind: lead.kind === 'phone' ? 'phone' : 'email',
    value: lead.value,
    url: await conversationUrl(deps, row.site_id, conversationId, to),
  })
  return { to, mail }
}

/** Where whoever gets the mail opens a conversation. */
async function conversationUrl(
  { panel, links }: MailHandlerDeps,
  siteId: string,
  conversationId: string,
  to: string,
): Promise<string> {
  const own = await panel(siteId, to)
  return own?.at(`/c/${conversationId}`) ?? links.conversation(siteId, conversationId)
}

async function prepareReply(
  deps: MailHandlerDeps,
  { to, language, ...reply }: MailPayload<'mail.reply'>,
  row: OutboxRow,
): Promise<Prepared> {
  const words = await replyWords(deps, row.site_id, reply)
  if (!words) return { skip: 'the messages are gone' }
  const site = await deps.site(row.site_id)
  const shop = site.settings.name
  const { conversationId, contactId } = reply
  const code = await deps.returnLinks.mint({ siteId: site.id, conversationId, to })
  const page = returnPage(site.settings, await deps.firstPage(site.id, conversationId))
  const url = deps.links.thread(site.key, code, page)
  if (!(await deps.returnLinks.isProven(site.id, contactId, to))) {
    return toStranger(deps, row, { to, mail: firstReplyLetter(language, { shop, url }) })
  }
  const mail = replyLetter(language, { shop, who: words.by ?? shop, text: words.text, url })
  return { to, mail }
}

/** What was replied, oldest first, by the name of whoever spoke last; undefined when nothing is left. */
async function replyWords(
  deps: MailHandlerDeps,
  siteId: string,
  { conversationId, messageIds }: Pick<MailPayload<'mail.reply'>, 'conversationId' | 'messageIds'>,
): Promise<{ text: string; by: string | null } | undefined> {
  const found = await Promise.all(messageIds.map((id) => deps.said(siteId, conversationId, id)))
  const said = found.filter((one) => one !== undefined)
  const last = said.at(-1)
  return last && { text: said.map(({ text }) => text).join('\n\n'), by: last.by }
}

/** Mail to an address nobody has proven is let through seldom (T71). */
async function toStranger(
  deps: MailHandlerDeps,
  row: OutboxRow,
  prepared: { to: string; mail: ComposedMail },
): Promise<Prepared> {
  const addressHash = deps.returnLinks.addressHash(prepared.to)
  const slot = { id: row.id, siteId: row.site_id, addressHash }
  const free = await deps.writer.run((tx) => takeUnverifiedSlot(tx, slot))
  return free ? prepared : { skip: 'this address got a mail of ours lately' }
}

async function deliver(mailer: Mailer, row: OutboxRow, prepared: Prepared): Promise<OutboxResult> {
  if ('skip' in prepared) return { outcome: 'cancel', reason: prepared.skip }
  try {
    await mailer.send(row.id, prepared.to, prepared.mail)
    return { outcome: 'done' }
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error
    const reason = `mail server: ${error.code}`
    return error.permanent ? { outcome: 'dead', reason } : { outcome: 'retry', reason }
  }
}
