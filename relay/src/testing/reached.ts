import type { ChannelKind } from '../channels/account.ts'
import type { Outgoing, SendResult } from '../channels/adapter.ts'
import type { ChannelTalk } from './channel-talk.ts'

const DAY = 86_400_000

/** A conversation whose shopper wrote on another network just now, without the network having a hand in it. */
export async function reachedOn(stage: ChannelTalk, kind: ChannelKind): Promise<string> {
  const { conversationId } = await stage.talk.shopper('Hallo')
  const channel = stage[kind]
  await stage.relay.context.writer.run(async (tx) => {
    const { contact_id } = await tx.db
      .updateTable('conversations')
      .set({ channel: kind })
      .where('id', '=', conversationId)
      .returning('contact_id')
      .executeTakeFirstOrThrow()
    await tx.db
      .insertInto('channel_threads')
      .values({
        site_id: channel.siteId,
        channel_id: channel.id,
        contact_id,
        conversation_id: conversationId,
        phone: kind === 'whatsapp' ? (stage.anna.phone ?? null) : null,
        person_id: kind === 'messenger' ? 'psid' : null,
        username: null,
        last_inbound_at: tx.now,
        last_external_id: 'wamid.in',
        window_until: tx.now + DAY,
        created_at: tx.now,
      })
      .execute()
  })
  return conversationId
}

/** A network that answers as it is told, and remembers what it was given. */
export interface StubbornNetwork {
  given: Outgoing[]
  /** Answers to come, first to last; after them everything is taken. */
  answers: SendResult[]
  /** Reactions it was brought, and answers to come. */
  reacted: Array<[target: string, emoji: string]>
  reactions: SendResult[]
}

/** Puts a network in the place of the real one. */
export function stubborn(stage: ChannelTalk, kind: ChannelKind): StubbornNetwork {
  const network: StubbornNetwork = { given: [], answers: [], reacted: [], reactions: [] }
  const take = (): SendResult => ({ outcome: 'taken', externalId: `wamid.${network.given.length}` })
  stage.relay.context.adapters[kind] = {
    kind,
    read: () => [],
    parts: (message) =>
      (message.text?.split('|') ?? ['']).map((text, n) => ({
        ...message,
        text,
        ref: n === 0 ? message.ref : `${message.ref}.${n + 1}`,
      })),
    async send(_, message) {
      network.given.push(message)
      return network.answers.shift() ?? take()
    },
    async react(_, __, target, emoji) {
      network.reacted.push([target, emoji])
      return network.reactions.shift() ?? take()
    },
    markRead: async () => take(),
    fetchMedia: async () => ({ outcome: 'gone', why: 'failed' }),
  }
  return network
}
