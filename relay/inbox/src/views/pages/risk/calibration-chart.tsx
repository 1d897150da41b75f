import type { RiskReport } from '@loods/protocol'
import { useInbox } from '../../../app/context.ts'
import { percent } from '../funnel.tsx'
import type { RiskWords } from './i18n/words.ts'

type Bin = NonNullable<RiskReport['quality']>['bins'][number]

const SIZE = 200
/** Room for the numbers at both axes. */
const LEFT = 40
const BELOW = 34
/** Steps that an axis may begin at. */
const STEP = 0.1

/** What was foretold against what was seen: dots on the line are true. Both axes end at 100 %. */
export function CalibrationChart({ bins, words }: { bins: Bin[]; words: RiskWords }) {
  const { locale } = useInbox()
  const least = Math.min(...bins.flatMap(({ foretold, happened }) => [foretold, happened]))
  const from = Math.max(0, Math.floor((least - 0.02) / STEP) * STEP)
  const at = (share: number) => (SIZE * (share - from)) / (1 - from)
  const ticks = [from, (from + 1) / 2, 1]
  const write = (share: number) => percent(locale, share)
  return (
    <svg
      class="risk-chart"
      viewBox={`0 0 ${LEFT + SIZE + 16} ${SIZE + BELOW + 10}`}
      role="img"
      aria-label={bins.map((bin) => words.dot(write(bin.foretold), write(bin.happened))).join('; ')}
    >
      <g transform={`translate(${LEFT} 10)`}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line class="risk-grid" x1={at(tick)} x2={at(tick)} y1="0" y2={SIZE} />
            <line class="risk-grid" x1="0" x2={SIZE} y1={SIZE - at(tick)} y2={SIZE - at(tick)} />
            <text x={at(tick)} y={SIZE + 14} text-anchor="middle">
              {write(tick)}
            </text>
            <text x="-6" y={SIZE - at(tick) + 4} text-anchor="end">
              {write(tick)}
            </text>
          </g>
        ))}
        <line class="risk-true" x1="0" y1={SIZE} x2={SIZE} y2="0" />
        {bins.map(({ from, foretold, happened }) => (
          <circle key={from} cx={at(foretold)} cy={SIZE - at(happened)} r="5">
            <title>{words.dot(write(foretold), write(happened))}</title>
          </circle>
        ))}
        <text class="risk-axis" x={SIZE / 2} y={SIZE + 30} text-anchor="middle">
          {words.foretold} →
        </text>
        <text class="risk-axis" transform={`translate(-30 ${SIZE / 2 - 6}) rotate(-90)`}>
          {words.seen} →
        </text>
      </g>
    </svg>
  )
}
