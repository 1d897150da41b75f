import type { TriggersReport } from '@loods/protocol'
import { useInbox } from '../../../app/context.ts'
import { useTriggers } from '../triggers-context.ts'
import { Differences } from './differences.tsx'
import { summarize } from './summary.ts'
import { VerdictLine } from './verdict-line.tsx'

/** What all triggers together are worth: a small shop proves that long before it proves one of them. */
export function Pooled({ report }: { report: TriggersReport }) {
  const { locale } = useInbox()
  const { verdicts } = useTriggers().words
  const { together, currency } = report
  if (!together) return null
  const judged = { verdict: together, heldOut: true, enabled: true }
  return (
    <section class="pooled" aria-labelledby="pooled-title">
      <div>
        <h2 id="pooled-title">{verdicts.together}</h2>
        <VerdictLine {...summarize(judged, verdicts, { locale, currency })} />
        <p class="quiet">{verdicts.togetherHint}</p>
      </div>
      <Differences verdict={together} currency={currency} />
    </section>
  )
}
