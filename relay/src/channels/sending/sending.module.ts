import type { OutboxPlanner } from '../../conversations/append.ts'
import type { Row } from '../../db/schema.ts'
import type { WriteTx } from '../../db/writer.ts'
import type { Route } from '../../http/route.ts'
import type { Limits } from '../../limits/limits.ts'
import type { OutboxHandler } from '../../outbox/handler.ts'
import { noteFailure } from './delivery.ts'
import { reactHandler } from './react.ts'
import { type SendDeps, sendHandler } from './send.handler.ts'
import { SEND } from './send-row.ts'
import { sendingRoutes } from './sending.routes.ts'

/** What leaves by other networks. */
export interface Sending {
  handlers: OutboxHandler[]
  routes: Route[]
  /** A row was given up: the message it was to send says so. */
  onDead(tx: WriteTx, row: Row<'outbox'>): Promise<void>
}

export function createSending(deps: SendDeps & { limits: Limits; plan: OutboxPlanner }): Sending {
  return {
    handlers: [sendHandler(deps), reactHandler(deps)],
    routes: sendingRoutes(deps),
    async onDead(tx, row) {
      if (row.kind === SEND) await noteFailure(tx, row.message_id ?? '', { code: 'gave_up' })
    },
  }
}
