import type { Language } from '@loods/protocol'
import { type ChannelKind, NETWORK_NAMES } from '../account.ts'

interface Words {
  /** What a shopper sends to go on elsewhere; a code follows it. */
  goOn: string
  /** What a shopper reads there once the conversation goes on there. @param asked whether a question waits */
  confirm(shop: string, asked: boolean): string
  /** The code belonged to somebody else's conversation. */
  refuse: string
}

/** What is said, here and there, when a conversation is taken along. */
export function wordsOf(language: Language, kind: ChannelKind): Words {
  const network = NETWORK_NAMES[kind]
  if (language === 'nl') {
    return {
      goOn: `Hallo, ik wil graag verder via ${network}.`,
      confirm: (shop, asked) =>
        `Je bent nu verder in ${network} met ${shop}. ${asked ? 'Je vraag is al bij ons; het antwoord komt hier.' : 'Schrijf hier gerust je vraag.'}`,
      refuse: 'Dit gesprek hoort bij iemand anders, dus we beginnen hier een nieuw gesprek.',
    }
  }
  return {
    goOn: `Hi, I would like to go on in ${network}.`,
    confirm: (shop, asked) =>
      `You now go on in ${network} with ${shop}. ${asked ? 'We already have your question; the answer comes here.' : 'Just write your question here.'}`,
    refuse: 'That chat belongs to somebody else, so a new one begins here.',
  }
}

/** A text without the sentence we put before a code, in whatever language that was. */
export function withoutOurs(text: string): string {
  const ours = LANGUAGES.flatMap((language) => KINDS.map((kind) => wordsOf(language, kind).goOn))
  return ours.reduce((left, sentence) => left.replace(sentence, ''), text).trim()
}

const LANGUAGES: readonly Language[] = ['nl', 'en']
const KINDS: readonly ChannelKind[] = ['whatsapp', 'messenger']
