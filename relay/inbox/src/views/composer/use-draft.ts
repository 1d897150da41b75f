import type { Conversation, FileInfo } from '@loods/protocol'
import { useEffect, useRef, useState } from 'preact/hooks'
import { newCid } from '../../app/cid.ts'
import { useInbox } from '../../app/context.ts'
import type { Draft } from '../../store/drafts.ts'
import { mentionsIn } from './suggesting.ts'

/** Milliseconds between two signs that one is typing. */
const TYPING_EVERY = 3_000

/** The text in the composer and what becomes of it. */
export interface DraftControl extends Draft {
  change(draft: Draft): void
  /** Sends the text, or these bubbles of it one after the other. */
  send(bubbles?: string[], files?: FileInfo[]): void
  stopEditing(): void
}

export function useDraft({ id }: Conversation): DraftControl {
  const { desk, editing, toasts } = useInbox()
  const [draft, setDraft] = useState(() => desk.drafts.read(id))
  const sayTyping = useTyping(id)
  const edited = editing.value

  // A correction takes the composer's place; what was being written waits behind it.
  useEffect(() => {
    setDraft(edited ? { text: edited.text, note: edited.kind === 'note' } : desk.drafts.read(id))
  }, [edited])
  useEffect(
    () => () => {
      editing.value = undefined
    },
    [],
  )

  function change(next: Draft): void {
    setDraft(next)
    if (editing.peek()) return
    desk.drafts.write(id, next)
    sayTyping(next.text !== '' && !next.note)
  }

  function postFile(file: FileInfo): void {
    desk.outbox.add({
      conversationId: id,
      cid: newCid(),
      fileId: file.id,
      file,
      ...(draft.note && { note: true }),
    })
  }

  function post(text: string): void {
    const mentions = draft.note ? mentionsIn(text, desk.members()) : []
    desk.outbox.add({
      conversationId: id,
      cid: newCid(),
      text,
      ...(draft.note && { note: true }),
      ...(mentions.length > 0 && { mentions }),
    })
  }

  function correct(text: string): void {
    const message = editing.peek()
    editing.value = undefined
    if (message && text !== message.text) {
      desk.correct(message, text).catch((error: unknown) => toasts.failed(error))
    }
  }

  return {
    ...draft,
    change,
    send(bubbles = [draft.text.trim()].filter(Boolean), files = []) {
      if (editing.peek()) {
        correct(draft.text.trim())
        return
      }
      for (const file of files) postFile(file)
      for (const text of bubbles) post(text)
      change({ text: '', note: false })
    },
    stopEditing() {
      editing.value = undefined
    },
  }
}

/** Tells the shopper that somebody writes, now and then while it is true, and once when it ends. */
function useTyping(id: string): (on: boolean) => void {
  const { desk } = useInbox()
  const saidAt = useRef(0)

  function say(on: boolean): void {
    const recently = Date.now() - saidAt.current < TYPING_EVERY
    if (on ? recently : saidAt.current === 0) return
    saidAt.current = on ? Date.now() : 0
    desk.sayTyping(id, on)
  }

  useEffect(() => () => say(false), [])
  return say
}
