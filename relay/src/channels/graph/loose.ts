/** Reading what others wrote, where nothing may be taken for granted and nothing may throw. */

export type Loose = Record<string, unknown>

/** What JSON calls an object; an empty one for anything else. */
export function record(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Loose)
    : {}
}

/** The objects of a list; none where it is no list. */
export function records(value: unknown): Loose[] {
  return Array.isArray(value) ? value.map(record) : []
}

/** Line breaks and tabs are text; other control characters no store and no screen can hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the characters that are taken out is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/** A text without what is no text, trimmed; undefined where nothing is left of it. */
export function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const clean = value.toWellFormed().replaceAll('\r\n', '\n').replace(CONTROL, '')
  return clean.normalize('NFC').trim() || undefined
}

/** Longest id that is believed; indexes hold no more. */
const MAX_ID = 1_000

/** An id, which may have come as a number. */
export function idText(value: unknown): string | undefined {
  const id = typeof value === 'number' ? String(value) : text(value)
  return id !== undefined && id.length <= MAX_ID ? id : undefined
}

/** A finite number, which may have come as text. */
export function amount(value: unknown): number | undefined {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return
  const found = Number(value)
  return Number.isFinite(found) ? found : undefined
}

/** The texts of a list, or of one key of a list's objects. */
export function texts(value: unknown, key?: string): string[] {
  if (!Array.isArray(value)) return []
  const found = value.map((item) => text(key === undefined ? item : record(item)[key]))
  return found.filter((item) => item !== undefined)
}

/** The same without the keys that have no value, so that optional keys are absent, not undefined. */
export function compact<T extends Loose>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
