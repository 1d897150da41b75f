import { useInbox } from '../../../app/context.ts'
import { useSettings } from '../settings-context.ts'
import { duration } from './duration.ts'

/** A Monday, to name the days of a week with. */
const MONDAY = Date.UTC(2024, 0, 1)
const DAY = 86_400_000

/** Seconds up to which an answer is quick, and fair. */
const QUICK = 45
const FAIR = 120

/**
 * First answers by hour of the week, one row a day.
 * @param hours median seconds from Monday 00:00 on; null where unknown
 */
export function WeekChart({ hours }: { hours: (number | null)[] }) {
  const { locale } = useInbox()
  const { words } = useSettings()
  const dayName = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const days = [0, 1, 2, 3, 4, 5, 6]
  return (
    <div class="week-scroll">
      <table class="week">
        <caption class="hidden-text">{words.availability.week}</caption>
        <thead>
          <tr>
            <td />
            {hours.slice(0, 24).map((_, hour) => (
              <th key={hour} scope="col">
                {hour % 6 === 0 ? hour : <span class="hidden-text">{hour}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day}>
              <th scope="row">{dayName.format(MONDAY + day * DAY)}</th>
              {hours.slice(day * 24, day * 24 + 24).map((seconds, hour) => (
                <Hour key={hour} seconds={seconds} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="week-key" aria-hidden="true">
        <Key speed="quick" text={`≤ ${duration(words, QUICK)}`} />
        <Key speed="fair" text={`≤ ${duration(words, FAIR)}`} />
        <Key speed="slow" text={words.availability.slow} />
        <Key speed="none" text={words.availability.unknown} />
      </p>
    </div>
  )
}

function Key({ speed, text }: { speed: string; text: string }) {
  return (
    <span class="week-key-item">
      <i data-speed={speed} />
      {text}
    </span>
  )
}

function Hour({ seconds }: { seconds: number | null }) {
  const { words } = useSettings()
  const text = seconds === null ? words.availability.unknown : duration(words, seconds)
  return (
    <td data-speed={speed(seconds)} title={text}>
      <span class="hidden-text">{text}</span>
    </td>
  )
}

function speed(seconds: number | null): string {
  if (seconds === null) return 'none'
  return seconds <= QUICK ? 'quick' : seconds <= FAIR ? 'fair' : 'slow'
}
