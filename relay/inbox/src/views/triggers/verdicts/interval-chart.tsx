import { useTriggers } from '../triggers-context.ts'

const WIDTH = 320
const HEIGHT = 58
/** Room at both ends for half a label. */
const EDGE = 36
const MIDDLE = 22

interface IntervalChartProps {
  /** What the difference is of, for those who cannot see it. */
  label: string
  difference: number
  low: number | null
  high: number | null
  /** Whether there are orders enough to go by. */
  proven: boolean
  /** Writes a value on the axis. */
  write(value: number): string
}

/**
 * A difference and how sure it is: the dot is what was seen, the bar what it may be, the upright line no
 * difference at all. A bar that stays on one side of the line is a proof.
 */
export function IntervalChart(props: IntervalChartProps) {
  const { label, difference, low, high, proven, write } = props
  const { words } = useTriggers()
  if (low === null || high === null) return <p class="quiet">{words.verdicts.nothingKnown}</p>
  const [from, to] = [Math.min(0, low), Math.max(0, high)]
  const span = to - from || 1
  const at = (value: number) => EDGE + ((WIDTH - 2 * EDGE) * (value - from)) / span
  const side = low > 0 ? 'more' : high < 0 ? 'less' : 'open'
  // Labels that would lie over each other say less than one.
  const zeroFits = Math.min(Math.abs(at(0) - at(low)), Math.abs(at(0) - at(high))) > 52
  return (
    <svg
      class="interval-chart"
      data-side={proven ? side : 'open'}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={words.verdicts.chart(label, write(difference), write(low), write(high))}
    >
      <line class="interval-axis" x1={EDGE / 2} x2={WIDTH - EDGE / 2} y1={MIDDLE} y2={MIDDLE} />
      <line class="interval-zero" x1={at(0)} x2={at(0)} y1={MIDDLE - 18} y2={MIDDLE + 14} />
      <rect
        class="interval-bar"
        x={at(low)}
        width={Math.max(2, at(high) - at(low))}
        y={MIDDLE - 6}
        height="12"
        rx="6"
      />
      <circle class="interval-dot" cx={at(difference)} cy={MIDDLE} r="6" />
      <text x={at(low)} y={HEIGHT - 6} text-anchor="middle">
        {write(low)}
      </text>
      {zeroFits && (
        <text x={at(0)} y={HEIGHT - 6} text-anchor="middle">
          0
        </text>
      )}
      <text x={at(high)} y={HEIGHT - 6} text-anchor="middle">
        {write(high)}
      </text>
    </svg>
  )
}
