import { amount, idText, type Loose, record, records, text } from '../graph/loose.ts'
import type { Addressed, ChannelUpdate, Content, MessageUpdate, Person } from '../update.ts'
import { partId } from './mid.ts'
import { ownRef } from './own-ref.ts'
import { readAttachment } from './read-attachments.ts'

/** Where something was told: of whom, when, and whether the page did it. */
interface About {
  person: Person
  at: number
  byPage: boolean
}

type Reader = (content: Loose, about: About) => ChannelUpdate[]

/** A reader for each thing an element of `messaging` may be about, by its key. */
const READERS: Record<string, Reader> = {
  message: readMessage,
  message_edit: readEdit,
  postback: readPostback,
  referral: readReferral,
  reaction: readReaction,
  delivery: (content, about) => watermark('delivered', content, about),
  read: (content, about) => watermark('read', content, about),
  'policy-enforcement': readEnforcement,
  policy_enforcement: readEnforcement,
}

/**
 * Reads the body of a webhook of Messenger: every element of every entry. Never throws, and drops
 * nothing: what is not known is told as such. What came while another app had the thread (`standby`)
 * was said to the page all the same.
 */
export function readWebhook(body: unknown, now: number): Addressed[] {
  const found = records(record(body).entry).flatMap((entry) => readEntry(entry, now))
  return found.length > 0 ? found : [{ update: { type: 'unknown', what: 'empty body' } }]
}

function readEntry(entry: Loose, now: number): Addressed[] {
  const to = idText(entry.id)
  const told = [...records(entry.messaging), ...records(entry.standby)].flatMap((element) =>
    readElement(element, to, amount(entry.time) ?? now),
  )
  const changes = records(entry.changes).map(({ field }) => unknown(text(field) ?? 'change'))
  return [...told, ...changes].map((update) => ({ ...(to !== undefined && { to }), update }))
}

function readElement(element: Loose, page: string | undefined, now: number): ChannelUpdate[] {
  const sender = idText(record(element.sender).id)
  const byPage = record(element.message).is_echo === true || (page !== undefined && sender === page)
  const id = byPage ? idText(record(element.recipient).id) : sender
  const about = {
    person: id === undefined ? {} : { id },
    at: timeOf(element.timestamp, now),
    byPage,
  }
  const key = Object.keys(READERS).find((name) => element[name] !== undefined)
  if (key === undefined) return [unknown(nameOf(element))]
  if (id === undefined && !key.startsWith('policy')) return [unknown(`${key} of nobody`)]
  return READERS[key]?.(record(element[key]), about) ?? []
}

/** What an element we know nothing of is about, for the log. */
function nameOf(element: Loose): string {
  const beside = ['sender', 'recipient', 'timestamp']
  return Object.keys(element).find((name) => !beside.includes(name)) ?? 'empty element'
}

/** Milliseconds; a clock far ahead would keep a thread on top for ever. */
function timeOf(value: unknown, now: number): number {
  const at = amount(value)
  return at !== undefined && at > 0 && at <= now + DAY ? Math.floor(at) : now
}
const DAY = 86_400_000

function unknown(what: string): ChannelUpdate {
  return { type: 'unknown', what }
}

function readMessage(message: Loose, about: About): ChannelUpdate[] {
  const mid = idText(message.mid)
  if (mid === undefined) return [unknown('message without id')]
  const { person, at } = about
  if (message.is_deleted === true) return [{ type: 'revoke', person, target: mid, at }]
  const ref = about.byPage ? ownRef(message.metadata) : undefined
  if (ref !== undefined)
    return [{ type: 'status', externalId: mid, ref, state: 'sent', at, person }]
  return spoken(mid, message, about)
}

/** One message for its words, and one for each further file: here an album is one message. */
function spoken(mid: string, message: Loose, about: About): MessageUpdate[] {
  const [first = {}, ...others] = contentsOf(message)
  const pressed = idText(record(message.quick_reply).payload)
  const quoted = idText(record(message.reply_to).mid)
  const token = text(record(message.referral).ref)
  const beside = {
    ...(message.reply_to !== undefined && {
      quote: quoted === undefined ? {} : { externalId: quoted },
    }),
    ...(pressed !== undefined && { pressed }),
    ...(token !== undefined && { token }),
  }
  return [
    { ...said(mid, first, about), ...beside },
    ...others.map((content, index) => said(partId(mid, index + 1), content, about)),
  ]
}

