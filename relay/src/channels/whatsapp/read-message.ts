import { idText, type Loose, record, text } from '../graph/loose.ts'
import type { ChannelUpdate, MessageUpdate, Person } from '../update.ts'
import { readContent } from './read-content.ts'
import { isSomebody, personOf, withContact } from './read-person.ts'
import { timeOf } from './read-times.ts'

/** Where a message was found. */
export interface Around {
  /** The change's value, with its contacts. */
  value: Loose
  now: number
  /** Written by the shop itself, to this person; before the channel was connected. */
  echoTo?: Person
  history?: true
}

/** Types that are no messages, but tell something of one or of a person. */
const READERS: Record<string, (content: Loose, about: About) => ChannelUpdate | undefined> = {
  reaction(content, { person, at, echo }) {
    const target = idText(content.message_id)
    if (target === undefined) return undefined
    return { type: 'reaction', person, target, emoji: text(content.emoji) ?? '', at, ...echo }
  },
  edit(content, { person, at }) {
    const target = idText(content.original_message_id)
    if (target === undefined) return undefined
    const { pressed: _, ...said } = readContent(record(content.message))
    return { type: 'edit', person, target, content: said, at }
  },
  revoke(content, { person, at }) {
    const target = idText(content.original_message_id)
    return target === undefined ? undefined : { type: 'revoke', person, target, at }
  },
  system: moved,
  // Opened the chat for the first time, and has said nothing yet.
  request_welcome: () => undefined,
}

interface About {
  person: Person
  at: number
  echo: { echo?: true }
}

/** Reads one message, in whatever of Meta's lists it stood. */
export function readMessage(message: Loose, around: Around): ChannelUpdate {
  const type = text(message.type) ?? 'unknown'
  if (message.group_id !== undefined) return { type: 'unknown', what: 'group' }
  const person = personIn(message, around)
  const at = timeOf(message.timestamp, around.now)
  const echo = around.echoTo ? { echo: true as const } : {}
  if (!isSomebody(person)) return { type: 'unknown', what: `${type} of nobody` }
  if (!Object.hasOwn(READERS, type)) return said(message, around, { person, at, echo })
  const told = READERS[type]?.(record(message[type]), { person, at, echo })
  return told ?? { type: 'unknown', what: type }
}

function personIn(message: Loose, { value, echoTo }: Around): Person {
  return withContact(echoTo ?? personOf(message.from, message.from_user_id), value)
}

function said(message: Loose, { history }: Around, { person, at, echo }: About): ChannelUpdate {
  const externalId = idText(message.id)
  if (externalId === undefined) return { type: 'unknown', what: 'message without id' }
  const { pressed, ...content } = readContent(message)
  const quote = quoteOf(record(message.context))
  return {
    type: 'message',
    externalId,
    person,
    sentAt: at,
    content,
    ...(quote && { quote }),
    ...(pressed !== undefined && { pressed }),
    ...echo,
    ...(history && { history }),
  }
}

/** What is passed on, or asks after a product, has a context too, and quotes nothing of this thread. */
function quoteOf(context: Loose): MessageUpdate['quote'] {
  if (context.referred_product !== undefined) return undefined
  const externalId = idText(context.id)
  if (externalId !== undefined) return { externalId }
  const passedOn = context.forwarded === true || context.frequently_forwarded === true
  return !passedOn && context.from !== undefined ? {} : undefined
}

/** Types of a system message that say that somebody has another number or id; the last of older versions. */
const MOVES = new Set(['user_changed_number', 'user_changed_user_id', 'customer_changed_number'])

function moved(system: Loose, { person, at }: About): ChannelUpdate | undefined {
  if (!MOVES.has(text(system.type) ?? '')) return undefined
  const after = personOf(system.wa_id ?? system.new_wa_id, system.user_id)
  const before = { ...person, ...personOf(undefined, system.previous_user_id) }
  return isSomebody(after) ? { type: 'moved', person: after, before, at } : undefined
}
