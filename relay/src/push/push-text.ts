import type { ChannelTroubleCode, Language, PageRef } from '@loods/protocol'
import { troubleText } from '../channels/trouble-words.ts'
import type { PushText } from './push.service.ts'

/** Characters of a notification's text; more is cut off on every phone. */
const MAX_BODY = 180

const WORDS = {
  nl: {
    waits: (page: string) =>
      page ? `Iemand wacht op antwoord op ${page}` : 'Iemand wacht op antwoord',
    lead: {
      email: 'Iemand liet een e-mailadres achter',
      phone: 'Iemand liet een telefoonnummer achter',
    },
    test: 'Zo zie je dat er iemand wacht. Dit apparaat doet het.',
    testTitle: 'Proefmelding van Loods',
  },
  en: {
    waits: (page: string) =>
      page ? `Somebody waits for an answer on ${page}` : 'Somebody waits for an answer',
    lead: { email: 'Somebody left an e-mail address', phone: 'Somebody left a phone number' },
    test: 'This is how you see that somebody waits. This device works.',
    testTitle: 'Test notification from Loods',
  },
} as const

export interface WaitingPush {
  language: Language
  shop: string
  siteId: string
  conversationId: string
  page: PageRef | undefined
  /** The shopper's words, only for a member who chose to see them. */
  text: string | undefined
}

/** Tells a member that somebody waits. */
export function waitingText(push: WaitingPush): PushText {
  const words = WORDS[push.language]
  return {
    kind: 'waiting',
    title: push.shop,
    body: tidy(push.text || words.waits(pageName(push.page))),
    ...inConversation(push),
  }
}

/** Tells a member that somebody left an address or number. */
export function leadText(
  push: Omit<WaitingPush, 'page' | 'text'> & { kind: 'email' | 'phone' },
): PushText {
  const body = WORDS[push.language].lead[push.kind]
  return { kind: 'lead', title: push.shop, body, ...inConversation(push) }
}

/** Tells who can put it right that a channel is in trouble. */
export function channelText(push: {
  language: Language
  shop: string
  siteId: string
  channelId: string
  code: ChannelTroubleCode
  endsAt?: number | undefined
}): PushText {
  const { language, shop, siteId, channelId, code, endsAt } = push
  return {
    kind: 'channel',
    title: shop,
    body: tidy(troubleText(language, code, endsAt)),
    tag: channelId,
    path: `/inbox#/${siteId}/settings/channels`,
  }
}

/** Shows a member that a device works. */
export function testText(language: Language): PushText {
  const { testTitle, test } = WORDS[language]
  return { kind: 'test', title: testTitle, body: test, tag: 'loods-test' }
}

function inConversation({ siteId, conversationId }: { siteId: string; conversationId: string }) {
  return {
    tag: conversationId,
    path: `/inbox#/${siteId}/c/${conversationId}`,
  }
}

function pageName(page: PageRef | undefined): string {
  if (!page) return ''
  return page.title || (URL.parse(page.url)?.pathname ?? '')
}

/** One line without what would turn the rest of it around or hide it; the joiner of emoji stays. */
function tidy(text: string): string {
  const line = text
    .replaceAll(/(?!\u200d)[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return line.length > MAX_BODY ? `${line.slice(0, MAX_BODY - 1)}…` : line
}
