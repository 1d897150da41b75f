import * as v from 'valibot'
import type { Row } from '../db/schema.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../outbox/handler.ts'
import { retryLater } from './bubble.handler.ts'
import type { PhoneDeps } from './phone-deps.ts'
import type { Told } from './phone-line.ts'
import type { Owned } from './phone-people.ts'
import { composeSay, type Say, type SayContext, say } from './says.ts'
import { phoneWords } from './words.ts'

/** What says to a member that their message went on. */
const CHECK = '✅'

/** Says something to a member: an answer to what they wrote, a question, a welcome. */
export function sayHandler(deps: PhoneDeps): OutboxHandler {
  return defineHandler({
    kind: 'phone.say',
    payload: v.object({ phoneId: v.string(), say }),
    async handle(row, payload) {
      const owned = await deps.people.owned(payload.phoneId)
      if (!owned) return GONE
      const content = composeSay(payload.say, await contextOf(deps, owned, payload.say))
      const ref = `p.${owned.phone.id}.${row.id}`
      const told = await deps.line.tell(owned.phone, { ref, conversationId: null }, content)
      return resultOf(row, told)
    },
  })
}

/** Confirms a member's message by a check mark on it. */
export function reactHandler(deps: PhoneDeps): OutboxHandler {
  return defineHandler({
    kind: 'phone.react',
    payload: v.object({ phoneId: v.string(), target: v.string() }),
    async handle(row, { phoneId, target }) {
      const owned = await deps.people.owned(phoneId)
      if (!owned) return GONE
      const ref = `p.${phoneId}.${row.id}`
      return resultOf(row, await deps.line.react(owned.phone, ref, target, CHECK))
    },
  })
}

const GONE: OutboxResult = { outcome: 'cancel', reason: 'the phone was forgotten' }

/** Words of ours that cannot be said are let go: what they are about is done or kept elsewhere. */
export function resultOf(row: Row<'outbox'>, told: Told): OutboxResult {
  switch (told.outcome) {
    case 'out':
      return { outcome: 'done' }
    case 'full':
      return { outcome: 'wait', afterMs: told.waitMs, reason: 'the phone takes no more just now' }
    case 'wait':
      return told
    case 'later':
      return retryLater(row, told)
    case 'refused':
      return { outcome: 'cancel', reason: told.failure.code }
    case 'closed':
    case 'stopped':
      return { outcome: 'cancel', reason: told.outcome }
  }
}

async function contextOf(
  deps: PhoneDeps,
  { phone, owner, site }: Owned,
  { chats = [], code }: Say,
): Promise<SayContext> {
  return {
    language: owner.language,
    timeZone: site.settings.timeZone,
    shop: site.settings.name,
    chats: await deps.chats(phone, chats),
    team: code === 'team' ? await teamOf(deps, { phone, owner, site }) : [],
    sender: (await deps.senderOf(phone))?.address ?? '',
  }
}

/** Who is on the team, and where they answer, a line each. */
async function teamOf(deps: PhoneDeps, { phone, owner }: Owned): Promise<string[]> {
  const words = phoneWords(owner.language)
  const team = await deps.team(phone.site_id)
  return team.map(({ id, name, online, phone: state }) => {
    const places = [
      online && words.inTheInbox,
      state === 'on' && words.onWhatsapp,
      state === 'away' && words.isAway,
    ].filter(Boolean)
    const you = id === owner.memberId ? ` (${words.you})` : ''
    return `• ${name}${you}: ${places.join(', ') || words.isOff}`
  })
}
