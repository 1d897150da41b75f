import type { Core } from '../core.ts'
import type { Entry, Thread } from '../world/threads.ts'
import type { Person, PhoneNumber } from '../world/world.ts'
import { editEntry, revokeEntry } from './afterthoughts.ts'
import { type Choice, choose } from './choices.ts'
import { deliverWaiting } from './deliver.ts'
import { type Inbound, receive } from './inbound.ts'
import { type InboundFile, mediaMessage } from './inbound-media.ts'
import { unsupported } from './number-to-number.ts'
import { placeReaction } from './reactions.ts'
import { playVoice, readAll } from './receipts.ts'

/** Beside the message itself: what it quotes, where it comes from. */
export interface Beside {
  /** The id of the quoted message; it may be one nobody knows. */
  quotes?: string
  /** How often it was passed on: up to five times, or more. */
  forwarded?: 'once' | 'often'
  /** A product of the catalogue that is asked about. */
  product?: { catalog_id: string; product_retailer_id: string }
  /** The ad that was clicked; the first message only. */
  referral?: Record<string, unknown>
  /** More keys of the message, unknown ones too. */
  more?: Record<string, unknown>
  /** The message's own time, milliseconds since 1970. */
  at?: number
}

/** What a person does with one number on their phone; each resolves when Meta's webhook has been tried. */
export interface Chat {
  number: PhoneNumber
  person: Person
  thread: Thread
  text: (body: string, beside?: Beside) => Promise<Entry>
  image: (file: InboundFile, beside?: Beside) => Promise<Entry>
  video: (file: InboundFile, beside?: Beside) => Promise<Entry>
  document: (file: InboundFile, beside?: Beside) => Promise<Entry>
  /** `voice` unless told otherwise. */
  audio: (file: InboundFile, beside?: Beside) => Promise<Entry>
  sticker: (file: InboundFile, beside?: Beside) => Promise<Entry>
  /** A photo that Meta itself could not fetch: the message carries an error. */
  brokenImage: (beside?: Beside) => Promise<Entry>
  location: (where: Record<string, unknown>, beside?: Beside) => Promise<Entry>
  contacts: (contacts: Record<string, unknown>[], beside?: Beside) => Promise<Entry>
  order: (order: Record<string, unknown>, beside?: Beside) => Promise<Entry>
  /** Without an emoji the reaction goes; `keyless` leaves the key out instead of an empty text. */
  react: (messageId: string, emoji?: string, how?: { keyless?: boolean }) => Promise<Entry>
  /** Taps a button, a row of a list or a button of a template by its title. */
  choose: (messageId: string, title: string) => Promise<Entry>
  /** The answer to a form; `responseJson` may be broken. */
  form: (messageId: string, responseJson: string) => Promise<Entry>
  /** What the API cannot carry: poll, edit, view_once, … */
  unsupported: (kind: string) => Promise<Entry>
  /** A type of your own making. */
  any: (inbound: Inbound) => Promise<Entry>
  /** Within 15 minutes; numbers without coexistence hear of it as "unsupported". */
  edit: (messageId: string, body: string) => Promise<void>
  /** Within 2 days; only numbers with coexistence hear of it. */
  revoke: (messageId: string) => Promise<void>
  /** Reads what has arrived. */
  read: () => Promise<void>
  /** Has the chat on the screen from now on: what comes is read at once. */
  open: () => Promise<void>
  close: () => void
  /** Plays a voice message for the first time. */
  play: (messageId: string) => Promise<void>
  block: () => void
  unblock: () => Promise<void>
}

export function createChat(core: Core, number: PhoneNumber, person: Person): Chat {
  const thread = core.threads.of(number.id, person.id)
  const send = (type: string, content: unknown, beside?: Beside): Promise<Entry> =>
    receive(core, number, person, { type, content, ...toInbound(beside) })
  const file =
    (type: 'image' | 'video' | 'document' | 'audio' | 'sticker') =>
    async (given: InboundFile, beside?: Beside): Promise<Entry> => {
      const { content, mediaId } = mediaMessage(core, number, type, given)
      const entry = await send(type, content, beside)
      entry.mediaId = mediaId
      core.changed()
      return entry
    }
  const answer = async (choice: Choice): Promise<Entry> =>
    await send(choice.type, choice.content, { quotes: choice.quotes })

  return {
    number,
    person,
    thread,
    text: (body, beside) => send('text', { body }, beside),
    image: file('image'),
    video: file('video'),
    document: file('document'),
    audio: file('audio'),
    sticker: file('sticker'),
    brokenImage: (beside) => send('image', { mime_type: 'image/jpeg' }, withMediaError(beside)),
    location: (where, beside) => send('location', where, beside),
    contacts: (contacts, beside) => send('contacts', contacts, beside),
    order: (order, beside) => send('order', order, beside),
    async react(messageId, emoji = '', { keyless = false } = {}) {
      const bare = keyless && emoji === ''
      const entry = await send('reaction', {
        message_id: messageId,
        ...(!bare && { emoji }),
      })
      placeReaction(core, entry)
      return entry
    },
    choose: async (messageId, title) => await answer(choose(core, messageId, title)),
    form: (messageId, response_json) =>
      send(
        'interactive',
        { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json } },
        { quotes: messageId },
      ),
    unsupported: (kind) => receive(core, number, person, unsupported(kind)),
    any: (inbound) => receive(core, number, person, inbound),
    edit: (messageId, body) => editEntry(core, number, person, messageId, body),
    revoke: (messageId) => revokeEntry(core, number, person, messageId),
    read: () => readAll(core, thread, person),
    async open() {
      thread.open = true
      await readAll(core, thread, person)
    },
    close() {
      thread.open = false
    },
    play: (messageId) => playVoice(core, person, messageId),
    block() {
      thread.blocked = true
      core.changed()
    },
    async unblock() {
      thread.blocked = false
      await deliverWaiting(core, thread)
    },
  }
}

function toInbound(beside: Beside = {}): Omit<Inbound, 'type' | 'content'> {
  const { quotes, forwarded, product, referral, more, at } = beside
  const context = {
    ...(forwarded === 'once' && { forwarded: true }),
    ...(forwarded === 'often' && { frequently_forwarded: true }),
    ...(product && { referred_product: product }),
  }
  return {
    ...(quotes !== undefined && { quotes }),
    ...(Object.keys(context).length > 0 && { context }),
    ...(at !== undefined && { at }),
    more: { ...more, ...(referral && { referral }) },
  }
}

function withMediaError(beside: Beside = {}): Beside {
  const error = {
    code: 131052,
    title: 'Media download error',
    message: 'Media download error',
    error_data: { details: 'Unable to download the media sent by the user.' },
  }
  return { ...beside, more: { ...beside.more, errors: [error] } }
}
