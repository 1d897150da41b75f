import * as v from 'valibot'
import type { MemberService } from '../members/member.service.ts'
import { defineHandler, type OutboxHandler } from '../outbox/handler.ts'
import type { PushService } from '../push/push.service.ts'
import { leadText } from '../push/push-text.ts'
import type { Site } from '../sites/site.service.ts'

const payload = v.object({ leadId: v.string(), kind: v.picklist(['email', 'phone']) })

/** Tells members' devices that somebody left an address or number. */
export function leadAlertHandler(deps: {
  members: MemberService
  push: PushService
  site(siteId: string): Promise<Site>
}): OutboxHandler {
  return defineHandler({
    kind: 'alert.lead',
    payload,
    async handle(row, { kind }) {
      const people = await deps.members.people(row.site_id)
      const { settings } = await deps.site(row.site_id)
      const report = await deps.push.send(
        people
          .filter(({ notifications }) => notifications.push)
          .map(({ accountId, language }) => ({
            accountId,
            message: leadText({
              language,
              shop: settings.name,
              siteId: row.site_id,
              conversationId: row.conversation_id ?? '',
              kind,
            }),
          })),
      )
      if (report.accepted > 0) return { outcome: 'done' }
      if (report.retryable) return { outcome: 'retry', reason: 'every push was unreachable' }
      return { outcome: 'cancel', reason: 'no device took it' }
    },
  })
}
