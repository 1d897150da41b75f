import { firstUse } from '../accounts/link-use.ts'
import { contactOf } from '../conversations/ownership.ts'
import { hashSecret } from '../crypto/secrets.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound, RelayError } from '../errors.ts'
import type { ReturnLinks } from '../mail/return-links.ts'
import type { NewVisitor, VisitorService } from '../visitors/visitor.service.ts'

/** Milliseconds from its first use in which a code may be used again: the answer may have been lost. */
const REPEAT = 10 * 60_000

/**
 * Opens a conversation in one more browser, by the code of a mail's link.
 * @throws RelayError link_used_or_expired, not_found when the conversation was erased
 */
export type Resume = (siteId: string, code: string) => Promise<NewVisitor>

export function createResume(deps: {
  writer: Writer
  returnLinks: ReturnLinks
  visitors: VisitorService
}): Resume {
  return async function resume(siteId, code) {
    const { conversationId } = await deps.returnLinks.open(siteId, code)
    return deps.writer.run(async (tx) => {
      const contactId = await contactOf(tx, siteId, conversationId)
      if (contactId === undefined) throw notFound('This conversation')
      await refuseUsed(tx, code, conversationId)
      return deps.visitors.admit(tx, { siteId, conversationId, contactId })
    })
  }
}

/** A mail may be forwarded: its link lets in whoever comes first, and nobody after. */
async function refuseUsed(tx: WriteTx, code: string, conversationId: string): Promise<void> {
  const usedAt = await firstUse(tx, 'resume', hashSecret(code), conversationId)
  if (tx.now - usedAt <= REPEAT) return
  throw new RelayError(
    'link_used_or_expired',
    'This link was used before. Open the chat on the shop’s page; the newest mail has a link that works.',
  )
}
