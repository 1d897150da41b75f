import type { Trigger, TriggerReport } from '@loods/protocol'
import { useInbox } from '../../../app/context.ts'
import { useTriggers } from '../triggers-context.ts'

/** What each way of saying it brought, and how often it is shown now; nothing where there is one way. */
export function VariantsTable({ trigger, report }: { trigger: Trigger; report: TriggerReport }) {
  const { desk, locale } = useInbox()
  const { verdicts } = useTriggers().words
  const { variants, chosenBy } = report
  if (!variants) return null
  const ways = [trigger, ...(trigger.variants ?? [])].map(({ texts }) => texts[desk.language])
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const shareOf = (hits: number, all: number) => (all === 0 ? '–' : percent.format(hits / all))
  return (
    <div>
      <table class="arms-table variants">
        <caption>{verdicts.variants}</caption>
        <thead>
          <tr>
            <th scope="col">{verdicts.way}</th>
            <th scope="col">{verdicts.share}</th>
            <th scope="col">{verdicts.accepted}</th>
            <th scope="col">{verdicts.ordered}</th>
          </tr>
        </thead>
        <tbody>
          {variants.map(({ share, shown, accepted, ordered, eligible }, index) => (
            <tr key={ways[index] ?? index}>
              <th scope="row">{ways[index] ?? '…'}</th>
              <td>{percent.format(share)}</td>
              <td>{shareOf(accepted, shown)}</td>
              <td>{shareOf(ordered, eligible)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {chosenBy && <p class="quiet">{verdicts.chosenBy[chosenBy]}</p>}
    </div>
  )
}
