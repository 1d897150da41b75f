import { readVisibleCode } from '../../crypto/visible-code.ts'
import type { Content } from '../update.ts'
import { withoutOurs } from './words.ts'

/** A code that lost the words around it. */
const BARE = /(?<![0-9a-z])([0-9a-z]{4})[-–—]([0-9a-z]{4})(?![0-9a-z])/i

/** The code somebody sends to go on elsewhere, and the text without it and without our words beside it. */
export function codeInText(text: string): { code: string; rest: string } | undefined {
  const found = readVisibleCode(text) ?? readVisibleCode(text.replace(BARE, '(Ref: $1-$2)'))
  return found && { code: found.code, rest: withoutOurs(found.rest) }
}

/** The code as a link carries it. */
export function codeInToken(token: string): string | undefined {
  return readVisibleCode(`Ref: ${token}`)?.code
}

/** What was said beside a code; undefined where that is nothing of the shopper's own. */
export function contentBeside({ detail, media }: Content, rest: string): Content | undefined {
  // A button such as "Get started", or the link itself: they came by it.
  const shown = detail?.kind === 'choice' || detail?.kind === 'referral' ? undefined : detail
  if (rest === '' && !shown && !media) return undefined
  return {
    ...(rest !== '' && { text: rest }),
    ...(shown && { detail: shown }),
    ...(media && { media }),
  }
}
