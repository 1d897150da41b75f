import type { PlanAnswer } from '@loods/protocol'
import { useInbox } from '../../../app/context.ts'
import { Choice } from '../../../parts/choice.tsx'
import { useEditing } from './editor-context.ts'
import { HOLD_OUTS, termsOf } from './trial-plan.ts'

interface HoldOutProps {
  plan: PlanAnswer | undefined
  /** Visits a day in which its moment comes, if that is known. */
  perDay: number | undefined
}

/** How many visits are held out, with what that takes and costs in numbers. */
export function HoldOutChoice({ plan, perDay }: HoldOutProps) {
  const { locale } = useInbox()
  const { draft, words, set } = useEditing()
  const percent = (share: number) => share.toLocaleString(locale, { style: 'percent' })
  const known = HOLD_OUTS.some((share) => share === draft.holdOut)
  const shares = known ? [...HOLD_OUTS] : [...HOLD_OUTS, draft.holdOut].toSorted((a, b) => a - b)
  return (
    <>
      <Choice
        label={words.holdOut}
        quiet
        value={`${draft.holdOut}`}
        options={shares.map((share) => {
          const terms = plan && termsOf(plan, share, perDay)
          return {
            value: `${share}`,
            label: percent(share),
            hint: terms?.days === undefined ? '' : words.span(terms.days),
          }
        })}
        onChoose={(share) => set({ holdOut: Number(share) })}
      />
      <Terms plan={plan} perDay={perDay} />
    </>
  )
}

function Terms({ plan, perDay }: HoldOutProps) {
  const { locale } = useInbox()
  const { draft, words } = useEditing()
  const { holdOut } = draft
  if (holdOut === 0) return <p class="hold-out-terms">{words.nothingProven}</p>
  if (!plan) return null
  const round = (value: number) => rounded(value).toLocaleString(locale)
  const percent = (share: number) =>
    share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 })
  const { visits, days, ordersMissed } = termsOf(plan, holdOut, perDay)
  return (
    <div class="hold-out-terms">
      {visits !== undefined && (
        <p>
          {words.proof(percent(plan.effect), round(visits))}
          {days !== undefined && perDay ? words.proofTime(words.span(days), round(perDay)) : '.'}
        </p>
      )}
      <p>
        {words.cost(percent(holdOut))}
        {ordersMissed !== undefined && words.costOrders(percent(plan.effect), round(ordersMissed))}
      </p>
      <small class="quiet">
        {words.base[plan.base.from](percent(plan.base.rate))}
        {perDay === undefined && ` ${words.perDayUnknown}`}
      </small>
    </div>
  )
}

/** As exact as such a number is: two figures. */
function rounded(value: number): number {
  return Number(value.toPrecision(2))
}
