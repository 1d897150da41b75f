import type { Keep } from './storage.ts'

/** What somebody was writing, and whether it was to be a note. */
export interface Draft {
  text: string
  note: boolean
  /** The other one of answer and note, put aside while an answer cannot be sent. */
  kept?: string
}

/** Unfinished texts per conversation, kept in this browser over reloads. */
export interface Drafts {
  read(conversationId: string): Draft
  /** A draft without words is forgotten. */
  write(conversationId: string, draft: Draft): void
}

export function createDrafts(keep: Keep): Drafts {
  const key = (id: string) => `draft.${id}`
  return {
    read: (id) => keep.read<Draft>(key(id)) ?? { text: '', note: false },
    write(id, draft) {
      if (draft.text.trim() === '' && !draft.kept?.trim()) keep.remove(key(id))
      else keep.write(key(id), draft)
    },
  }
}
