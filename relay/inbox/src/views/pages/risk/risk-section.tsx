import type { RiskReport } from '@loods/protocol'
import { CircleCheck, CircleDashed } from 'lucide'
import { useInbox } from '../../../app/context.ts'
import { useLoaded } from '../../../app/use-loaded.ts'
import { useOwnWords } from '../../../app/use-own-words.ts'
import { adopt } from '../../../look/sheets.ts'
import { Icon } from '../../../parts/icon.tsx'
import { WhenLoaded } from '../../../parts/section.tsx'
import { createDates } from '../../../parts/time.ts'
import { percent } from '../funnel.tsx'
import { CalibrationChart } from './calibration-chart.tsx'
import { loadRiskWords, type RiskWords } from './i18n/words.ts'
import riskCss from './risk.css'

/** Effects that are told of; weaker ones would only confuse. */
const MOST_EFFECTS = 3
const WEAKEST = 0.1

/** How likely visits are to end without an order: whether that is known, how well, and by what. */
export function RiskSection() {
  const { desk, root } = useInbox()
  adopt(root, riskCss)
  const words = useOwnWords(loadRiskWords)
  const report = useLoaded(() =>
    desk.api.get<RiskReport>(`/api/sites/${desk.membership.siteId}/insights/risk`),
  )
  if (!words) return null
  return (
    <section class="risk" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p class="quiet">{words.intro}</p>
      <WhenLoaded of={report}>{(report) => <Report report={report} words={words} />}</WhenLoaded>
    </section>
  )
}

interface Part {
  report: RiskReport
  words: RiskWords
}

function Report({ report, words }: Part) {
  const isOn = report.state === 'on'
  return (
    <>
      <p class="risk-state" data-on={isOn}>
        <Icon of={isOn ? CircleCheck : CircleDashed} size={16} />
        {words.states[report.state]}
      </p>
      {!isOn && <WhyNot report={report} words={words} />}
      {report.quality && report.state !== 'off' && (
        <Quality quality={report.quality} report={report} words={words} />
      )}
      <Times report={report} words={words} />
    </>
  )
}

function WhyNot({ report, words }: Part) {
  const { locale } = useInbox()
  const { state, missing } = report
  const write = (count: number) => new Intl.NumberFormat(locale).format(count)
  return (
    <p>
      {state === 'useless' && words.useless}
      {state === 'uncalibrated' && words.uncalibrated}
      {missing && missingWords(words, missing, write)} {words.waits}
    </p>
  )
}

function missingWords(
  words: RiskWords,
  { visits, orders }: NonNullable<RiskReport['missing']>,
  write: (count: number) => string,
): string {
  if (orders === 0) return words.missingVisits(write(visits))
  if (visits === 0) return words.missingOrders(write(orders))
  return words.missing(write(visits), write(orders))
}

function Quality({
  quality,
  report,
  words,
}: Part & { quality: NonNullable<RiskReport['quality']> }) {
  const { locale } = useInbox()
  const { bins, auc, visits, orders } = quality
  const write = (count: number) => new Intl.NumberFormat(locale).format(count)
  const share = (value: number) => percent(locale, value)
  const lowest = bins[0]
  const middle = bins[Math.floor(bins.length / 2)]
  return (
    <div class="risk-parts">
      <figure>
        <figcaption>{words.chart}</figcaption>
        <CalibrationChart bins={bins} words={words} />
        <p class="quiet">{words.chartNote}</p>
      </figure>
      <div class="risk-words">
        <p>{words.judged(write(visits), write(orders))}</p>
        <p>{words.auc(share(auc))}</p>
        {report.state === 'on' && lowest && middle && (
          <p>{words.spread(share(lowest.to), share(middle.from))}</p>
        )}
        <Effects report={report} words={words} />
      </div>
    </div>
  )
}

function Effects({ report: { effects }, words }: Part) {
  const strong = effects
    .filter(({ effect }) => Math.abs(effect) >= WEAKEST)
    .slice(0, MOST_EFFECTS * 2)
  const of = (sign: 1 | -1) =>
    strong.filter(({ effect }) => effect * sign > 0).slice(0, MOST_EFFECTS)
  if (strong.length === 0) return null
  return (
    <>
      <h3>{words.effects}</h3>
      <dl class="risk-effects">
        {([1, -1] as const).map((sign) => (
          <div key={sign}>
            <dt>{sign > 0 ? words.leaves : words.orders}</dt>
            {of(sign).map(({ feature }) => (
              <dd key={feature}>{words.features[feature]}</dd>
            ))}
          </div>
        ))}
      </dl>
      <p class="quiet">{words.effectsNote}</p>
    </>
  )
}

function Times({ report: { learntAt, nextAt, state }, words }: Part) {
  const { locale } = useInbox()
  if (state === 'off') return null
  if (learntAt === undefined) return <p class="quiet">{words.first}</p>
  const { moment } = createDates(locale, '', '')
  return <p class="quiet">{words.learnt(moment(learntAt), moment(nextAt))}</p>
}
