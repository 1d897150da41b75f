import type { Trigger, TriggerReport, TriggersReport, TriggerVerdict } from '@loods/protocol'
import { stringify } from 'csv-stringify/sync'

/** A row for each trigger; what a spreadsheet would take for a formula is quoted. */
export function triggersAsCsv(triggers: readonly Trigger[], report: TriggersReport): string {
  const rows = report.triggers.flatMap((own) => {
    const trigger = triggers.find(({ id }) => id === own.triggerId)
    return trigger ? [toRow(trigger, own, report.currency)] : []
  })
  return stringify(rows, { header: true, escape_formulas: true, bom: true })
}

function toRow({ name, enabled, holdOut = 0 }: Trigger, report: TriggerReport, currency: string) {
  const { triggerId, version, shown, closed, accepted, replied, ripening, suppressed } = report
  return {
    trigger: name,
    id: triggerId,
    version,
    enabled,
    hold_out: holdOut,
    ...armColumns('offered', report.offered),
    ...armColumns('held_out', report.heldOut),
    shown,
    closed,
    accepted,
    replied,
    suppressed: Object.values(suppressed).reduce((sum, count) => sum + count, 0),
    too_young: ripening,
    currency,
    ...verdictColumns(report.verdict),
  }
}

/** Revenue in minor units of the currency. */
function armColumns(name: string, arm: TriggerReport['offered']) {
  return {
    [`${name}_visits`]: arm.eligible,
    [`${name}_bounced`]: arm.bounced,
    [`${name}_added_to_cart`]: arm.addedToCart,
    [`${name}_ordered`]: arm.ordered,
    [`${name}_revenue`]: arm.revenue,
  }
}

function verdictColumns(verdict: TriggerVerdict | undefined) {
  return {
    verdict: verdict?.verdict ?? '',
    ...differenceColumns('orders_per_visit', verdict?.orders),
    ...differenceColumns('revenue_per_visit', verdict?.revenue),
    days_more: verdict?.daysMore ?? '',
  }
}

/** Empty where nothing is known. */
function differenceColumns(name: string, found: TriggerVerdict['orders'] | undefined) {
  const { difference, low = null, high = null } = found ?? {}
  const known = low !== null && high !== null
  return {
    [`${name}_difference`]: known ? difference?.toFixed(6) : '',
    [`${name}_low`]: low?.toFixed(6) ?? '',
    [`${name}_high`]: high?.toFixed(6) ?? '',
  }
}
