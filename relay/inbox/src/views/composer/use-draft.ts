import type { Conversation, FileInfo } from '@loods/protocol'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { newCid } from '../../app/cid.ts'
import { useInbox } from '../../app/context.ts'
import type { Draft } from '../../store/drafts.ts'
import { mentionsIn } from './suggesting.ts'

/** Milliseconds between two signs that one is typing. */
const TYPING_EVERY = 3_000

/** The text in the composer and what becomes of it. */
export interface DraftControl extends Draft {
  change(draft: Draft): void
  /** Goes from answer to note or back: with the text, or, while answers are shut, by changing places. */
  turn(note: boolean, shut: boolean): void
  /** An answer that was refused is here again, before whatever was written since. */
  giveBack(text: string): void
  /** Sends the text, or these bubbles of it one after the other. */
  send(bubbles?: string[], files?: FileInfo[]): void
  stopEditing(): void
  /** @returns whether something was being quoted */
  stopQuoting(): boolean
}

export function useDraft({ id }: Conversation): DraftControl {
  const { desk, editing, quoting, toasts } = useInbox()
  const [draft, setDraft] = useState(() => desk.drafts.read(id))
  const sayTyping = useTyping(id)
  const edited = editing.value

  // A correction takes the composer's place; what was being written waits behind it. At once: who
  // types on at the press would write before its text.
  useLayoutEffect(() => {
    setDraft(edited ? { text: edited.text, note: edited.kind === 'note' } : desk.drafts.read(id))
  }, [edited])
  useEffect(
    () => () => {
      editing.value = undefined
      quoting.value = undefined
    },
    [],
  )

  function change(changed: Draft): void {
    const next = bare(changed)
    setDraft(next)
    if (editing.peek()) return
    desk.drafts.write(id, next)
    sayTyping(next.text !== '' && !next.note)
  }

  /** What the next bubble answers; only the first one of several does. */
  function takeQuote(): { quoteSeq?: number } {
    const quoted = draft.note ? undefined : quoting.peek()
    if (!quoted) return {}
    quoting.value = undefined
    return { quoteSeq: quoted.seq }
  }

  function postFile(file: FileInfo): void {
    desk.outbox.add({
      conversationId: id,
      cid: newCid(),
      fileId: file.id,
      file,
      ...takeQuote(),
      ...(draft.note && { note: true }),
    })
  }

  function post(text: string): void {
    const mentions = draft.note ? mentionsIn(text, desk.members()) : []
    desk.outbox.add({
      conversationId: id,
      cid: newCid(),
      text,
      ...takeQuote(),
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
      change({ text: draft.kept ?? '', note: false })
    },
    turn(note, shut) {
      if (note === draft.note || editing.peek()) return
      const apart = shut || draft.kept !== undefined
      if (!apart) change({ text: draft.text, note })
      else change({ text: draft.kept ?? '', note, ...(draft.text && { kept: draft.text }) })
    },
    giveBack(text) {
      const join = (later = '') => [text, later].filter(Boolean).join('\n')
      if (draft.note) change({ ...draft, kept: join(draft.kept) })
      else change({ ...draft, text: join(draft.text) })
    },
    stopEditing() {
      editing.value = undefined
    },
    stopQuoting() {
      const quoted = quoting.peek() !== undefined
      quoting.value = undefined
      return quoted
    },
  }
}

/** A draft without what can be done with it. */
function bare({ text, note, kept }: Draft): Draft {
  return { text, note, ...(kept && { kept }) }
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
