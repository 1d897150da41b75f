import type { Row } from '../db/schema.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../outbox/handler.ts'
import type { Site } from '../sites/site.service.ts'
import { LINE_STEPS } from './steps.ts'
import {
  findWait,
  isOvertaken,
  type WaitLinePayload,
  type WaitSources,
  waitLinePayload,
} from './wait.ts'

export interface WaitLineDeps extends WaitSources {
  clock: () => number
  site(siteId: string): Promise<Site>
  /** Measured seconds to a first reply at this hour; undefined while unknown. */
  waitSeconds(siteId: string): Promise<number | undefined>
}

/** Says in the thread what a waiting shopper should know: that nobody is there, how long it takes, what else there is. */
export function waitLineHandler(deps: WaitLineDeps): OutboxHandler {
  return defineHandler({
    kind: 'wait.line',
    payload: waitLinePayload,
    handle: (row, wait) => say(deps, row, wait),
  })
}

async function say(
  deps: WaitLineDeps,
  row: Row<'outbox'>,
  wait: WaitLinePayload,
): Promise<OutboxResult> {
  const steps = LINE_STEPS.map(([, step]) => step).filter((step) => step > 0)
  if (wait.step > 0 && isOvertaken(wait, steps, deps.clock())) {
    return { outcome: 'cancel', reason: 'the next line is due as well' }
  }
  const conversation = await findWait(deps, row, wait)
  if (!conversation) return { outcome: 'cancel', reason: 'answered' }
  const { settings } = await deps.site(row.site_id)
  if ((wait.code === 'away') !== (settings.availability === 'away')) {
    return { outcome: 'cancel', reason: `the shop is ${settings.availability}` }
  }
  if (wait.code === 'wait_offer' && conversation.reply_email !== null) {
    return { outcome: 'cancel', reason: 'an address was left already' }
  }
  // The row's id is the line's: doing this twice adds nothing.
  const line = await deps.conversations.addLineWhileWaiting(
    {
      siteId: row.site_id,
      conversationId: conversation.id,
      cid: row.id,
      audience: 'all',
      line: { code: wait.code, data: await dataOf(deps, row.site_id, wait) },
    },
    wait.since,
  )
  return line ? { outcome: 'done' } : { outcome: 'cancel', reason: 'answered' }
}

async function dataOf(
  deps: WaitLineDeps,
  siteId: string,
  { code }: WaitLinePayload,
): Promise<Record<string, unknown>> {
  if (code === 'wait_offer') return { ways: ['email', 'phone'] }
  if (code !== 'wait_text') return {}
  const waitSeconds = await deps.waitSeconds(siteId)
  return waitSeconds === undefined ? {} : { waitSeconds }
}
