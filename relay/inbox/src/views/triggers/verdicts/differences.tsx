import type { TriggerVerdict } from '@loods/protocol'
import { useInbox } from '../../../app/context.ts'
import { useTriggers } from '../triggers-context.ts'
import { IntervalChart } from './interval-chart.tsx'
import { moneyIn, signed } from './money.ts'

/** The difference offering help makes, in orders and in money, with how sure that is. */
export function Differences({ verdict, currency }: { verdict: TriggerVerdict; currency: string }) {
  const { locale } = useInbox()
  const { verdicts } = useTriggers().words
  const points = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const proven = verdict.verdict === 'better' || verdict.verdict === 'worse'
  // Arms that cannot be compared have no difference.
  if (verdict.verdict === 'mismatch') return null
  return (
    <div class="differences">
      <figure>
        <figcaption>{verdicts.ordersDifference}</figcaption>
        <IntervalChart
          {...verdict.orders}
          label={verdicts.ordersDifference}
          proven={proven}
          write={signed((share) => points.format(100 * share))}
        />
      </figure>
      <figure>
        <figcaption>{verdicts.revenueDifference}</figcaption>
        <IntervalChart
          {...verdict.revenue}
          label={verdicts.revenueDifference}
          proven={proven}
          write={signed(moneyIn(locale, currency))}
        />
      </figure>
    </div>
  )
}
