import { type Card, MAX_VISITOR_TEXT, type TemplateUse } from '@loods/protocol'
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
    template?: TemplateUse | undefined
  },
): void {
  if ((saying.card || saying.template) && who.kind === 'member') {
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

/** A card or a template says it all, and shoppers see it. */
function checkAlone(saying: {
  text?: unknown
  fileId?: unknown
  note?: unknown
  card?: unknown
  template?: unknown
}): void {
  const { text, fileId, note, card, template } = saying
  if (!text && !fileId && !note && !(card && template)) return
  throw new RelayError(
    'invalid',
    'A card or a template is a message of its own. Send words and files apart.',
    { field: template ? 'template' : 'card' },
  )
}

/** A blocked shopper says nothing and sends nothing; members may always. */
export function refuseBlocked(conversation: Row<'conversations'>, who: { kind: string }): void {
  if (conversation.blocked_at === null || who.kind !== 'visitor') return
  throw new RelayError('blocked', 'This shop no longer takes messages here. Reach it another way.')
}
