import {
  type ChannelTroubleCode,
  type Language,
  MILD_TROUBLES,
  type Role,
  spacedPhone,
} from '@loods/protocol'
import { troubleText } from '../channels/trouble-words.ts'
import { type ComposedMail, compose, type Part } from './compose.ts'
import { MAIL_WORDS, type MailWords, type NoticeKind } from './words.ts'

export interface InvitationLetter {
  shop: string
  who: string
  role: Role
  url: string
}

export function invitationLetter(language: Language, letter: InvitationLetter): ComposedMail {
  const { roles, invitation } = MAIL_WORDS[language]
  const shop = plainName(letter.shop)
  return compose({
    language,
    subject: invitation.subject(shop),
    parts: [
      { say: invitation.intro(plainName(letter.who), shop, roles[letter.role]) },
      ...action(invitation, letter.url),
    ],
  })
}

/** The letters that say nothing but that a link is here: new password, confirm an address. */
export function linkLetter(
  language: Language,
  kind: 'reset' | 'signUp' | 'email',
  url: string,
): ComposedMail {
  const words = MAIL_WORDS[language][kind]
  return compose({
    language,
    subject: words.subject,
    parts: [{ say: words.intro }, ...action(words, url)],
  })
}

/** Tells the owner of an account, or of a shop, what was changed or is to be done. */
export function noticeLetter(language: Language, kind: NoticeKind, url: string): ComposedMail {
  const { notice } = MAIL_WORDS[language]
  return compose({
    language,
    subject: notice[kind].subject,
    parts: [
      { say: notice[kind].intro },
      ...action({ button: notice.button, foot: notice.foot[concern(kind)] }, url),
    ],
  })
}

function concern(kind: NoticeKind): keyof MailWords['notice']['foot'] {
  if (kind === 'password' || kind === 'email') return 'account'
  return kind === 'shopAsks' ? 'operator' : 'shop'
}

export interface AlertLetter {
  shop: string
  /** Name the shopper gave, if any. */
  who?: string | undefined
  waitedSeconds: number
  /** The shopper's words: only members, whose addresses are known, get this letter. */
  text: string
  url: string
}

export function alertLetter(language: Language, letter: AlertLetter): ComposedMail {
  const { alert } = MAIL_WORDS[language]
  return compose({
    language,
    subject: alert.subject(letter.shop),
    parts: [
      { say: alert.intro(letter.who ?? alert.somebody, alert.waited(letter.waitedSeconds)) },
      { quote: letter.text },
      ...action(alert, letter.url),
    ],
  })
}

export interface LeadLetter {
  shop: string
  /** Name the shopper gave, if any. */
  who?: string | undefined
  kind: 'email' | 'phone'
  /** What was left: only members get this letter. */
  value: string
  url: string
}

export function leadLetter(language: Language, letter: LeadLetter): ComposedMail {
  const { alert, lead } = MAIL_WORDS[language]
  return compose({
    language,
    subject: lead.subject(letter.shop),
    parts: [
      { say: lead.intro[letter.kind](letter.who ?? alert.somebody) },
      { quote: spacedPhone(letter.value) },
      ...action(lead, letter.url),
    ],
  })
}

export interface ReplyLetter {
  shop: string
  who: string
  text: string
  url: string
}

/** A member's answer, to an address that is proven to be the shopper's. */
export function replyLetter(language: Language, letter: ReplyLetter): ComposedMail {
  const { reply } = MAIL_WORDS[language]
  return compose({
    language,
    subject: reply.subject(letter.shop),
    parts: [
      { say: reply.intro(letter.who, letter.shop) },
      { quote: letter.text },
      ...action(reply, letter.url),
    ],
  })
}

export interface ChannelLetter {
  shop: string
  /** Network and number or page, as people know them. */
  channel: string
  code: ChannelTroubleCode
  /** When its token ends, where nothing is wrong yet. */
  endsAt?: number | undefined
  url: string
}

/** To who can put it right: a channel is in trouble. */
export function channelLetter(language: Language, letter: ChannelLetter): ComposedMail {
  const { channel } = MAIL_WORDS[language]
  return compose({
    language,
    subject: channel.subject(letter.channel, letter.shop),
    parts: [
      { say: troubleText(language, letter.code, letter.endsAt) },
      ...(holdsBack(letter) ? [{ say: channel.waits }] : []),
      ...action(channel, letter.url),
    ],
  })
}

function holdsBack({ code, endsAt }: ChannelLetter): boolean {
  return endsAt === undefined && !MILD_TROUBLES.includes(code)
}

/** To an address somebody typed and nobody proved: fixed words and a link, nothing anybody wrote (T71). */
export function firstReplyLetter(
  language: Language,
  letter: { shop: string; url: string },
): ComposedMail {
  const { firstReply } = MAIL_WORDS[language]
  const shop = plainName(letter.shop)
  return compose({
    language,
    subject: firstReply.subject(shop),
    parts: [{ say: firstReply.intro(shop) }, ...action(firstReply, letter.url)],
  })
}

function action(words: Pick<MailWords['reset'], 'button' | 'foot'>, url: string): Part[] {
  return [{ button: words.button, url }, { foot: words.foot }]
}

/** A name without anything a mail program would make a link of: strangers read these. */
function plainName(name: string): string {
  return name.replace(/\S*(:\/\/|www\.|@)\S*|\S+\.\p{L}{2,}\S*/giu, '…').slice(0, 60)
}
