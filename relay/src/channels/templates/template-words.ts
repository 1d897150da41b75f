import type { TemplateCategory, TemplateStatus } from '@loods/protocol'

/** The network's words for how a template stands; what is flagged can still be sent. */
const STATUS: Record<string, TemplateStatus> = {
  APPROVED: 'approved',
  REINSTATED: 'approved',
  FLAGGED: 'approved',
  REJECTED: 'rejected',
  LIMIT_EXCEEDED: 'rejected',
  PAUSED: 'paused',
  DISABLED: 'disabled',
  LOCKED: 'disabled',
  ARCHIVED: 'archived',
  DELETED: 'deleted',
  PENDING_DELETION: 'deleted',
}

/** Where the network says something new, the template waits: it cannot be sent by mistake. */
export function statusOf(word: string): TemplateStatus {
  return STATUS[word.toUpperCase()] ?? 'pending'
}

/** What is neither is charged as marketing is, at worst. */
export function categoryOf(word: string): TemplateCategory {
  const known = word.toLowerCase()
  return known === 'utility' || known === 'authentication' ? known : 'marketing'
}
