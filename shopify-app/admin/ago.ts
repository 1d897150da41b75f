const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

/** How long ago something was, such as `12 seconds ago`. @param ms may be negative where clocks differ */
export function ago(ms: number, language: string): string {
  const seconds = Math.max(1, Math.round(ms / 1_000))
  const [unit, size] = UNITS.find(([, least]) => seconds >= least) ?? ['second', 1]
  return new Intl.RelativeTimeFormat(language).format(-Math.floor(seconds / size), unit)
}
