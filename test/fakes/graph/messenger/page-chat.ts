import type { Core } from '../core.ts'
import { type Entry, newEntry, type Thread } from '../world/threads.ts'
import type { Page, Person } from '../world/world.ts'
import { planPageDelivery, tellRead } from './deliver.ts'
import { emitPageEvent, fromPerson } from './page-events.ts'
import { messageOf } from './page-messages.ts'
import type { PageMessage } from './send-shapes.ts'

/** The id that Meta's own inbox writes with. */
export const META_INBOX_APP = '263902037430900'

export interface PageFile {
  bytes: Uint8Array
  mime: string
}

/** What a person does with one page in Messenger; each resolves when the webhook has been tried. */
export interface PageChat {
  page: Page
  person: Person
  thread: Thread
  text: (
    text: string,
    beside?: { quotes?: string; more?: Record<string, unknown> },
  ) => Promise<Entry>
  attachment: (
    type: 'image' | 'audio' | 'video' | 'file' | 'reel',
    file: PageFile,
  ) => Promise<Entry>
  location: (lat: number, long: number) => Promise<Entry>
  /** As "sticker", or as "image" before 30 August 2026. */
  sticker: (as?: 'sticker' | 'image') => Promise<Entry>
  /** A shared post; it may have no payload at all. */
  fallback: (title?: string, payload?: Record<string, unknown>) => Promise<Entry>
  /** Taps a quick reply, or a button of a template, by its title. */
  choose: (mid: string, title: string) => Promise<void>
  postback: (title: string, payload: string, referral?: Referral) => Promise<void>
  /** Opens m.me/<page>?ref=…: a referral, in a new thread once "Get started" is tapped. */
  openLink: (ref: string) => Promise<void>
  react: (mid: string, emoji?: string) => Promise<void>
  edit: (mid: string, text: string) => Promise<void>
  unsend: (mid: string) => Promise<void>
  optin: (ref: string) => Promise<void>
  read: () => Promise<void>
  open: () => Promise<void>
  close: () => void
  block: () => void
  unblock: () => void
  /** An event of your own making, under the field it belongs to. */
  any: (field: string, element: Record<string, unknown>) => Promise<void>
  /** Somebody answers in Meta Business Suite: the page hears an echo with Meta's own app id. */
  answeredInMetaInbox: (text: string) => Entry
}

export interface Referral {
  ref: string
  source: 'SHORTLINK' | 'ADS'
  type: 'OPEN_THREAD'
}

export function createPageChat(core: Core, page: Page, person: Person): PageChat {
  const thread = core.threads.of(page.id, person.id)
  const from = (): Record<string, unknown> => fromPerson(core, page, person)
  const tell = (field: string, element: Record<string, unknown>): Promise<void> =>
    emitPageEvent(core, page, field, { ...from(), ...element })

  async function say(
    type: string,
    content: Record<string, unknown>,
    { quotes, more, mediaId }: { quotes?: string; more?: object; mediaId?: string } = {},
  ): Promise<Entry> {
    if (thread.blocked) throw new Error(`${person.name} blocked ${page.name}.`)
    const [id, at] = [core.ids.mid(), core.time.now()]
    const entry = newEntry({
      id,
      from: 'person',
      at,
      type,
      content,
      quotes,
      mediaId,
      progress: 'sent',
    })
    core.threads.register(thread, entry)
    core.threads.show(thread, entry)
    thread.lastInboundAt = at
    core.changed()
    await tell('messages', { message: { ...messageOf(core, entry), ...more } })
    return entry
  }

  async function postback(title: string, payload: string, referral?: Referral): Promise<void> {
    thread.lastInboundAt = core.time.now()
    core.changed()
    const mid = core.ids.mid()
    await tell('messaging_postbacks', {
      postback: { mid, title, payload, ...(referral && { referral }) },
    })
  }

  return {
    page,
    person,
    thread,
    postback,
    text: (text, beside) => say('text', { text }, beside),
    attachment(type, { bytes, mime }) {
      const file = { ownerId: page.id, bytes, mime, filename: undefined }
      const { id } = core.media.add({ ...file, origin: 'inbound' })
      return say(type, {}, { mediaId: id })
    },
    location: (lat, long) => say('location', { payload: { coordinates: { lat, long } } }),
    sticker: (as = 'sticker') => say(as, { payload: { sticker_id: 369239263222822 } }),
    fallback: (title, payload) => say('fallback', { title, payload }),
    async choose(mid, title) {
      const choice = choiceOf(core, mid, title)
      if (choice.kind === 'quick_reply') {
        await say('text', { text: title, quick_reply: { payload: choice.payload } })
      } else await postback(title, choice.payload)
    },
    async openLink(ref) {
      const referral: Referral = { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' }
      if (thread.entries.length === 0) return await postback('Get started', 'GET_STARTED', referral)
      thread.lastInboundAt = core.time.now()
      await tell('messaging_referrals', { referral })
    },
    async react(mid, emoji) {
      const entry = core.threads.find(mid)?.entry
      if (entry && emoji) entry.reactions.person = emoji
      else delete entry?.reactions.person
      core.changed()
      const reaction = emoji ? { reaction: 'other', emoji, action: 'react' } : { action: 'unreact' }
      await tell('message_reactions', { reaction: { mid, ...reaction } })
    },
    async edit(mid, text) {
      const entry = core.threads.find(mid)?.entry
      if (entry) Object.assign(entry, { content: { text }, edited: true })
      core.changed()
      await tell('message_edits', { message_edit: { mid, text, num_edit: 1 } })
    },
    async unsend(mid) {
      const entry = core.threads.find(mid)?.entry
      if (entry) entry.revoked = true
      core.changed()
      await tell('messages', { message: { mid, is_deleted: true } })
    },
    optin: (ref) => tell('messaging_optins', { optin: { ref } }),
    read: () => tellRead(core, page, person, thread),
    async open() {
      thread.open = true
      await tellRead(core, page, person, thread)
    },
    close() {
      thread.open = false
    },
    block() {
      thread.blocked = true
    },
    unblock() {
      thread.blocked = false
    },
    any: tell,
    answeredInMetaInbox(text) {
      const entry = newEntry({
        id: core.ids.mid(),
        from: 'business',
        at: core.time.now(),
        type: 'text',
        content: { text },
      })
      core.threads.register(thread, entry)
      planPageDelivery(core, { page, person, thread, entry, appId: META_INBOX_APP })
      return entry
    },
  }
}

function choiceOf(
  core: Core,
  mid: string,
  title: string,
): { kind: 'quick_reply' | 'postback'; payload: string } {
  const message = core.threads.find(mid)?.entry.content as PageMessage | undefined
  const reply = message?.quick_replies?.find((it) => it.title === title)
  if (reply) return { kind: 'quick_reply', payload: reply.payload ?? title }
  const { buttons = [] } = (message?.attachment?.payload ?? {}) as { buttons?: TemplateButton[] }
  const button = buttons.find((it) => it.title === title)
  if (button?.payload !== undefined) return { kind: 'postback', payload: button.payload }
  throw new Error(`There is no "${title}" to tap in the message ${mid}.`)
}

interface TemplateButton {
  title?: string
  payload?: string
}
