import type { TriggerReport } from '@loods/protocol'
import { useInbox } from '../../../app/context.ts'
import { useTriggers } from '../triggers-context.ts'

/** What became of the visits in which a trigger's moment came, from the many to the few. */
export function TriggerCounts({ report }: { report: TriggerReport }) {
  const { locale } = useInbox()
  const { verdicts } = useTriggers().words
  const { offered, heldOut, shown, closed, accepted, replied } = report
  const counts: [string, number][] = [
    [verdicts.eligible, offered.eligible + heldOut.eligible],
    [verdicts.heldOut, heldOut.eligible],
    [verdicts.shown, shown],
    [verdicts.closed, closed],
    [verdicts.accepted, accepted],
    [verdicts.replied, replied],
  ]
  return (
    <dl class="trigger-counts">
      {counts.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{new Intl.NumberFormat(locale).format(count)}</dd>
        </div>
      ))}
    </dl>
  )
}
