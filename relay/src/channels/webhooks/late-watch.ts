import type { Database } from '../../db/database.ts'
import type { Metrics } from '../../health/metrics.ts'
import type { Logger } from '../../logger.ts'
import { oldestPending } from './webhook.repository.ts'

/** Milliseconds a webhook may wait before somebody is to know. */
const LATE = 30_000

/** Watches that what networks told is worked off (T45). */
export interface LateWatch {
  /** Looks once; tells when webhooks begin to be late, and when they no longer are. */
  look(): Promise<void>
  /** Whether the oldest was late at the last look. */
  readonly isLate: boolean
}

export function createLateWatch(deps: {
  db: Database
  clock: () => number
  metrics: Metrics
  log: Logger
}): LateWatch {
  const { db, clock, metrics, log } = deps
  let isLate = false
  return {
    get isLate() {
      return isLate
    },
    async look() {
      const age = clock() - ((await oldestPending(db.read)) ?? clock())
      metrics.webhookAge.set(age / 1_000)
      if (age > LATE !== isLate) {
        isLate = !isLate
        if (isLate) log.error({ seconds: age / 1_000 }, 'webhooks wait too long to be worked off')
        else log.info('webhooks are worked off in time again')
      }
    },
  }
}
