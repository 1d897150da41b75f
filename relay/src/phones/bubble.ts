import {
  type Conversation,
  type Language,
  type Message,
  type PageRef,
  spacedPhone,
  titleName,
} from '@loods/protocol'
import { cut } from './cut.ts'
import { type PhoneWords, phoneWords } from './words.ts'

/** Characters of one text, and of what stands under a picture. */
const MAX_TEXT = 4_096
const MAX_CAPTION = 1_024
/** Characters of a part of the line above, and of what a colleague said. */
const MAX_PART = 60
const MAX_ECHO = 300
/** Milliseconds a file that is on its way to us is waited for. */
const FILE_PATIENCE = 60_000

/** How a phone sees a conversation. */
export interface Reader {
  phoneId: string
  language: Language
  /** Where several shops come to one phone, the one this is. */
  shop?: string
}

/** One message to a phone, and the places of the thread it tells of. */
export type Unit = { from: number; to: number } & (
  | { kind: 'text'; text: string; told: number }
  | { kind: 'file'; fileId: string; type: string; caption?: string }
  /** A file that is still on its way to us. */
  | { kind: 'wait' }
  /** Nothing in it is for this phone. */
  | { kind: 'nothing' }
)

/** Who it is, on which page, with what in the cart: one line. */
export function headerOf(conversation: Conversation, { language, shop }: Reader): string {
  const { page, shop: told } = conversation.context
  const name = nameOf(conversation, language)
  const onPage = page && nameOfPage(page)
  const parts = [
    shop && plain(shop),
    name,
    onPage && !name.endsWith(onPage) ? onPage : undefined,
    cartOf(told?.cart, language),
  ]
  return `*${parts.filter(Boolean).join(' · ')}*`
}

/** What a shopper is called: the name, else the page they came by. */
export function nameOf(conversation: Conversation, language: Language): string {
  const { contact, context } = conversation
  const words = phoneWords(language)
  const name = shortNameOf(conversation, language)
  const isPage = !(contact.name ?? contact.email ?? contact.phone)
  return isPage && (context.firstPage ?? context.page) ? words.on(name) : name
}

/** The same where there is little room: the page alone. */
export function shortNameOf({ contact, context }: Conversation, language: Language): string {
  const known = contact.name ?? contact.email ?? contact.phone
  if (known) return plain(spacedPhone(known))
  const page = context.firstPage ?? context.page
  return page ? nameOfPage(page) : phoneWords(language).somebody
}

function nameOfPage({ title, url }: PageRef): string {
  return plain(titleName(title) || pathOf(url))
}

/**
 * The next message to a phone out of what it has not been told yet.
 * @param messages of the thread, in order, those after `from`
 * @param now milliseconds
 */
export function nextUnit(
  messages: readonly Message[],
  from: number,
  header: string,
  reader: Reader,
  now: number,
): Unit {
  const parts: string[] = []
  let [to, told, length] = [from, 0, header.length]
  for (const message of messages) {
    if (!isForPhone(message, reader)) {
      to = message.seq
      continue
    }
    const isFile = isFromShopper(message) && (message.file !== undefined || isComing(message, now))
    if (isFile && parts.length > 0) break
    if (isFile) return fileUnit(message, from, header, reader, now)
    const line = textOf(message, reader.language)
    if (parts.length > 0 && length + line.length + 1 > MAX_TEXT) break
    parts.push(line)
    length += line.length + 1
    to = message.seq
    if (isFromShopper(message)) told += 1
  }
  if (parts.length === 0) return { kind: 'nothing', from, to }
  return {
    kind: 'text',
    from,
    to,
    told,
    text: cut([header, ...parts].join('\n'), MAX_TEXT, restOf(reader)),
  }
}

/** What members' own colleagues said is told briefly; what this phone wrote itself is not told to it. */
function isForPhone(message: Message, { phoneId }: Reader): boolean {
  if (message.kind !== 'text' || message.audience !== 'all') return false
  if (message.withdrawnAt !== undefined || message.author.kind === 'system') return false
  return !message.cid?.startsWith(cidPrefix(phoneId))
}

/** Begins the id of every message that was written on a phone. */
export function cidPrefix(phoneId: string): string {
  return `wa-${phoneId}-`
}

function isComing({ detail, ts }: Message, now: number): boolean {
  return detail?.kind === 'media' && detail.state === 'coming' && now - ts < FILE_PATIENCE
}

function isFromShopper({ author }: Message): boolean {
  return author.kind === 'visitor'
}

function fileUnit(
  message: Message,
  from: number,
  header: string,
  reader: Reader,
  now: number,
): Unit {
  const place = { from, to: message.seq }
  if (!message.file || isComing(message, now)) return { kind: 'wait', ...place }
  const { id, type } = message.file
  const said = [header, message.text].filter(Boolean).join('\n')
  const caption = cut(said, MAX_CAPTION, restOf(reader))
  return {
    kind: 'file',
    ...place,
    fileId: id,
    type,
    ...(!type.startsWith('audio/') && { caption }),
  }
}

function textOf({ author, text, cid, file }: Message, language: Language): string {
  const words = phoneWords(language)
  if (author.kind === 'visitor') return text || words.empty
  const name = plain(author.name ?? '')
  const by = cid?.startsWith('wa-') ? words.onPhone(name) : words.inInbox(name)
  const said = text || (file && fileWord(file, words)) || words.empty
  return `_${by}:_ ${cut(said, MAX_ECHO)}`
}

function fileWord({ type, name }: NonNullable<Message['file']>, words: PhoneWords): string {
  if (type.startsWith('image/')) return words.photo
  return type.startsWith('audio/') ? words.voice : words.file(plain(name))
}

function restOf({ language }: Reader): string {
  return phoneWords(language).restInInbox
}

function cartOf(
  cart: NonNullable<Conversation['context']['shop']>['cart'],
  language: Language,
): string | undefined {
  if (!cart || cart.lines.length === 0) return undefined
  const items = cart.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return phoneWords(language).cart(items, money(cart.total, cart.currency, language))
}

function money(
  total: number | undefined,
  currency: string | undefined,
  language: Language,
): string {
  if (total === undefined) return ''
  if (!currency || !/^[A-Z]{3}$/.test(currency)) return String(total)
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(total)
}

/** One line without WhatsApp's own marks, so that what a shopper is called cannot look like ours. */
function plain(text: string): string {
  const line = text
    .replaceAll(/(?!\u200d)[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .replaceAll(/[*_~`]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return cut(line, MAX_PART)
}

function pathOf(url: string): string {
  return URL.parse(url)?.pathname ?? ''
}
