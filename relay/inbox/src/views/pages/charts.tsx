import type { PageDetail } from '@loods/protocol'
import { useInbox } from '../../app/context.ts'
import { percent } from './funnel.tsx'

const WIDTH = 320
const HEIGHT = 96
const DAY = 86_400_000

type Classes = PageDetail['dwell']

/**
 * How many were still on the page after how long: a stair that goes down. Time is drawn by classes, so
 * that the first seconds have room. Seconds are marked: when half had gone, and when a message comes.
 */
export function DwellCurve({
  dwell,
  median,
  moment,
}: {
  dwell: Classes
  median: number | undefined
  moment?: number | undefined
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
  return (
    <svg
      class="insights-curve"
      viewBox={`0 0 ${WIDTH} ${HEIGHT + 16}`}
      role="img"
      aria-label={words.pages.dwell}
    >
      <polygon points={`0,${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}`} />
      <Mark dwell={dwell} seconds={median} />
      <Mark dwell={dwell} seconds={moment} name="insights-moment" />
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

/** A line at so many seconds, as far into their class as they are. */
function Mark({
  dwell,
  seconds,
  name,
}: {
  dwell: Classes
  seconds: number | undefined
  name?: string
}) {
  if (seconds === undefined) return null
  const index = dwell.findIndex(({ until }) => until === undefined || until >= seconds)
  if (index < 0) return null
  const from = dwell[index - 1]?.until ?? 0
  const until = dwell[index]?.until ?? seconds
  const within = until > from ? (seconds - from) / (until - from) : 0.5
  const x = (index + within) * (WIDTH / dwell.length)
  return <line class={name} x1={x} x2={x} y1="0" y2={HEIGHT} />
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
