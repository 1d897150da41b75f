import type { ChannelAccount } from '../../relay/src/channels/account.ts'
import type { Content, MessageUpdate, Person } from '../../relay/src/channels/update.ts'
import { tellMembersOf } from '../../relay/src/conversations/channel-side.ts'
import { openArrivals } from '../../relay/src/testing/arrivals.ts'
import type { ChannelTalk } from '../../relay/src/testing/channel-talk.ts'

/** A shopper on a channel, whose messages come as if the network had told of them. */
export interface ChannelShopper {
  /** Says something; gives what the network calls it. */
  says(content: Content | string, more?: Partial<MessageUpdate>): Promise<string>
  /** Their conversation, once they said something. */
  conversationId(): Promise<string>
  /** Puts an emoji under what the network calls so; the shop does as an echo. */
  reacts(target: string, emoji: string, more?: { echo: true }): Promise<void>
  /** Has the window close at this moment; members' screens hear of it unless they are not `told`. */
  windowUntil(at: number, told?: boolean): Promise<void>
}

let count = 0

export function channelShopper(
  stage: ChannelTalk,
  channel: ChannelAccount,
  person: Person,
): ChannelShopper {
  const { relay, graph } = stage
  const { db, writer } = relay.context
  const { take } = openArrivals(stage)

  async function conversationId(): Promise<string> {
    const row = await db.read
      .selectFrom('channel_threads')
      .select('conversation_id')
      .where('channel_id', '=', channel.id)
      .where((is) =>
        is.or([is('phone', '=', person.phone ?? ''), is('person_id', '=', person.id ?? '')]),
      )
      .executeTakeFirstOrThrow()
    return row.conversation_id
  }

  return {
    conversationId,
    async says(content, more = {}) {
      count += 1
      const externalId = `wamid.sample${count}=`
      const update: MessageUpdate = {
        type: 'message',
        externalId,
        person,
        sentAt: graph.time.now(),
        content: typeof content === 'string' ? { text: content } : content,
        ...more,
      }
      await take(update, channel)
      return externalId
    },
    async reacts(target, emoji, more) {
      const at = graph.time.now()
      await take({ type: 'reaction', person, target, emoji, at, ...more }, channel)
    },
    async windowUntil(at, told = true) {
      const id = await conversationId()
      await writer.run(async (tx) => {
        await tx.db
          .updateTable('channel_threads')
          .set({ window_until: at, last_inbound_at: at - 86_400_000 })
          .where('conversation_id', '=', id)
          .execute()
        if (!told) return
        await tx.db
          .updateTable('conversations')
          .set(({ eb }) => ({ rev: eb('rev', '+', 1) }))
          .where('id', '=', id)
          .execute()
        tellMembersOf(tx, channel.siteId, id)
      })
    },
  }
}
