import { type Card, MAX_VISITOR_TEXT } from '@loods/protocol'
import type { Row } from '../db/schema.ts'
import { RelayError } from '../errors.ts'

/** What both sides may say at all: something, and from a shopper not too much. */
export function checkSaying(
  who: { kind: 'visitor' | 'member' },
  saying: {
    text?: string | undefined
    fileId?: string | undefined
    note?: boolean | undefined
    card?: Card | undefined
  },
): void {
  if (saying.card && who.kind === 'member') {
    checkAlone(saying)
    return
  }
  if (!saying.text && !saying.fileId) {
    throw new RelayError('empty', 'The message is empty. Write something or add a file.', {
      field: 'text',
    })
  }
  if (who.kind === 'visitor' && (saying.text?.length ?? 0) > MAX_VISITOR_TEXT) {
    throw new RelayError(
      'too_long',
      `The message is longer than ${MAX_VISITOR_TEXT} characters. Send it in parts.`,
      {
        field: 'text',
      },
    )
  }
}

/** A card says it all, and shoppers see it. */
function checkAlone(saying: { text?: unknown; fileId?: unknown; note?: unknown }): void {
  if (!saying.text && !saying.fileId && !saying.note) return
  throw new RelayError('invalid', 'A card is a message of its own. Send words and files apart.', {
    field: 'card',
  })
}

/** A blocked shopper says nothing and sends nothing; members may always. */
export function refuseBlocked(conversation: Row<'conversations'>, who: { kind: string }): void {
  if (conversation.blocked_at === null || who.kind !== 'visitor') return
  throw new RelayError('blocked', 'This shop no longer takes messages here. Reach it another way.')
}