function said(externalId: string, content: Content, { person, at, byPage }: About): MessageUpdate {
  return {
    type: 'message',
    externalId,
    person,
    sentAt: at,
    content,
    ...(byPage && { echo: true }),
  }
}

/** What a message says: its words with the first attachment, then the others. */
function contentsOf(message: Loose): Content[] {
  const words = text(message.text)
  const title = message.quick_reply === undefined ? undefined : words
  if (title !== undefined) return [{ text: title, detail: { kind: 'choice', title } }]
  const contents = records(message.attachments).map(readAttachment)
  const advert = referralOf(record(message.referral))
  const [first, ...others] = words === undefined ? contents : withWords(words, contents)
  if (!first) return [{ detail: advert ?? { kind: 'unsupported' } }]
  return [advert && !first.detail ? { ...first, detail: advert } : first, ...others]
}

/** A link in the words comes as an attachment too, which says nothing more. */
function withWords(words: string, contents: Content[]): Content[] {
  const [file, ...others] = contents.filter(({ media, detail }) => {
    return media !== undefined || (detail !== undefined && detail.kind !== 'unsupported')
  })
  if (!file) return [{ text: words }]
  const captioned = file.text === undefined || file.text === words
  return captioned ? [{ ...file, text: words }, ...others] : [{ text: words }, file, ...others]
}

function readEdit(edit: Loose, { person, at }: About): ChannelUpdate[] {
  const [target, words] = [idText(edit.mid), text(edit.text)]
  if (target === undefined) return [unknown('message_edit without id')]
  const content = words === undefined ? {} : { text: words }
  return [{ type: 'edit', person, target, content, at }]
}

function readPostback(postback: Loose, about: About): ChannelUpdate[] {
  const payload = idText(postback.payload)
  const title = text(postback.title) ?? payload
  if (title === undefined) return [unknown('postback')]
  // Older ones have no id; nobody presses twice in a millisecond.
  const id = idText(postback.mid) ?? `postback.${about.person.id}.${about.at}`
  const referral = record(postback.referral)
  const token = text(referral.ref)
  const detail = referralOf(referral) ?? ({ kind: 'choice', title } as const)
  return [
    {
      ...said(id, { text: title, detail }, about),
      ...(payload !== undefined && { pressed: payload }),
      ...(token !== undefined && { token }),
    },
  ]
}

function readReferral(referral: Loose, { person, at }: About): ChannelUpdate[] {
  const token = text(referral.ref)
  return token === undefined ? [unknown('referral')] : [{ type: 'token', person, token, at }]
}

/** The advertisement somebody came by; a link's token is no such thing. */
function referralOf(referral: Loose): Content['detail'] {
  const { ad_title, photo_url, video_url } = record(referral.ads_context_data)
  const title = text(ad_title)
  const url = text(referral.referer_uri) ?? text(photo_url) ?? text(video_url)
  if (title === undefined && text(referral.ad_id) === undefined) return undefined
  return {
    kind: 'referral',
    source: 'ad',
    ...(title !== undefined && { title }),
    ...(url !== undefined && { url }),
  }
}

/** What the six old reactions look like, where no emoji is told. */
const EMOJI: Record<string, string> = {
  smile: '😆',
  angry: '😠',
  sad: '😢',
  wow: '😮',
  love: '❤️',
  like: '👍',
  dislike: '👎',
}

function readReaction(reaction: Loose, { person, at, byPage }: About): ChannelUpdate[] {
  const target = idText(reaction.mid)
  if (target === undefined) return [unknown('reaction without id')]
  const name = text(reaction.reaction) ?? ''
  const shown = text(reaction.emoji) ?? (Object.hasOwn(EMOJI, name) ? EMOJI[name] : '❤️')
  const emoji = reaction.action === 'unreact' ? '' : (shown ?? '')
  return [{ type: 'reaction', person, target, emoji, at, ...(byPage && { echo: true }) }]
}

function watermark(
  state: 'delivered' | 'read',
  { watermark }: Loose,
  { person, at, byPage }: About,
): ChannelUpdate[] {
  // The page's own reading in Meta's inbox says nothing of what was sent to the person.
  if (byPage) return [unknown(`${state} by the page`)]
  return [{ type: 'watermark', person, state, at: timeOf(watermark, at) }]
}

function readEnforcement({ action, reason }: Loose): ChannelUpdate[] {
  const detail = text(reason) ?? ''
  if (action === 'unblock') return [{ type: 'account', mended: ['policy'], detail }]
  return [{ type: 'account', trouble: 'policy', detail }]
}
