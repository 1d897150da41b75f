import { type Conversation, type Language, MAX_MEMBER_TEXT } from '@loods/protocol'
import * as v from 'valibot'
import type { Outgoing } from '../channels/adapter.ts'
import { nameOf, shortNameOf } from './bubble.ts'
import { cut } from './cut.ts'
import { PRESS, pickId } from './understand.ts'
import { phoneWords } from './words.ts'

/** What we say to a member on their phone. It holds ids and no words, so that nothing of it outlives what it is about. */
export const say = v.object({
  code: v.picklist([
    'welcome',
    'help',
    'no_command',
    'which',
    'which_over',
    'chosen_over',
    'no_chat',
    'closed',
    'note_empty',
    'away',
    'back',
    'unsupported',
    'edited',
    'too_long',
    'file_refused',
    'file_gone',
    'gone',
    'was_closed',
    'was_answered',
    'shopper_closed',
    'failed',
    'keep',
    'team',
    'other_number',
  ]),
  /** The member's message it answers, by the network's name for it. */
  quote: v.optional(v.string()),
  /** The message that waits for a chat to be chosen. */
  key: v.optional(v.string()),
  word: v.optional(v.string()),
  count: v.optional(v.number()),
  /** A colleague's name, and when they did it. */
  by: v.optional(v.string()),
  at: v.optional(v.number()),
  /** Chats it is about. */
  chats: v.optional(v.array(v.string())),
})
export type Say = v.InferOutput<typeof say>

/** A message without whom it goes to. */
export type Content = Omit<Outgoing, 'ref' | 'to'>

/** A chat as a phone is told of it. */
export interface ToldChat {
  chat: Conversation
  /** Where several shops come to one phone, the one it is of. */
  shop?: string
}

/** What words need to know. */
export interface SayContext {
  language: Language
  timeZone: string
  shop: string
  chats: ToldChat[]
  /** One line a member: who, and where they answer. */
  team: string[]
  /** The number that writes to this phone. */
  sender: string
}

/** Characters of a row's title and of what stands under it. */
const MAX_TITLE = 24
const MAX_DESCRIPTION = 72

/** Says it in the member's language. */
export function composeSay(said: Say, context: SayContext): Content {
  const quote = said.quote === undefined ? {} : { quote: said.quote }
  return { ...quote, ...contentOf(said, context) }
}

function contentOf(said: Say, context: SayContext): Content {
  const words = phoneWords(context.language)
  const { by = '', at = 0, count = 0, word = '', key = '' } = said
  switch (said.code) {
    case 'which':
      return {
        text: words.which,
        choices: toRows(context.chats, key, context.language),
        listTitle: words.whichTitle,
      }
    case 'was_closed':
      return {
        text: words.wasClosed(by, clock(at, context)),
        choices: context.chats.map(({ chat }) => ({
          id: pickId(key, chat.id),
          title: words.sendAnyway,
        })),
      }
    case 'keep':
      return { text: words.keep, choices: [{ id: PRESS, title: words.keepButton }] }
    case 'welcome':
      return { text: words.welcome(context.shop) }
    case 'no_command':
      return { text: words.noCommand(word) }
    case 'closed':
      return { text: words.closed(chatName(context)) }
    case 'back':
      return { text: words.back(count) }
    case 'too_long':
      return { text: words.tooLong(MAX_MEMBER_TEXT) }
    case 'was_answered':
      return { text: words.wasAnswered(by, clock(at, context)) }
    case 'team':
      return { text: words.team(context.shop, context.team) }
    case 'other_number':
      return { text: words.otherNumber(context.sender) }
    default:
      return { text: words[PLAIN[said.code]] }
  }
}

const PLAIN = {
  help: 'help',
  which_over: 'whichOver',
  chosen_over: 'chosenOver',
  no_chat: 'noChat',
  note_empty: 'noteEmpty',
  away: 'away',
  unsupported: 'unsupported',
  edited: 'edited',
  file_refused: 'fileRefused',
  file_gone: 'fileGone',
  gone: 'gone',
  shopper_closed: 'shopperClosed',
  failed: 'failed',
} as const

/** The network wants each row's title once. */
function toRows(chats: ToldChat[], key: string, language: Language) {
  const used = new Set<string>()
  return chats.map(({ chat, shop }) => {
    const title = unused(shortNameOf(chat, language), used)
    used.add(title)
    const said = chat.lastMessage?.text.replaceAll(/\s+/g, ' ').trim()
    const description = [shop, said].filter(Boolean).join(': ')
    return {
      id: pickId(key, chat.id),
      title,
      ...(description && { description: cut(description, MAX_DESCRIPTION) }),
    }
  })
}

function unused(name: string, used: ReadonlySet<string>): string {
  let title = cut(name, MAX_TITLE)
  for (let n = 2; used.has(title); n += 1) title = `${cut(name, MAX_TITLE - 5)} (${n})`
  return title
}

function chatName({ chats, language }: SayContext): string {
  const [first] = chats
  return first ? nameOf(first.chat, language) : phoneWords(language).somebody
}

function clock(at: number, { language, timeZone }: SayContext): string {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const
  return new Intl.DateTimeFormat(language, time).format(at)
}
