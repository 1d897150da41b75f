import type { LossRate } from '@loods/protocol'

/** A rate as a bar: its dark part is what was seen, its pale part how sure that is, its tick what is usual. */
export function RateBar({
  rate: { n, hits, interval, baseline },
}: {
  rate: Pick<LossRate, 'n' | 'hits' | 'interval' | 'baseline'>
}) {
  const at = (share: number) => `${Math.round(1_000 * Math.min(1, share)) / 10}%`
  return (
    <svg
      class="insights-rate-bar"
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect class="insights-rate-ground" width="100" height="8" rx="2" />
      <rect
        class="insights-rate-range"
        x={at(interval.low)}
        width={at(interval.high - interval.low)}
        height="8"
      />
      <rect class="insights-rate-value" width={at(hits / n)} height="8" rx="2" />
      <rect class="insights-rate-usual" x={at(baseline)} width="1.5" height="8" />
    </svg>
  )
}
