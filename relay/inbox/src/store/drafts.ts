import type { Keep } from './storage.ts'

/** What somebody was writing, and whether it was to be a note. */
export interface Draft {
  text: string
  note: boolean
}

/** Unfinished texts per conversation, kept in this browser over reloads. */
export interface Drafts {
  read(conversationId: string): Draft
  /** An empty text forgets the draft. */
  write(conversationId: string, draft: Draft): void
}

export function createDrafts(keep: Keep): Drafts {
  const key = (id: string) => `draft.${id}`
  return {
    read: (id) => keep.read<Draft>(key(id)) ?? { text: '', note: false },
    write(id, draft) {
      if (draft.text.trim() === '') keep.remove(key(id))
      else keep.write(key(id), draft)
    },
  }
}
