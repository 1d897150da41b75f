import type { Trigger, TriggerReport } from '@loods/protocol'
import { useInbox } from '../../../app/context.ts'
import { useTriggers } from '../triggers-context.ts'
import { ArmsTable } from './arms-table.tsx'
import { Differences } from './differences.tsx'
import { VariantsTable } from './variants-table.tsx'

interface TriggerDetailsProps {
  trigger: Trigger
  report: TriggerReport
  currency: string
}

/** All that is known of one trigger: both arms, their difference, and when it kept still. */
export function TriggerDetails({ trigger, report, currency }: TriggerDetailsProps) {
  const { locale } = useInbox()
  const { verdicts } = useTriggers().words
  const { verdict, ripening } = report
  return (
    <div class="trigger-details">
      {verdict && <Differences verdict={verdict} currency={currency} />}
      <ArmsTable report={report} currency={currency} />
      <VariantsTable trigger={trigger} report={report} />
      <Suppressed counts={report.suppressed} />
      {ripening > 0 && (
        <p class="quiet">{verdicts.ripening(new Intl.NumberFormat(locale).format(ripening))}</p>
      )}
    </div>
  )
}

/** Why nothing was shown although its moment had come, most often first. */
function Suppressed({ counts }: { counts: TriggerReport['suppressed'] }) {
  const { locale } = useInbox()
  const { verdicts } = useTriggers().words
  const known: Readonly<Record<string, string>> = verdicts.reasons
  const reasons = Object.entries(counts).sort(([, one], [, other]) => other - one)
  if (reasons.length === 0) return null
  const most = reasons[0]?.[1] ?? 1
  return (
    <section class="suppressed">
      <h3>{verdicts.suppressed}</h3>
      <ul>
        {reasons.map(([reason, count]) => (
          <li key={reason}>
            <span>{known[reason] ?? reason}</span>
            <b>{new Intl.NumberFormat(locale).format(count)}</b>
            <i style={{ inlineSize: `${(100 * count) / most}%` }} />
          </li>
        ))}
      </ul>
    </section>
  )
}
