import type { Core } from '../core.ts'
import { GraphError } from '../errors.ts'
import { fill, type TemplateMessage } from '../templates/fill.ts'
import type { Template } from '../templates/template.ts'
import type { Rendered } from '../world/threads.ts'
import { held, type PhoneNumber } from '../world/world.ts'
import type { Recipient } from './recipients.ts'
import type { Failure } from './statuses.ts'

export interface CheckedTemplate {
  rendered: Rendered
  /** Why it will not arrive, told later. */
  failure: Failure | undefined
}

/**
 * What a template message says, or why it may not go: 132001 unknown or not approved, 132015 paused,
 * 132016 disabled, 131062 a code sent by BSUID, 131042 an account that does not pay (all templates; the
 * contract does not say which messages).
 */
export function checkTemplate(
  core: Core,
  number: PhoneNumber,
  recipient: Recipient,
  content: unknown,
): CheckedTemplate {
  const message = content as TemplateMessage
  const template = usable(core.templates.named(number.wabaId, message.name, message.language.code))
  if (template.category === 'AUTHENTICATION' && recipient.waId === undefined) {
    throw new GraphError(131062)
  }
  if (held(core.world.wabas, number.wabaId).standing === 'unpaid') throw new GraphError(131042)
  const optedOut = template.category === 'MARKETING' && recipient.person?.optedOutOfMarketing
  return { rendered: fill(template, message), failure: optedOut ? { code: 131050 } : undefined }
}

function usable(template: Template | undefined): Template {
  if (template?.status === 'PAUSED') throw new GraphError(132015)
  if (template?.status === 'DISABLED') throw new GraphError(132016)
  if (template?.status === 'APPROVED' || template?.status === 'FLAGGED') return template
  throw new GraphError(132001, {
    details: template
      ? `template name (${template.name}) is ${template.status}`
      : 'template name does not exist in this language',
  })
}
