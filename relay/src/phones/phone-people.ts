import type { Conversation } from '@loods/protocol'
import type { ConversationService } from '../conversations/conversation.service.ts'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { MemberPrincipal } from '../http/principal.ts'
import type { MemberService, Person } from '../members/member.service.ts'
import type { Site } from '../sites/site.service.ts'
import { findPhone, findPhones } from './phone.repository.ts'
import { settingsOf } from './phone-settings.ts'
import { quietUntil } from './quiet.ts'

/** A phone with its owner and the shop it answers for. */
export interface Owned {
  phone: Row<'phones'>
  owner: Person
  site: Site
}

/** Who owns which phone, and whose phone hears of a conversation. */
export interface PhonePeople {
  /** Undefined once the phone is forgotten or its owner left. */
  owned(phoneId: string): Promise<Owned | undefined>
  /**
   * Phones that hear of a conversation: its member's own, else those of everybody who is there. In
   * quiet hours a phone is one of them too: what waits comes when they are over.
   * @param back a phone whose owner is on the way back
   */
  hearing(conversation: Conversation, siteId: string, back?: string): Promise<Row<'phones'>[]>
}

export function createPhonePeople(deps: {
  db: Database
  members: MemberService
  site(siteId: string): Promise<Site>
  /** Digits of the numbers a shop has on the same networks: their chats are on those phones already. */
  ownNumbers(siteId: string): Promise<string[]>
}): PhonePeople {
  const { db, members } = deps
  return {
    async owned(phoneId) {
      const phone = await findPhone(db.read, phoneId)
      if (!phone) return undefined
      const people = await members.people(phone.site_id)
      const owner = people.find(({ memberId }) => memberId === phone.member_id)
      return owner && { phone, owner, site: await deps.site(phone.site_id) }
    },
    async hearing(conversation, siteId, back) {
      const phones = (await findPhones(db.read, siteId)).filter(
        ({ id, state }) => state !== 'away' || id === back,
      )
      const numbers = conversation.channel === 'whatsapp' ? await deps.ownNumbers(siteId) : []
      const wanted = phones.filter(
        (phone) =>
          !(phone.phone !== null && numbers.includes(phone.phone)) &&
          (conversation.channel === 'web' || settingsOf(phone).chats !== 'web'),
      )
      const own = wanted.filter(({ member_id }) => member_id === conversation.assigneeId)
      return own.length > 0 ? own : wanted
    },
  }
}

/** Until when a phone is to be left alone, if it is now. */
export function restsUntil({ phone, site }: Owned, now: number): number | undefined {
  return quietUntil(settingsOf(phone).quiet, site.settings.timeZone, now)
}

/** A member who writes from their phone, as whoever writes from anywhere. */
export function principalOf({ phone, owner }: Owned): MemberPrincipal {
  return {
    kind: 'member',
    siteId: phone.site_id,
    memberId: owner.memberId,
    accountId: owner.accountId,
    sessionId: `phone ${phone.id}`,
    role: owner.role,
    name: owner.name,
  }
}

/** Everything said in a thread after a place, oldest first. */
export async function messagesAfter(
  conversations: ConversationService,
  siteId: string,
  conversationId: string,
  from: number,
) {
  let { messages, more } = await conversations.history(siteId, conversationId, PAGE)
  while (more && (messages[0]?.seq ?? 0) > from + 1) {
    const page = { ...PAGE, before: messages[0]?.seq }
    const earlier = await conversations.history(siteId, conversationId, page)
    messages = [...earlier.messages, ...messages]
    more = earlier.more
  }
  return messages.filter(({ seq }) => seq > from)
}

const PAGE = { limit: 50, audience: 'all' } as const
