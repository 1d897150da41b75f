/** Milliseconds in which a chat that was told of counts as the one a member talks about. */
export const ACTIVE = 60 * 60_000

/** What is known of the chats a message from a phone may be about. */
export interface Known {
  /** Whether it quotes something, and the chat that stands for, if any. */
  quote: { conversationId: string | null | undefined } | undefined
  /** Chats told of within the last hour that are still open, newest first. */
  active: readonly string[]
  /** Other open chats that stand on this phone, newest first. */
  older: readonly string[]
}

export type Which =
  | { kind: 'this'; conversationId: string }
  | { kind: 'ask'; among: string[] }
  | { kind: 'none' }

/** Rows a list can have. */
const MAX_ROWS = 10

/**
 * Which chat a message is for: the quoted one, else the only one there is talk of. It never guesses
 * where there are two, nor where what is quoted is no chat of ours.
 */
export function whichChat({ quote, active, older }: Known): Which {
  if (quote?.conversationId) return { kind: 'this', conversationId: quote.conversationId }
  const [only, ...others] = active
  if (!quote && only !== undefined && others.length === 0) {
    return { kind: 'this', conversationId: only }
  }
  const among = [...active, ...older].slice(0, MAX_ROWS)
  return among.length > 0 ? { kind: 'ask', among } : { kind: 'none' }
}
