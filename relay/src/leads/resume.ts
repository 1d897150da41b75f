import type { Writer } from '../db/writer.ts'
import type { ReturnLinks } from '../mail/return-links.ts'
import type { NewVisitor, VisitorService } from '../visitors/visitor.service.ts'

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
    const back = await deps.returnLinks.open(siteId, code)
    return deps.writer.run((tx) => deps.visitors.admit(tx, { siteId, ...back }))
  }
}
