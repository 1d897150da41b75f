import type { TriggerReport } from '@loods/protocol'
import { useInbox } from '../../../app/context.ts'
import { useTriggers } from '../triggers-context.ts'
import { moneyIn } from './money.ts'

type Arm = TriggerReport['offered']

/** Both arms side by side: what became of the visits that were offered help, and of those held out. */
export function ArmsTable({ report, currency }: { report: TriggerReport; currency: string }) {
  const { locale } = useInbox()
  const { verdicts } = useTriggers().words
  const arms = [report.offered, report.heldOut]
  const whole = new Intl.NumberFormat(locale)
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const money = moneyIn(locale, currency)
  const shareOf = (hits: (arm: Arm) => number) => (arm: Arm) =>
    arm.eligible === 0 ? '–' : share.format(hits(arm) / arm.eligible)
  const rows: [string, (arm: Arm) => string][] = [
    [verdicts.eligible, ({ eligible }) => whole.format(eligible)],
    [verdicts.bounced, shareOf(({ bounced }) => bounced)],
    [verdicts.addedToCart, shareOf(({ addedToCart }) => addedToCart)],
    [verdicts.ordered, shareOf(({ ordered }) => ordered)],
    [
      verdicts.revenue,
      ({ eligible, revenue }) => (eligible === 0 ? '–' : money(revenue / eligible)),
    ],
  ]
  return (
    <table class="arms-table">
      <caption>{verdicts.arms}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{verdicts.offered}</th>
          <th scope="col">{verdicts.heldOut}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, of]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {arms.map((arm, index) => (
              <td key={index === 0 ? 'offered' : 'held-out'}>{of(arm)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
