import type { PauseReason, TriggerReport, TriggersReport, VariantReport } from '@loods/protocol'
import type { Logger } from '../logger.ts'
import { shareAmongVariants } from '../statistics/variants.ts'
import { wilsonInterval } from '../statistics/wilson.ts'
import type { SharedTrigger, TriggerService } from './trigger.service.ts'

/** Milliseconds between two sharings of the visits among ways to say it: outcomes take a day to ripen. */
const SHARE_EVERY = 86_400_000
/** Share of the shoppers who see a prompt and send it away above which it only annoys. */
const TOO_MANY_CLOSE = 0.4
/** Showings before that is asked. */
const ENOUGH_SHOWN = 50

export interface UpkeepDeps {
  clock: () => number
  log: Logger
  triggers: TriggerService
  sites(): Promise<{ id: string }[]>
  report(siteId: string): Promise<TriggersReport>
}

/**
 * Goes over every shop's triggers: pauses those that do harm, and shares visits anew among ways to say it,
 * once a day. A shop that fails is passed over until the next time.
 */
export function createTriggerUpkeep(deps: UpkeepDeps): () => Promise<void> {
  const { clock, log, triggers } = deps

  async function keepUp(siteId: string): Promise<void> {
    const running = (await triggers.shared(siteId)).filter(({ enabled }) => enabled)
    if (running.length === 0) return
    const reports = new Map(
      (await deps.report(siteId)).triggers.map((report) => [report.triggerId, report]),
    )
    for (const trigger of running) {
      const report = reports.get(trigger.id)
      const why = report && reasonToPause(report)
      if (why) await triggers.pause(siteId, trigger, why)
      else if (report?.variants && isDue(trigger)) {
        await triggers.share(siteId, trigger, sharesOf(report, report.variants))
      }
    }
  }

  const isDue = ({ sharesAt = 0 }: SharedTrigger) => clock() - sharesAt >= SHARE_EVERY

  return async () => {
    for (const { id } of await deps.sites()) {
      await keepUp(id).catch((error) =>
        log.warn({ error }, 'triggers of a shop were not looked after'),
      )
    }
  }
}

/** Why a trigger must be switched off: proven to cost orders, or sent away by too many to be chance. */
export function reasonToPause({ verdict, shown, closed }: TriggerReport): PauseReason | undefined {
  if (verdict?.verdict === 'worse') return 'harms'
  const annoys =
    shown >= ENOUGH_SHOWN && wilsonInterval({ n: shown, hits: closed }).low > TOO_MANY_CLOSE
  return annoys ? 'closed' : undefined
}

function sharesOf({ chosenBy = 'accepted' }: TriggerReport, variants: VariantReport[]): number[] {
  return shareAmongVariants(variants.map((one) => ({ n: one.eligible, hits: one[chosenBy] })))
}
