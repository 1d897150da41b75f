import { createHash } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Channels } from '../channels/channels.module.ts'
import type { LinkBases } from '../channels/chat-link.ts'
import { loadFile } from '../channels/sending/compose.ts'
import type { Person, UpdateTaker } from '../channels/update.ts'
import type { ConversationService } from '../conversations/conversation.service.ts'
import type { ConversationChanges } from '../conversations/conversation-changes.ts'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { Writer } from '../db/writer.ts'
import type { FileService } from '../files/file.service.ts'
import type { Route } from '../http/route.ts'
import type { LeadService } from '../leads/lead.service.ts'
import type { Limits } from '../limits/limits.ts'
import type { Logger } from '../logger.ts'
import type { MemberService } from '../members/member.service.ts'
import type { OutboxHandler } from '../outbox/handler.ts'
import type { SiteService } from '../sites/site.service.ts'
import { bubbleHandler } from './bubble.handler.ts'
import { createFileKeeper } from './file-keeper.ts'
import { heardHandler, overHandler } from './heard.handler.ts'
import { deleteOld, findPhones } from './phone.repository.ts'
import { phoneRoutes } from './phone.routes.ts'
import { createPhoneService } from './phone.service.ts'
import { createPhoneTaker } from './phone.taker.ts'
import type { PhoneDeps } from './phone-deps.ts'
import { createPhoneLine } from './phone-line.ts'
import { createPhonePeople } from './phone-people.ts'
import type { PhoneSites } from './phone-sites.ts'
import { findSamePhones } from './same-phone.ts'
import { reactHandler, sayHandler } from './say.handler.ts'
import type { ToldChat } from './says.ts'
import { createSenders } from './senders.ts'
import { catchUpHandler, summaryHandler } from './summary.handler.ts'
import { tellHandler } from './tell.handler.ts'
import { failedHandler, keepHandler, knockHandler, readHandler } from './window.handlers.ts'
import { phoneWords } from './words.ts'

const DAY = 86_400_000
/** Milliseconds what was heard is remembered, so that no repeated webhook is taken for new (contract: a week). */
const KEEP_HEARD = 9 * DAY
/** Milliseconds bubbles can be quoted. */
const KEEP_BUBBLES = 30 * DAY
/** Seconds in which somebody we do not know is answered once. */
const STRANGER_ONCE = 3_600

export interface PhonesDeps {
  db: Database
  writer: Writer
  clock: () => number
  log: Logger
  config: { publicUrl: string; serviceWhatsapp: object | undefined; chatLinks: LinkBases }
  limits: Limits
  channels: Channels
  phoneSites: PhoneSites
  sites: SiteService
  members: MemberService
  leads: LeadService
  conversations: ConversationService
  changes: ConversationChanges
  files: FileService
}

/** Members who answer from their own phones. */
export interface Phones {
  taker: UpdateTaker
  handlers: OutboxHandler[]
  routes: Route[]
  /** Forgets what is too old to be quoted or told again. */
  sweep(): Promise<void>
}

export function createPhones(deps: PhonesDeps): Phones {
  const { db, writer, clock, log, config, limits, members, leads, sites } = deps
  const site = sites.byId
  const channels = deps.channels.service
  const hasService = config.serviceWhatsapp !== undefined
  const senders = createSenders({ channels, graph: deps.channels.graph, clock, hasService })
  const { alert: alerts } = deps.channels.templates
  const adapter = deps.channels.adapters.whatsapp
  if (!adapter) throw new Error('nothing here talks for WhatsApp')
  const line = createPhoneLine({ writer, channels, adapter })
  const people = createPhonePeople({
    ...{ db, members, site },
    async ownNumbers(siteId) {
      const own = await channels.of(siteId)
      return own.map(({ address }) => address.replaceAll(/\D/g, ''))
    },
  })
  const phoneDeps: PhoneDeps = {
    ...{ db, writer, clock, people, line, site },
    conversations: deps.conversations,
    changes: deps.changes,
    inboxUrl: `${config.publicUrl}/inbox`,
    phones: (siteId) => findPhones(db.read, siteId),
    chats: (phone, ids) => findChats(deps, phone, ids),
    team: members.list,
    openLead: leads.open,
    leadChats: async (siteId) =>
      (await leads.list(siteId, false)).map(({ conversationId }) => conversationId),
    senderOf: ({ channel_id }) => senders.named(channel_id),
    senderRests: async (phone) => (await line.accountOf(phone))?.state !== 'on',
    outgoingFile: (id) => loadFile(deps.files, id),
    async fetchMedia(phone, media) {
      const from = await line.accountOf(phone)
      return from ? adapter.fetchMedia(from, media) : { outcome: 'gone', why: 'failed' }
    },
    keepFile: createFileKeeper(deps),
    cidOf: (externalId) => createHash('sha256').update(externalId).digest('base64url').slice(0, 11),
    alertTemplate: alerts.approved,
  }
  const onUnsaid = (error: unknown) => log.warn({ error }, 'a phone was not told')
  const phones = createPhoneService({
    ...{ db, writer, clock, members, senders, line, site, onUnsaid },
    chatLinks: config.chatLinks,
    async ensureAlert(channelId) {
      const from = await line.accountOf({ channel_id: channelId })
      if (from) await alerts.ensure(from)
    },
  })
  return {
    taker: createPhoneTaker({ sites: deps.phoneSites, onStranger: answerStranger() }),
    handlers: [
      tellHandler(phoneDeps),
      bubbleHandler(phoneDeps),
      sayHandler(phoneDeps),
      reactHandler(phoneDeps),
      summaryHandler(phoneDeps),
      catchUpHandler(phoneDeps),
      keepHandler(phoneDeps),
      knockHandler(phoneDeps),
      failedHandler(phoneDeps),
      readHandler(phoneDeps),
      heardHandler(phoneDeps),
      overHandler(phoneDeps),
    ],
    routes: phoneRoutes({ phones, limits }),
    sweep: () => writer.run((tx) => deleteOld(tx.db, tx.now - KEEP_HEARD, tx.now - KEEP_BUBBLES)),
  }

  /** Says once an hour to somebody whose phone answers for no shop how that comes about. */
  function answerStranger() {
    const once = new RateLimiterMemory({ points: 1, duration: STRANGER_ONCE })
    return (person: Person, why: 'unknown' | 'dead_code') => {
      const key = person.id ?? person.phone ?? ''
      const { stranger, deadCode } = phoneWords(isDutch(person) ? 'nl' : 'en')
      const text = why === 'unknown' ? stranger : deadCode
      once
        .consume(key)
        .then(
          () => line.tellOnce(null, person, `stranger.${clock()}`, { text }),
          () => undefined,
        )
        .catch(onUnsaid)
    }
  }
}

/** By the country of a number, which also begins the id of whoever hides theirs. */
function isDutch({ phone, id }: Person): boolean {
  return phone === undefined ? id?.startsWith('NL.') === true : phone.startsWith('31')
}

/** Conversations of every shop a phone answers for, in the order of their ids. */
async function findChats(
  { db, conversations, sites }: PhonesDeps,
  phone: Row<'phones'>,
  ids: string[],
): Promise<ToldChat[]> {
  if (ids.length === 0) return []
  const phones = await findSamePhones(db.read, phone)
  const found = new Map<string, ToldChat>()
  for (const { site_id } of phones) {
    const shop = phones.length > 1 && (await sites.byId(site_id)).settings.name
    for (const [id, chat] of await conversations.views(site_id, ids))
      found.set(id, { chat, ...(shop && { shop }) })
  }
  return ids.flatMap((id) => found.get(id) ?? [])
}
