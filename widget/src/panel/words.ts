/** Puts values in the places a text leaves for them. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''))
}

/** A wait in the largest unit that keeps it honest: seconds to 90, minutes to 90, then hours. */
export function wait(seconds: number): { unit: 'Seconds' | 'Minutes' | 'Hours'; n: number } {
  if (seconds <= 90) return { unit: 'Seconds', n: Math.max(10, Math.ceil(seconds / 10) * 10) }
  const minutes = Math.ceil(seconds / 60)
  return minutes <= 90
    ? { unit: 'Minutes', n: minutes }
    : { unit: 'Hours', n: Math.ceil(minutes / 60) }
}
