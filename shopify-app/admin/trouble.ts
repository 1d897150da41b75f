import { ApiError } from '../../relay/inbox/src/api/client.ts'
import type { Words } from './words/words.ts'

/** What is wrong, in words, and whether the page mends it by itself. */
export interface Trouble {
  title: string
  text: string
  /** Trying again may help; otherwise the page has to be loaded anew. */
  again: boolean
}

/** What to say of a page that cannot be shown. */
export function troubleOf(error: unknown, words: Words['trouble']): Trouble {
  const code = error instanceof ApiError ? error.code : undefined
  switch (code) {
    case 'unauthorized':
    case 'bad_token':
      return { title: words.signedOutTitle, text: words.signedOut, again: false }
    case 'forbidden':
      return { title: words.forbiddenTitle, text: words.forbidden, again: true }
    case 'offline':
    case 'unavailable':
      return { title: words.awayTitle, text: words.away, again: true }
    case undefined:
      if (error instanceof TypeError)
        return { title: words.awayTitle, text: words.away, again: true }
      return { title: words.otherTitle, text: words.other, again: true }
    default:
      return { title: words.otherTitle, text: words.other, again: true }
  }
}

/** One line on something that was pressed and did not work. */
export function refusalOf(error: unknown, words: Words['trouble']): string {
  if (!(error instanceof ApiError)) return words.failed
  if (error.code === 'rate_limited') return words.often
  if (error.code === 'forbidden') return words.forbidden
  return error.code === 'offline' ? words.away : words.failed
}
