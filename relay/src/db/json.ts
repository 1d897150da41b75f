import type { JsonText } from './columns.ts'

/** Writes a value for a JSON column. */
export function toJson<T>(value: T): JsonText<T> {
  return JSON.stringify(value) as JsonText<T>
}

/** Reads a JSON column this relay wrote; what came from outside was validated before it was stored. */
export function fromJson<T>(text: JsonText<T>): T {
  return JSON.parse(text) as T
}
