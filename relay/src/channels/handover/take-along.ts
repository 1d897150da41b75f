import { nanoid } from 'nanoid'
import { redeemCode } from '../../accounts/one-time-codes.ts'
import { append, type OutboxPlanner } from '../../conversations/append.ts'
import { closeQuietly, readConversation } from '../../conversations/channel-side.ts'
import { appendLines } from '../../conversations/line.ts'
import { shopperLanguage } from '../../conversations/shopper-language.ts'
import type { Row } from '../../db/schema.ts'
import type { WriteTx } from '../../db/writer.ts'
import { RelayError } from '../../errors.ts'
import type { Limits } from '../../limits/limits.ts'
import type { Site } from '../../sites/site.service.ts'
import type { ChannelAccount } from '../account.ts'
import { joinContacts } from '../join-contacts.ts'
import { findThread, insertThread, updateThread } from '../thread.repository.ts'
import type { Content, Person } from '../update.ts'
import { codeInText, codeInToken, contentBeside } from './code-in.ts'
import { wordsOf } from './words.ts'

export interface TakeAlongDeps {
  plan: OutboxPlanner
  limits: Pick<Limits, 'handoverCode' | 'handedOver'>
  site(siteId: string): Promise<Site>
}

/** Somebody who arrived over a channel, and what they brought. */
export interface Arrived {
  contactId: string
  person: Person
  content: Content
  /** What the link they came by carried. */
  token?: string | undefined
}

/** What came of a code. */
export interface Taken {
  /** Who they are now. */
  contactId: string
  /** What they said beside the code; undefined where that is nothing. */
  content: Content | undefined
  /** Says so in the thread, before what they said. */
  announce(conversationId: string): Promise<void>
  /** Answers them over the channel, after it. */
  confirm(conversationId: string): Promise<void>
}

/**
 * Lets a chat of the shop's page go on where its shopper brought its code, inside an open
 * transaction: who they are there and here is one person from then on, and the chat is their thread
 * there. Where the shop vouches for two different customers nothing is joined. Nothing of what was
 * said before goes to the network.
 * @returns undefined where there is no code, or none that works
 */
export type TakeAlong = (
  tx: WriteTx,
  to: ChannelAccount,
  arrived: Arrived,
) => Promise<Taken | undefined>

export function createTakeAlong(deps: TakeAlongDeps): TakeAlong {
  return async (tx, to, arrived) => {
    const found = codeOf(arrived)
    const chat = found && (await redeem(tx, deps.limits, to, arrived.contactId, found.code))
    if (!chat) return undefined
    const joined = await joinContacts(tx, to.siteId, chat.contact_id, arrived.contactId)
    if (joined !== undefined) await goOnThere(tx, to, { ...arrived, contactId: joined }, chat)
    const site = await deps.site(to.siteId)
    const words = wordsOf(shopperLanguage(chat, site), to.kind)
    const code = joined === undefined ? 'not_taken_along' : 'taken_along'
    return {
      contactId: joined ?? arrived.contactId,
      content: contentBeside(arrived.content, found.rest),
      async announce(conversationId) {
        const told = joined === undefined ? [conversationId, chat.id] : [conversationId]
        for (const where of told) await sayLine(tx, deps.plan, to, where, code)
      },
      confirm(conversationId) {
        const asked = chat.waiting_since !== null || found.rest !== ''
        const text = joined === undefined ? words.refuse : words.confirm(site.settings.name, asked)
        return answer(tx, deps.plan, to, conversationId, text)
      },
    }
  }
}

function codeOf({ token, content }: Arrived): { code: string; rest: string } | undefined {
  const carried = token === undefined ? undefined : codeInToken(token)
  // What a button they came by is called, nobody said.
  const said = content.detail?.kind === 'choice' ? '' : (content.text?.trim() ?? '')
  if (carried !== undefined) return { code: carried, rest: said }
  return codeInText(content.text ?? '')
}

/** The chat a code belongs to. Who sends wrong ones is soon not listened to any more. */
async function redeem(
  tx: WriteTx,
  limits: TakeAlongDeps['limits'],
  to: ChannelAccount,
  person: string,
  code: string,
): Promise<Row<'conversations'> | undefined> {
  if (!(await mayTry(limits, person))) return undefined
  const id = await redeemCode(tx, 'handover', code)
  const chat = id === undefined ? undefined : await readConversation(tx, to.siteId, id)
  if (chat?.blocked_at !== null) return undefined
  await limits.handedOver(person)
  return chat
}

async function mayTry(limits: TakeAlongDeps['limits'], person: string): Promise<boolean> {
  try {
    await limits.handoverCode(person)
    return true
  } catch (refused) {
    if (refused instanceof RelayError && refused.code === 'rate_limited') return false
    throw refused
  }
}

/** Makes a chat the thread of its shopper on a channel. What they had there before is over, and stays. */
async function goOnThere(
  tx: WriteTx,
  to: ChannelAccount,
  { contactId, person }: Arrived,
  chat: Row<'conversations'>,
): Promise<void> {
  const thread = await findThread(tx.db, to.id, contactId)
  const conversation_id = chat.id
  if (thread) {
    await updateThread(tx.db, to.id, contactId, { conversation_id })
    if (thread.conversation_id !== chat.id)
      await closeQuietly(tx, to.siteId, thread.conversation_id)
    return
  }
  await insertThread(tx.db, {
    site_id: to.siteId,
    channel_id: to.id,
    contact_id: contactId,
    conversation_id,
    phone: person.phone ?? null,
    person_id: person.id ?? null,
    username: person.username ?? null,
    last_inbound_at: null,
    last_external_id: null,
    window_until: null,
    created_at: tx.now,
  })
}

function sayLine(
  tx: WriteTx,
  plan: OutboxPlanner,
  { siteId, kind }: ChannelAccount,
  conversationId: string,
  code: 'taken_along' | 'not_taken_along',
): Promise<void> {
  const line = { code, audience: 'all' as const, data: { channel: kind } }
  return appendLines(tx, { siteId, conversationId }, [line], plan)
}

/** Answers by the way every answer goes. Where the network takes none now, nobody is worse off. */
async function answer(
  tx: WriteTx,
  plan: OutboxPlanner,
  to: ChannelAccount,
  conversationId: string,
  text: string,
): Promise<void> {
  const said = {
    ...{ siteId: to.siteId, conversationId, cid: nanoid() },
    ...{ audience: 'all' as const, kind: 'text' as const },
    ...{ author: { kind: 'system' as const }, text },
  }
  const [outcome] = await append(tx, [said], plan)
  if (outcome?.ok === false && !(outcome.error instanceof RelayError)) throw outcome.error
}
