import type { Reaction } from '@loods/protocol'
import { changeMessage, storedMessage } from '../../conversations/change-message.ts'
import { fromJson, toJson } from '../../db/json.ts'
import type { Row } from '../../db/schema.ts'
import type { WriteTx } from '../../db/writer.ts'
import type { FileService } from '../../files/file.service.ts'
import type { ChannelAccount } from '../account.ts'
import {
  claimChannelMessage,
  deleteChannelMessage,
  findChannelMessage,
  updateChannelMessage,
} from '../channel-message.repository.ts'
import { findThread } from '../thread.repository.ts'
import type { ChannelUpdate } from '../update.ts'
import { cleanText } from './content.ts'
import { knownPerson } from './person.ts'
import { isKnownBlocked } from './thread.ts'

type Told<T extends ChannelUpdate['type']> = Extract<ChannelUpdate, { type: T }>

/** Puts an emoji on a message, in the place of the one before. What it is about may not be here. */
export async function takeReaction(
  tx: WriteTx,
  to: ChannelAccount,
  update: Told<'reaction'>,
): Promise<void> {
  const message = await targetOf(tx, to, update)
  const by = update.echo ? 'member' : 'visitor'
  if (!message || !(await isNewest(tx, to, message, `${update.target} ${by}`, update.at))) return
  const before = message.reactions === null ? [] : (fromJson(message.reactions) as Reaction[])
  const others = before.filter((one) => one.by !== by || one.id !== undefined)
  const emoji = cleanText(update.emoji).slice(0, MAX_EMOJI)
  const own: Reaction[] = emoji === '' ? [] : [{ by, emoji }]
  const after = by === 'visitor' ? [...own, ...others] : [...others, ...own]
  const reactions = after.length === 0 ? null : toJson(after)
  if (reactions !== message.reactions) await changeMessage(tx, message, { reactions })
}

/** UTF-16 units of one emoji. */
const MAX_EMOJI = 32

/** Somebody corrected what they wrote. */
export async function takeEdit(
  tx: WriteTx,
  to: ChannelAccount,
  update: Told<'edit'>,
): Promise<void> {
  const message = await targetOf(tx, to, update)
  if (!message || update.content.text === undefined) return
  if (!(await isNewest(tx, to, message, `${update.target} edit`, update.at))) return
  const text = cleanText(update.content.text)
  if (text !== message.text) await changeMessage(tx, message, { text, edited_at: tx.now })
}

/** Somebody took back what they wrote: its place stays, also where the message itself is still to come. */
export async function takeRevoke(
  tx: WriteTx,
  files: Pick<FileService, 'release'>,
  to: ChannelAccount,
  update: Told<'revoke'>,
): Promise<void> {
  const known = await findChannelMessage(tx.db, to.id, update.target)
  if (!known?.message_id) return keepRevoke(tx, to, update)
  const message = await targetOf(tx, to, update)
  if (!message) return
  if (message.file_id) await files.release(tx, to.siteId, message.file_id)
  await withdraw(tx, message.id)
}

/** Takes the words of a message away; its place stays. */
export async function withdraw(tx: WriteTx, messageId: string): Promise<void> {
  const message = await storedMessage(tx.db, messageId)
  if (!message) return
  await changeMessage(tx, message, {
    text: '',
    file_id: null,
    card: null,
    detail: null,
    reactions: null,
    withdrawn_at: tx.now,
  })
}

/** The message is still to come; then it comes as one that was taken back. */
async function keepRevoke(
  tx: WriteTx,
  to: ChannelAccount,
  { target, person, at }: Told<'revoke'>,
): Promise<void> {
  const contactId = await knownPerson(tx, to, person, at)
  const thread = contactId && (await findThread(tx.db, to.id, contactId))
  const conversationId = thread ? thread.conversation_id : null
  await claimChannelMessage(tx.db, newRow(to, revokeOf(target), conversationId, at))
}

/** Whether a message was taken back before it came; asked once, when it comes. */
export async function wasRevoked(
  tx: WriteTx,
  to: ChannelAccount,
  externalId: string,
): Promise<boolean> {
  const known = await findChannelMessage(tx.db, to.id, revokeOf(externalId))
  if (known) await deleteChannelMessage(tx.db, to.id, revokeOf(externalId))
  return known !== undefined
}

/** Apart from the message's own row, which says how far it has come. */
function revokeOf(externalId: string): string {
  return `${externalId} revoke`
}

/** The message something is about, if it is here, still stands, and its shopper is heard. */
async function targetOf(
  tx: WriteTx,
  to: ChannelAccount,
  { target, person, at }: Told<'reaction' | 'edit' | 'revoke'>,
): Promise<Row<'messages'> | undefined> {
  const known = await findChannelMessage(tx.db, to.id, target)
  if (!known?.message_id || (await isKnownBlocked(tx, to, person, at))) return undefined
  const message = await storedMessage(tx.db, known.message_id)
  return message?.withdrawn_at === null ? message : undefined
}

/** Of what is told about one thing the newest counts, in whatever order it is told. */
async function isNewest(
  tx: WriteTx,
  to: ChannelAccount,
  message: Row<'messages'>,
  about: string,
  at: number,
): Promise<boolean> {
  const row = newRow(to, about, message.conversation_id, at)
  if (await claimChannelMessage(tx.db, row)) return true
  const before = await findChannelMessage(tx.db, to.id, about)
  if (!before || before.at > at) return false
  await updateChannelMessage(tx.db, to.id, about, { at })
  return true
}

function newRow(
  to: ChannelAccount,
  externalId: string,
  conversationId: string | null,
  at: number,
): Row<'channel_messages'> {
  return {
    channel_id: to.id,
    external_id: externalId,
    site_id: to.siteId,
    direction: 'in',
    ref: null,
    conversation_id: conversationId,
    message_id: null,
    state: null,
    at,
  }
}
