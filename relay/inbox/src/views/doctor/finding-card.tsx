import type { RuleCheck } from '@loods/protocol/diagnosis'
import { Check, Clock, Pencil, X } from 'lucide'
import { useInbox } from '../../app/context.ts'
import { roleCovers } from '../../app/roles.ts'
import { IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { describeCondition, describeWhere } from '../triggers/editor/describe.ts'
import { useDoctorWords } from './doctor-context.ts'
import type { Finding, Reason } from './examine.ts'
import type { DoctorWords } from './i18n/words.ts'

const STATES = { met: Check, unmet: X, open: Clock }

interface FindingCardProps {
  finding: Finding
  waitSeconds: number | undefined
}

/** Whether one trigger may speak on the page, and why. */
export function FindingCard({ finding, waitSeconds }: FindingCardProps) {
  const { desk, go, locale } = useInbox()
  const words = useDoctorWords()
  const { trigger, rule, reasons } = finding
  const { holdOut, id, name, page, pageKind } = trigger
  const where = describeWhere({ page, pageKind }, { language: desk.language })
  const mayChange = roleCovers(desk.membership.role, 'admin')
  const percent = new Intl.NumberFormat(locale, { style: 'percent' })
  return (
    <li class="finding-card" data-speaks={reasons.length === 0}>
      <header>
        <h3>{name}</h3>
        {mayChange && (
          <IconButton
            icon={Pencil}
            label={words.change(name)}
            onClick={() => go({ name: 'triggers', id })}
          />
        )}
      </header>
      <Outcome finding={finding} />
      {reasons.length > 0 && (
        <ul class="finding-reasons">
          {reasons.map((reason) => (
            <li key={reason}>{reasonWords(words, reason, { where, waitSeconds })}</li>
          ))}
        </ul>
      )}
      <div class="finding-rule">
        <p class="quiet">{words.shopper}</p>
        <Checks checks={[rule]} />
      </div>
      {holdOut ? <p class="quiet">{words.heldOut(percent.format(holdOut))}</p> : null}
    </li>
  )
}

function Outcome({ finding: { reasons, rule } }: { finding: Finding }) {
  const words = useDoctorWords()
  const speaks = reasons.length === 0
  const now = rule.state === 'met'
  return (
    <p class="finding-outcome">
      <Icon of={speaks ? (now ? Check : Clock) : X} size={16} />
      {speaks ? (now ? words.speaksNow : words.speaksAfter) : words.silent}
    </p>
  )
}

function reasonWords(
  { reasons }: DoctorWords,
  reason: Reason,
  { where, waitSeconds = 0 }: { where: string; waitSeconds: number | undefined },
): string {
  if (reason === 'elsewhere') return reasons.elsewhere(where)
  return reason === 'busy' ? reasons.busy(waitSeconds) : reasons[reason]
}

/** What is asked for, each with how it stands; groups as lists in it. */
function Checks({ checks }: { checks: RuleCheck[] }) {
  const { desk } = useInbox()
  const words = useDoctorWords()
  return (
    <ul class="finding-checks">
      {checks.map((check, index) => (
        <li key={`${index}-${'join' in check ? check.join : check.condition.type}`}>
          <span class="finding-check" data-state={check.state}>
            <Icon of={STATES[check.state]} size={16} />
            <span>
              {'join' in check
                ? words.joins[check.join]
                : describeCondition(check.condition, { language: desk.language })}
              <span class="finding-state">{` · ${words.states[check.state]}`}</span>
            </span>
          </span>
          {'join' in check && <Checks checks={check.items} />}
        </li>
      ))}
    </ul>
  )
}
