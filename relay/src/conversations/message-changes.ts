import { EDIT_WINDOW, type Message } from '@loods/protocol'
import { checkUnsent } from '../channels/sending/unsent.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound, RelayError } from '../errors.ts'
import type { FileService } from '../files/file.service.ts'
import type { MemberPrincipal } from '../http/principal.ts'
import { changeMessage } from './change-message.ts'
import { findConversation, updateConversation } from './conversation.repository.ts'
import { toMessage } from './conversation.view.ts'
import { findMessage, findUnanswered } from './message.repository.ts'

/** Goes on with what a wait had set in motion, for the shopper's message that began it. */
export type WaitResumer = (tx: WriteTx, conversationId: string, messageId: string) => Promise<void>

export interface MessageChangeDeps {
  writer: Writer
  files: Pick<FileService, 'infos' | 'release' | 'discard'>
  resumeWait: WaitResumer
}

/** What members may still do with what they said. Readers see that it was done. */
export interface MessageChanges {
  /** @throws RelayError not_found (also for others' messages), edit_window_over, already_sent */
  correct(who: MemberPrincipal, where: Where, text: string): Promise<Message>
  /**
   * Takes back words and file; the place in the thread stays. A shopper who had no other answer
   * waits again, since the moment the wait began. @throws as `correct`
   */
  withdraw(who: MemberPrincipal, where: Where): Promise<Message>
}

interface Where {
  conversationId: string
  messageId: string
}

export function createMessageChanges(deps: MessageChangeDeps): MessageChanges {
  async function view(row: Row<'messages'>): Promise<Message> {
    const files = row.file_id ? await deps.files.infos([row.file_id]) : undefined
    return toMessage(row, files?.get(row.file_id ?? ''))
  }

  return {
    async correct(who, where, text) {
      const row = await deps.writer.run(async (tx) => {
        const before = await findOwn(tx, who, where)
        if (before.withdrawn_at !== null) throw notFound('This message')
        await checkUnsent(tx, before)
        if (before.card !== null) throw new RelayError('invalid', NOT_A_CARD, { field: 'text' })
        return changeMessage(tx, before, { text, edited_at: tx.now })
      })
      return view(row)
    },
    async withdraw(who, where) {
      const { row, fileId } = await deps.writer.run(async (tx) => {
        const before = await findOwn(tx, who, where)
        if (before.withdrawn_at !== null) return { row: before, fileId: null }
        await checkUnsent(tx, before)
        if (before.file_id) await deps.files.release(tx, who.siteId, before.file_id)
        const change = { text: '', file_id: null, card: null, delivery: null, withdrawn_at: tx.now }
        const row = await changeMessage(tx, before, change)
        if (row.kind === 'text') await waitAgain(tx, row, deps.resumeWait)
        return { row, fileId: before.file_id }
      })
      if (fileId) await deps.files.discard([fileId])
      return view(row)
    },
  }
}

const NOT_A_CARD = 'A card cannot be corrected. Take it back and send another one.'

async function findOwn(tx: WriteTx, who: MemberPrincipal, where: Where): Promise<Row<'messages'>> {
  const row = await findMessage(tx.db, where.conversationId, where.messageId)
  const own = row?.author_kind === 'member' && row.author_id === who.memberId
  if (!row || !own || row.site_id !== who.siteId) throw notFound('This message')
  if (tx.now - row.created_at <= EDIT_WINDOW) return row
  throw new RelayError(
    'edit_window_over',
    'A message can be changed for 15 minutes, and that time is over. Send another one.',
  )
}

/** Without the answer that was taken back, the shopper may never have stopped waiting. */
async function waitAgain(
  tx: WriteTx,
  { site_id: siteId, conversation_id: conversationId }: Row<'messages'>,
  resumeWait: WaitResumer,
): Promise<void> {
  const conversation = await findConversation(tx.db, siteId, conversationId)
  if (conversation?.status !== 'open' || conversation.waiting_since !== null) return
  const unanswered = await findUnanswered(tx.db, conversationId)
  if (!unanswered) return
  const since = unanswered.sent_at ?? unanswered.created_at
  await updateConversation(tx.db, siteId, conversationId, { waiting_since: since })
  tx.emit({ siteId, conversationId, type: 'conversation', at: tx.now })
  await resumeWait(tx, conversationId, unanswered.id)
}
