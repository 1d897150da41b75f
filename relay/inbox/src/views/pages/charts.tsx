import type { PageDetail } from '@loods/protocol'
import { useInbox } from '../../app/context.ts'
import { percent } from './funnel.tsx'

const WIDTH = 320
const HEIGHT = 96
const DAY = 86_400_000

/**
 * How many were still on the page after how long: a stair that goes down. Time is drawn by classes, so
 * that the first seconds have room.
 */
export function DwellCurve({
  dwell,
  median,
}: {
  dwell: PageDetail['dwell']
  median: number | undefined
}) {
  const { words } = useInbox()
  const all = dwell.reduce((sum, { leavers }) => sum + leavers, 0)
  if (all === 0) return null
  const step = WIDTH / dwell.length
  let left = all
  const points = dwell.flatMap(({ leavers }, index) => {
    const from = `${index * step},${HEIGHT * (1 - left / all)}`
    left -= leavers
    return [from, `${(index + 1) * step},${HEIGHT * (1 - left / all)}`]
  })
  const at =
    median === undefined
      ? -1
      : dwell.findIndex(({ until }) => until === undefined || until >= median)
  return (
    <svg
      class="insights-curve"
      viewBox={`0 0 ${WIDTH} ${HEIGHT + 16}`}
      role="img"
      aria-label={words.pages.dwell}
    >
      <polygon points={`0,${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}`} />
      {at >= 0 && <line x1={(at + 0.5) * step} x2={(at + 0.5) * step} y1="0" y2={HEIGHT} />}
      {dwell.map(({ until }, index) =>
        index % 2 === 1 && until !== undefined ? (
          <text key={until} x={(index + 1) * step} y={HEIGHT + 13} text-anchor="middle">
            {words.pages.seconds(until)}
          </text>
        ) : null,
      )}
    </svg>
  )
}

/** A box a day: the darker, the more of its visits ended here. */
export function DayStrip({ days, count }: { days: PageDetail['days']; count: number }) {
  const { desk, words, locale } = useInbox()
  const today = Math.floor(desk.now.peek() / DAY)
  const known = new Map(days.map((day) => [day.day, day]))
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  return (
    <ul class="insights-days">
      {Array.from({ length: count }, (_, index) => today - count + 1 + index).map((number) => {
        const day = known.get(number)
        const share = day && day.views > 0 ? day.exits / day.views : undefined
        const name = date.format(number * DAY)
        return (
          <li
            key={number}
            title={
              day && share !== undefined
                ? words.pages.dayTitle(name, day.views, percent(locale, share))
                : words.pages.dayEmpty(name)
            }
            data-empty={share === undefined}
            style={share === undefined ? undefined : { '--share': String(share) }}
          />
        )
      })}
    </ul>
  )
}
