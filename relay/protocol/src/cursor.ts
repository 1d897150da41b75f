/**
 * A place in a stream of events. Members read a whole site (`<epoch>.<n>`), a shopper reads one
 * conversation (`<epoch>.<conversation>.<n>`). Opaque to clients: they send back what they last built.
 */
export interface Cursor {
  /** Random name of the database's history; another epoch means that numbers do not compare. */
  epoch: string
  /** The conversation of a shopper's stream; absent for a member's. */
  conversation?: string
  /** Number of the last event seen; numbers in one stream have no gaps. */
  n: number
}

/** Writes a cursor as the text that travels in `since`. */
export function formatCursor(cursor: Cursor): string {
  const middle = cursor.conversation ? `.${cursor.conversation}` : ''
  return `${cursor.epoch}${middle}.${cursor.n}`
}

/** Reads a cursor; undefined for anything that is not one (the relay then answers with a reset). */
export function parseCursor(text: string): Cursor | undefined {
  const parts = /^([A-Za-z0-9_-]{8,32})(?:\.([A-Za-z0-9_-]{21}))?\.(\d{1,15})$/.exec(text)
  if (!parts) return undefined
  const [, epoch, conversation, n] = parts
  return { epoch: epoch ?? '', ...(conversation && { conversation }), n: Number(n) }
}
