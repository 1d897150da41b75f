import type { Contact, Conversation, Marks, Message } from '@loods/protocol'
import { type ReadonlySignal, signal } from '@preact/signals'
import { later, withChangedMessage, withMarks, withMessage } from './conversation-changes.ts'

/** Every conversation this inbox has heard of, the latest copy of each. */
export interface Conversations {
  /** Rises with every change; reading it makes a component follow. */
  version: ReadonlySignal<number>
  /** Follows changes. */
  get(id: string): Conversation | undefined
  /** Looks without following. */
  peek(id: string): Conversation | undefined
  /** Follows changes. */
  all(): Iterable<Conversation>
  put(conversations: Conversation[]): void
  /** @returns false when the conversation is not known here and must be fetched */
  message(message: Message): boolean
  changedMessage(message: Message): void
  marks(id: string, marks: Marks, unread: number | undefined): void
  contact(contact: Contact): void
  forget(ids: Iterable<string>): void
}

export function createConversations(): Conversations {
  const byId = new Map<string, Conversation>()
  const version = signal(0)

  function change(id: string, next: (known: Conversation) => Conversation): boolean {
    const known = byId.get(id)
    if (!known) return false
    const after = next(known)
    if (after === known) return true
    byId.set(id, after)
    version.value += 1
    return true
  }

  return {
    version,
    get(id) {
      version.value
      return byId.get(id)
    },
    peek: (id) => byId.get(id),
    all() {
      version.value
      return byId.values()
    },
    put(conversations) {
      for (const came of conversations) byId.set(came.id, later(byId.get(came.id), came))
      if (conversations.length > 0) version.value += 1
    },
    message: (message) => change(message.conversationId, (known) => withMessage(known, message)),
    changedMessage(message) {
      change(message.conversationId, (known) => withChangedMessage(known, message))
    },
    marks(id, marks, unread) {
      change(id, (known) => withMarks(known, marks, unread))
    },
    contact(contact) {
      for (const known of [...byId.values()]) {
        if (known.contact.id !== contact.id || known.contact.rev >= contact.rev) continue
        change(known.id, () => ({ ...known, contact }))
      }
    },
    forget(ids) {
      for (const id of ids) byId.delete(id)
      version.value += 1
    },
  }
}
