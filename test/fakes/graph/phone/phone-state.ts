import type { Graph } from '../create-graph.ts'
import { VOICE_PLAYS_UP_TO } from '../media/formats.ts'
import type { Entry, Thread } from '../world/threads.ts'
import { isWindowOpen, windowClosesAt } from '../world/window.ts'
import type { Page, Person, PhoneNumber } from '../world/world.ts'
import { messageText, quickButtons, richParts } from './message-parts.ts'
import type { ChatView, FileView, MessageView, PhonesView, PhoneView } from './phone-view.ts'

/** What these people's phones show at this moment. */
export function phonesView(graph: Graph, people: Person[]): PhonesView {
  return { now: graph.time.now(), phones: people.map((person) => phoneView(graph, person)) }
}

function phoneView(graph: Graph, person: Person): PhoneView {
  const { numbers, pages } = graph.world
  return {
    id: person.id,
    name: person.name,
    // As people read them where the demo is at home.
    number: `+${person.phone}`.replace(/^\+316/, '+31 6 '),
    on: person.deviceOn,
    receipts: person.receipts,
    chats: [
      ...[...numbers.values()].map((number) => numberChat(graph, person, number)),
      ...[...pages.values()].map((page) => pageChat(graph, person, page)),
    ],
  }
}

function numberChat(graph: Graph, person: Person, number: PhoneNumber): ChatView {
  const { description, about } = number.profile as { description?: string; about?: string }
  return {
    ...chatView(graph, graph.threads.of(number.id, person.id)),
    app: 'whatsapp',
    name: number.verifiedName,
    address: number.displayPhoneNumber,
    link: number.digits,
    about: description ?? about,
  }
}

function pageChat(graph: Graph, person: Person, page: Page): ChatView {
  return {
    ...chatView(graph, graph.threads.of(page.id, person.id)),
    app: 'messenger',
    name: page.name,
    address: `m.me/${page.username}`,
    link: page.username,
    about: undefined,
  }
}

function chatView(
  graph: Graph,
  thread: Thread,
): Omit<ChatView, 'app' | 'name' | 'address' | 'link' | 'about'> {
  const now = graph.time.now()
  const { entries, typingUntil, blocked, accountId } = thread
  const shown = entries.filter(({ type }) => type !== 'reaction')
  return {
    id: accountId,
    typing: typingUntil !== undefined && typingUntil > now,
    blocked,
    unread: shown.filter((it) => it.from === 'business' && isUnread(it)).length,
    windowClosesAt: isWindowOpen(thread, now) ? windowClosesAt(thread) : undefined,
    messages: shown.map((entry) => messageView(graph, shown, entry)),
  }
}

function isUnread({ progress }: Entry): boolean {
  return progress === 'sent' || progress === 'delivered'
}

function messageView(graph: Graph, shown: Entry[], entry: Entry): MessageView {
  const quoted = shown.find(({ id }) => id === entry.quotes)
  const { business, person } = entry.reactions
  return {
    id: entry.id,
    mine: entry.from === 'person',
    at: entry.at,
    text: messageText(entry),
    ...richParts(entry),
    quote:
      entry.quotes === undefined
        ? undefined
        : { mine: quoted?.from === 'person', text: (quoted && messageText(quoted)) || '…' },
    file: fileView(graph, entry),
    buttons: quickButtons(entry),
    reactions: [person, business].filter((emoji) => emoji !== undefined),
    progress: entry.progress,
    revoked: entry.revoked,
    edited: entry.edited,
  }
}

const KINDS: Record<string, FileView['kind']> = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  sticker: 'sticker',
  interactive: 'image',
}

function fileView(graph: Graph, { mediaId, type, content }: Entry): FileView | undefined {
  const media = mediaId === undefined ? undefined : graph.media.find(mediaId)
  if (!media) return undefined
  const { filename, voice = false } = content as { filename?: string; voice?: boolean }
  return {
    kind: KINDS[type] ?? 'document',
    url: `phone/media/${media.id}`,
    name: filename,
    voice,
    plays: !voice || media.bytes.length <= VOICE_PLAYS_UP_TO,
  }
}
