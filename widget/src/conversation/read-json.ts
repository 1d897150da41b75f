/** What a text holds as JSON; undefined when it is none. */
export function readJson(text: unknown): unknown {
  try {
    return JSON.parse(text as string)
  } catch {
    return undefined
  }
}
