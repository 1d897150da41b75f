/** From first to last; a message never goes back. */
export type Progress = 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed'

/** One message as it stands in the chat on a person's phone. */
export interface Entry {
  id: string
  from: 'person' | 'business'
  at: number
  type: string
  /** What stands under the type's name in the message, as sent or as received. */
  content: unknown
  /** The id of the quoted message. */
  quotes: string | undefined
  progress: Progress
  /** Emoji by who put it there. */
  reactions: { person?: string; business?: string }
  /** biz_opaque_callback_data or metadata of the request that sent it. */
  callbackData: string | undefined
  /** Words for the phone's screen, where they are not the content itself (templates). */
  rendered: Rendered | undefined
  /** The file it carries, in the media store. */
  mediaId: string | undefined
  revoked: boolean
  edited: boolean
}

export interface Rendered {
  header?: string
  body: string
  footer?: string
  buttons: { title: string; payload?: string; url?: string }[]
}

/** What one person and one number (or page) have said to each other. */
export interface Thread {
  accountId: string
  personId: string
  /** What stands in the chat on the phone, in the order it got there. */
  entries: Entry[]
  /** Everything the business sent and Meta accepted, also what never arrived. */
  accepted: Entry[]
  /** When the person last wrote: the window of 24 hours begins here. */
  lastInboundAt: number | undefined
  /** When the phone number last showed, see identities.ts. */
  phoneMetAt: number | undefined
  /** A click on an ad opens 72 hours in which everything is free. */
  freeEntryUntil: number | undefined
  blocked: boolean
  /** Whether the person has it on the screen. */
  open: boolean
  /** Until when the business is seen typing. */
  typingUntil: number | undefined
}

export interface Threads {
  of: (accountId: string, personId: string) => Thread
  all: () => Thread[]
  ofPerson: (personId: string) => Thread[]
  /** Makes the message known by its id, before it shows anywhere. */
  register: (thread: Thread, entry: Entry) => void
  /** Puts it into the chat on the phone. */
  show: (thread: Thread, entry: Entry) => void
  /** The thread and entry with this message id. */
  find: (messageId: string) => { thread: Thread; entry: Entry } | undefined
}

export function createThreads(): Threads {
  const threads = new Map<string, Thread>()
  const places = new Map<string, { thread: Thread; entry: Entry }>()
  return {
    of(accountId, personId) {
      const key = `${accountId} ${personId}`
      const thread = threads.get(key) ?? emptyThread(accountId, personId)
      threads.set(key, thread)
      return thread
    },
    all: () => [...threads.values()],
    ofPerson: (personId) => [...threads.values()].filter((it) => it.personId === personId),
    register(thread, entry) {
      if (entry.from === 'business') thread.accepted.push(entry)
      places.set(entry.id, { thread, entry })
    },
    show: (thread, entry) => void thread.entries.push(entry),
    find: (messageId) => places.get(messageId),
  }
}

function emptyThread(accountId: string, personId: string): Thread {
  return {
    accountId,
    personId,
    entries: [],
    accepted: [],
    lastInboundAt: undefined,
    phoneMetAt: undefined,
    freeEntryUntil: undefined,
    blocked: false,
    open: false,
    typingUntil: undefined,
  }
}

/** An entry as it is before anything happened to it. */
export function newEntry(
  entry: Pick<Entry, 'id' | 'from' | 'at' | 'type' | 'content'> & Partial<Entry>,
): Entry {
  return {
    quotes: undefined,
    progress: 'accepted',
    reactions: {},
    callbackData: undefined,
    rendered: undefined,
    mediaId: undefined,
    revoked: false,
    edited: false,
    ...entry,
  }
}
