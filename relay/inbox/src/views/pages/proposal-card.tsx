import type { Evidence, Proposal } from '@loods/protocol'
import { fillPrompt } from '@loods/protocol/prompt-text'
import { Check, EyeOff, Flag } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { DwellCurve } from './charts.tsx'
import { percent } from './funnel.tsx'
import type { ProposalWords } from './i18n/words.ts'
import { RateBar } from './rate-bar.tsx'

/** Share of those who leave below which a prompt reaches hardly anybody. */
const FEW = 0.1

interface ProposalProps {
  proposal: Proposal
  own: ProposalWords
  /** Absent for members who may not decide. */
  decide: { accept(): Promise<void>; dismiss(): Promise<void> } | undefined
}

/** One page that loses visits: what was seen, when help would come, and what it would say. */
export function ProposalCard({ proposal, own, decide }: ProposalProps) {
  const { desk, words } = useInbox()
  const { key, kind, trigger } = proposal
  return (
    <li class="proposal" aria-label={key}>
      <header>
        <Icon of={Flag} size={16} />
        <h3>{key}</h3>
        <span class="quiet">{words.pages.kinds[kind]}</span>
      </header>
      <div class="proposal-body">
        <div class="proposal-text">
          <EvidenceText proposal={proposal} own={own} />
          <p>{useMomentText(proposal, own)}</p>
          <blockquote aria-label={own.says}>
            {fillPrompt(trigger.texts[desk.language], {})}
          </blockquote>
          <p class="quiet">{own.holdOut}</p>
          {decide ? <Decision decide={decide} own={own} /> : <p class="quiet">{own.readOnly}</p>}
        </div>
        <Charts proposal={proposal} own={own} />
      </div>
    </li>
  )
}

function Decision({
  decide,
  own,
}: {
  decide: NonNullable<ProposalProps['decide']>
  own: ProposalWords
}) {
  const [busy, setBusy] = useState(false)
  const doing = (what: () => Promise<void>) => async () => {
    setBusy(true)
    await what()
    setBusy(false)
  }
  return (
    <div class="proposal-actions">
      <Button kind="main" icon={Check} disabled={busy} onClick={() => void doing(decide.accept)()}>
        {own.accept}
      </Button>
      <Button icon={EyeOff} disabled={busy} onClick={() => void doing(decide.dismiss)()}>
        {own.dismiss}
      </Button>
    </div>
  )
}

/** The worst loss in one sentence, and on which other devices it is so too. */
function EvidenceText({ proposal, own }: { proposal: Proposal; own: ProposalWords }) {
  const { locale } = useInbox()
  const [worst, ...others] = proposal.evidence
  if (!worst) return null
  const number = (count: number) => new Intl.NumberFormat(locale).format(Math.round(count))
  const { device, loss, hits, n, baseline, lost } = worst
  return (
    <p class="proposal-evidence">
      {own.lose[loss](own.on[device], number(hits), number(n))}
      {own.beside(own.pagesOf[proposal.kind], percent(locale, baseline), number(Math.max(1, lost)))}
      {others.map((other) => ` ${own.also(own.on[other.device])}`)}
    </p>
  )
}

function useMomentText({ moment, medianLeaver }: Proposal, own: ProposalWords): string {
  const { locale } = useInbox()
  if (moment.type === 'stuck') return own.moment.stuck
  const reach = percent(locale, moment.reach)
  if (moment.type === 'visible') return own.moment.visible(moment.seconds, reach)
  const median = Math.round(medianLeaver ?? 0)
  return moment.reach < FEW ? own.moment.gone(median) : own.moment.leaving(median, reach)
}

function Charts({ proposal, own }: { proposal: Proposal; own: ProposalWords }) {
  const { words } = useInbox()
  const { moment, dwell, medianLeaver } = proposal
  const at = moment.type === 'visible' ? moment.seconds : undefined
  return (
    <div class="proposal-charts">
      <figure>
        <ul>
          {proposal.evidence.map((evidence) => (
            <RateLine key={evidence.device} evidence={evidence} own={own} />
          ))}
        </ul>
        <figcaption class="quiet">{own.chart.legend}</figcaption>
      </figure>
      <figure>
        <DwellCurve dwell={dwell} median={medianLeaver} moment={at} />
        <figcaption class="quiet">
          {words.pages.dwell}.{' '}
          {medianLeaver !== undefined && own.chart.median(Math.round(medianLeaver))}{' '}
          {at !== undefined && own.chart.moment(at)}
        </figcaption>
      </figure>
    </div>
  )
}

function RateLine({ evidence, own }: { evidence: Evidence; own: ProposalWords }) {
  const { words, locale } = useInbox()
  const { device, loss, hits, n, baseline } = evidence
  const name = `${words.context.devices[device]}, ${words.pages[loss].toLowerCase()}`
  const [rate, usual] = [percent(locale, hits / n), percent(locale, baseline)]
  return (
    <li class="insights-rate" data-prone="true" aria-label={own.chart.rate(name, rate, usual)}>
      <span aria-hidden="true">
        {name} <b>{rate}</b> <span class="quiet">{own.chart.usual(usual)}</span>
      </span>
      <RateBar rate={evidence} />
    </li>
  )
}
