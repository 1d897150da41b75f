const DAY = 86_400_000

/** "ma 23 nov 10:00". */
export function clockOf(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
}

export function timeOf(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
}

/** "maandag 23 november", for the line between days. */
export function dayOf(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(at)
}

export function isOtherDay(one: number, other: number | undefined): boolean {
  return other === undefined || new Date(one).toDateString() !== new Date(other).toDateString()
}

/** "23 u 40 m" in either language: hours and minutes left. */
export function leftOf(ms: number, language: string): string {
  const minutes = Math.max(0, Math.floor(Math.min(ms, DAY) / 60_000))
  const unit = language === 'nl' ? 'u' : 'h'
  return `${Math.floor(minutes / 60)} ${unit} ${minutes % 60} m`
}
