import { useEffect, useState } from 'preact/hooks'

export interface Answer<T> {
  /** Undefined until the first answer has come; the one before stays until the next has. */
  value: T | undefined
  /** Why the last question got no answer. */
  error: unknown
}

/**
 * Asks again whenever what is asked about changes; an answer that comes after the next question is dropped.
 * @param about compared one by one, as an effect's are
 */
export function useAnswer<T>(ask: () => Promise<T>, about: unknown[]): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ value: undefined, error: undefined })
  useEffect(() => {
    let gone = false
    ask().then(
      (value) => !gone && setAnswer({ value, error: undefined }),
      (error: unknown) => !gone && setAnswer(({ value }) => ({ value, error })),
    )
    return () => {
      gone = true
    }
  }, about)
  return answer
}
