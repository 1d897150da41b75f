import type { TriggerSchedule } from '@loods/protocol'
import { useInbox } from '../../../app/context.ts'
import { Field } from '../../../parts/field.tsx'
import { clockOf, dayName } from './describe.ts'
import { useEditing } from './editor-context.ts'

/** The week as shops look at it. */
const WEEK = [1, 2, 3, 4, 5, 6, 0]

/** On which days, in which hours and from when to when a trigger may speak. */
export function ScheduleEditor() {
  const { draft, words, set, problemOf } = useEditing()
  const { schedule } = draft
  const change = (next: { [Name in keyof TriggerSchedule]: TriggerSchedule[Name] | undefined }) => {
    const entries = Object.entries({ ...schedule, ...next })
    set({ schedule: Object.fromEntries(entries.filter(([, value]) => value !== undefined)) })
  }
  return (
    <div class="schedule">
      <Days
        days={schedule.days ?? WEEK}
        onChange={(days) => change({ days: days.length === WEEK.length ? undefined : days })}
      />
      <div class="schedule-row">
        <Bound
          type="time"
          label={words.from}
          value={clockAt(schedule.from)}
          onChange={(clock) => change({ from: minutesOf(clock) })}
          problem={problemOf('schedule.from')}
        />
        <Bound
          type="time"
          label={words.to}
          value={clockAt(schedule.to)}
          onChange={(clock) => change({ to: minutesOf(clock) })}
          problem={problemOf('schedule.to')}
        />
        <Bound
          type="date"
          label={words.start}
          value={schedule.start ?? ''}
          onChange={(day) => change({ start: day || undefined })}
          problem={problemOf('schedule.start')}
        />
        <Bound
          type="date"
          label={words.end}
          value={schedule.end ?? ''}
          onChange={(day) => change({ end: day || undefined })}
          problem={problemOf('schedule.end')}
        />
      </div>
      <ShopTime over={(schedule.from ?? 0) > (schedule.to ?? 1_440)} />
    </div>
  )
}

function ShopTime({ over }: { over: boolean }) {
  const { desk, locale } = useInbox()
  const { words } = useEditing()
  const timeZone = desk.site.value?.settings.timeZone ?? 'UTC'
  const options = { hour: '2-digit', minute: '2-digit', timeZone } as const
  const time = new Date(desk.now.value).toLocaleTimeString(locale, options)
  return (
    <p class="quiet">
      {words.shopTime(timeZone.replaceAll('_', ' '), time)} {over && words.overMidnight}
    </p>
  )
}

function Days({ days, onChange }: { days: readonly number[]; onChange(days: number[]): void }) {
  const { words, telling } = useEditing()
  const toggle = (day: number) => {
    const next = days.includes(day) ? days.filter((one) => one !== day) : [...days, day]
    // On no day at all it would never speak: that is what switching it off is for.
    if (next.length > 0) onChange(next.toSorted((one, other) => one - other))
  }
  return (
    <fieldset class="schedule-days">
      <legend>{words.days}</legend>
      {WEEK.map((day) => (
        <label key={day}>
          <input
            type="checkbox"
            aria-label={dayName(day, telling)}
            checked={days.includes(day)}
            onChange={() => toggle(day)}
          />
          <span aria-hidden="true">{dayName(day, telling, 'short')}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** A day's end is its midnight for a browser. */
function clockAt(minutes: number | undefined): string {
  return minutes === undefined ? '' : clockOf(minutes % 1_440)
}

interface BoundProps {
  type: 'time' | 'date'
  label: string
  /** Empty: nothing bounds it. */
  value: string
  problem: string | undefined
  onChange(value: string): void
}

function Bound({ type, label, value, problem, onChange }: BoundProps) {
  const { words } = useEditing()
  return (
    <Field label={label} problem={problem}>
      {(control) => (
        <input
          {...control}
          class="input"
          type={type}
          title={words.noBound}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

function minutesOf(clock: string): number | undefined {
  const [hours, minutes] = clock.split(':').map(Number)
  return clock === '' ? undefined : (hours ?? 0) * 60 + (minutes ?? 0)
}
