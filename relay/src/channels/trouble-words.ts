import type { ChannelTroubleCode, Language, TroubleWords } from '@loods/protocol'
import { troubleWords as en } from '@loods/protocol/trouble-words/en'
import { troubleWords as nl } from '@loods/protocol/trouble-words/nl'

const WORDS: Record<Language, TroubleWords> = { nl, en }

/**
 * What is wrong with a channel and what to do, in a sentence or two.
 * @param endsAt when its token ends, where nothing is wrong yet
 */
export function troubleText(
  language: Language,
  code: ChannelTroubleCode,
  endsAt: number | undefined,
): string {
  if (endsAt === undefined) return WORDS[language][code].text
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB'
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(endsAt)
  return language === 'nl'
    ? `Het token loopt af op ${day}. Vernieuw het op tijd bij Kanalen, dan gaat alles door.`
    : `The token ends on ${day}. Renew it in time under Channels, and everything goes on.`
}
