import type { Conversation, Message } from '@loods/protocol'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { planOutbox } from '../alerts/plan.ts'
import type { ChannelAccount } from '../channels/account.ts'
import { createArrival } from '../channels/arrival/arrival.ts'
import { createTakeAlong } from '../channels/handover/take-along.ts'
import type { ChannelUpdate, MessageUpdate, Person } from '../channels/update.ts'
import type { AppContext } from '../context.ts'
import type { DialectName } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import { createLimits } from '../limits/limits.ts'
import { type ChannelTalk, startChannelTalk } from './channel-talk.ts'
import { dialectEnv } from './test-storage.ts'

/** Somebody who goes by all that networks tell. */
export type Somebody = Required<Pick<Person, 'phone' | 'id' | 'name'>>

/** What networks tell, told to the relay without them, and what became of it. */
export interface Arrivals {
  /** Somebody nobody knows yet. */
  somebody(): Somebody
  take(update: ChannelUpdate, to?: ChannelAccount): Promise<boolean>
  text(person: Person, words: string, more?: Partial<MessageUpdate>): MessageUpdate
  identities(...people: Person[]): Promise<Row<'identities'>[]>
  /** Conversations of everybody these are. */
  conversations(...people: Person[]): Promise<Conversation[]>
  only(person: Person): Promise<Conversation>
  messages(conversationId: string): Promise<Message[]>
  texts(conversationId: string): Promise<string[]>
  outbox(kind: string, conversationId: string): Promise<Row<'outbox'>[]>
}

let count = 0

/** @param context the process that is told, where another one shares the storage */
export function openArrivals(
  stage: ChannelTalk,
  context: AppContext = stage.relay.context,
): Arrivals {
  const { writer, channels, files, conversations, db } = context
  const { siteId } = stage.whatsapp
  const site = context.sites.byId
  const takeAlong = createTakeAlong({ plan: planOutbox, limits: createLimits(), site })
  const taker = createArrival({ plan: planOutbox, channels, files, takeAlong })
  const arrivals: Arrivals = {
    somebody() {
      count += 1
      return { phone: `3161234${1_000 + count}`, id: `NL.anna${count}`, name: 'Anna de Vries' }
    },
    take: (update, to = stage.whatsapp) => writer.run((tx) => taker(tx, to, update)),
    text(person, words, more = {}) {
      count += 1
      return {
        type: 'message',
        externalId: `wamid.${count}=`,
        person,
        sentAt: stage.graph.time.now(),
        content: { text: words },
        ...more,
      }
    },
    identities(...people) {
      const names = people.flatMap(({ phone, id }) => [phone, id, `${stage.page.id} ${id}`])
      return db.read
        .selectFrom('identities')
        .selectAll()
        .where(
          'value',
          'in',
          names.filter((name) => name !== undefined),
        )
        .orderBy('value')
        .execute()
    },
    async conversations(...people) {
      const rows = await arrivals.identities(...people)
      const lists = [...new Set(rows.map((row) => row.contact_id))].map((contactId) =>
        conversations.list(siteId, { contactId, limit: 100 }),
      )
      return (await Promise.all(lists)).flat()
    },
    async only(person) {
      const all = await arrivals.conversations(person)
      expect(all).toHaveLength(1)
      return all[0] as Conversation
    },
    async messages(conversationId) {
      const page = { limit: 200, audience: 'members' as const }
      return (await conversations.history(siteId, conversationId, page)).messages
    },
    texts: async (conversationId) =>
      (await arrivals.messages(conversationId)).flatMap(({ kind, text }) =>
        kind === 'text' ? [text] : [],
      ),
    outbox: (kind, conversationId) =>
      db.read
        .selectFrom('outbox')
        .selectAll()
        .where('kind', '=', kind)
        .where('conversation_id', '=', conversationId)
        .execute(),
  }
  return arrivals
}

/** What a test of arrivals begins with. */
export interface ArrivalScene {
  stage: ChannelTalk
  arrivals: Arrivals
  /** Somebody new in each test. */
  anna: Somebody
}

/** Gives each test of the suite this is called in its scene; they share a relay. */
export function playOn(dialect: DialectName, begin: (scene: ArrivalScene) => void): void {
  let stage: ChannelTalk
  let arrivals: Arrivals
  beforeAll(async () => {
    stage = await startChannelTalk({ env: await dialectEnv(dialect) })
    arrivals = openArrivals(stage)
  })
  afterAll(() => stage[Symbol.asyncDispose]())
  beforeEach(async () => {
    await stage.talk.renew()
    begin({ stage, arrivals, anna: arrivals.somebody() })
  })
}
