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
          <text
            key={until}
            x={(index + 1) * step}
            y={HEIGHT + 13}
            text-anchor={index + 1 === dwell.length ? 'end' : 'middle'}
          >
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

type Day = PageDetail['days'][number]

/** Of one day: visits that could be lost in each way, and those that were. */
const LOST: Record<'bounce' | 'exit' | 'dropOff', (day: Day) => [n: number, hits: number]> = {
  bounce: ({ entries, bounces }) => [entries, bounces],
  exit: ({ views, exits }) => [views, exits],
  dropOff: ({ reached, wentOn }) => [reached, reached - wentOn],
}

/** A box a day: the darker, the more of its visits were lost in one way. */
export function DayStrip({
  days,
  count,
  loss,
}: {
  days: PageDetail['days']
  count: number
  loss: keyof typeof LOST
}) {
  const { desk, words, locale } = useInbox()
  const today = Math.floor(desk.now.peek() / DAY)
  const known = new Map(days.map((day) => [day.day, day]))
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  if (!days.some((day) => LOST[loss](day)[0] > 0)) return null
  return (
    <>
      <p class="insights-strip-name">{words.pages[loss]}</p>
      <ul class="insights-days">
        {Array.from({ length: count }, (_, index) => today - count + 1 + index).map((number) => {
          const day = known.get(number)
          const [n, hits] = day ? LOST[loss](day) : [0, 0]
          const name = date.format(number * DAY)
          return (
            <li
              key={number}
              title={
                n > 0
                  ? words.pages.dayTitle(name, n, percent(locale, hits / n))
                  : words.pages.dayEmpty(name)
              }
              data-empty={n === 0}
              style={n === 0 ? undefined : { '--share': String(hits / n) }}
            />
          )
        })}
      </ul>
    </>
  )
}
