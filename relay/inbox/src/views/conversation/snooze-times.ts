/** A moment to put a conversation off until. */
export interface SnoozeTime {
  name: 'inAnHour' | 'thisAfternoon' | 'tomorrow' | 'monday' | 'nextWeek'
  at: number
}

const HOUR = 3_600_000
/** Hours of the day at which a morning and an afternoon begin. */
const MORNING = 9
const AFTERNOON = 14

/** The moments worth offering at `now`, in the reader's own time zone, soonest first. */
export function snoozeTimes(now: number): SnoozeTime[] {
  const today = new Date(now)
  const toMonday = (8 - today.getDay()) % 7 || 7
  const all: SnoozeTime[] = [
    { name: 'inAnHour', at: now + HOUR },
    { name: 'thisAfternoon', at: atHour(now, 0, AFTERNOON) },
    { name: 'tomorrow', at: atHour(now, 1, MORNING) },
    { name: 'monday', at: atHour(now, toMonday, MORNING) },
    { name: 'nextWeek', at: atHour(now, 7, MORNING) },
  ]
  return all.filter(({ at, name }, index) => {
    const soon = name !== 'inAnHour' && at < now + HOUR
    return !soon && all.findIndex((other) => other.at === at) === index
  })
}

function atHour(now: number, days: number, hour: number): number {
  const date = new Date(now)
  date.setDate(date.getDate() + days)
  return date.setHours(hour, 0, 0, 0)
}
