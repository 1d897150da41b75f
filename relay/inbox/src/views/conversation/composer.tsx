import type { Conversation } from '@loods/protocol'
import { MAX_MEMBER_TEXT } from '@loods/protocol'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { newCid } from '../../app/cid.ts'
import { useInbox } from '../../app/context.ts'
import { Button } from '../../parts/button.tsx'
import { nameOf } from '../people.ts'

/** Milliseconds between two signs that one is typing. */
const TYPING_EVERY = 3_000

/** Where a reply or a note is written. What is in it survives a reload. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { desk, words } = useInbox()
  const { id } = conversation
  const [draft, setDraft] = useState(() => desk.drafts.read(id))
  const box = useRef<HTMLTextAreaElement>(null)
  const typedAt = useRef(0)
  const over = draft.text.length - MAX_MEMBER_TEXT

  useLayoutEffect(() => grow(box.current), [draft.text])

  function change(next: typeof draft): void {
    setDraft(next)
    desk.drafts.write(id, next)
    sayTyping(next)
  }

  function sayTyping({ text, note }: typeof draft): void {
    const on = text !== '' && !note
    if (on && Date.now() - typedAt.current < TYPING_EVERY) return
    if (!on && typedAt.current === 0) return
    typedAt.current = on ? Date.now() : 0
    desk.sayTyping(id, on)
  }

  function send(): void {
    const text = draft.text.trim()
    if (text === '' || over > 0) return
    desk.outbox.add({ conversationId: id, cid: newCid(), text, ...(draft.note && { note: true }) })
    change({ text: '', note: draft.note })
    box.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation()
    if (event.key === 'Escape') box.current?.blur()
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    if (matchMedia('(pointer: coarse)').matches && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    send()
  }

  return (
    <form
      class="composer"
      data-note={draft.note}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <textarea
        ref={box}
        rows={1}
        dir="auto"
        aria-label={draft.note ? words.composer.noteLabel : words.composer.label}
        placeholder={
          draft.note
            ? words.composer.notePlaceholder
            : words.composer.placeholder(nameOf(conversation, words))
        }
        value={draft.text}
        onInput={(event) => change({ ...draft, text: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <div class="composer-tools">
        {over > 0 && <span class="over">{words.composer.tooLong(over)}</span>}
        <Button kind="main" type="submit" disabled={draft.text.trim() === '' || over > 0}>
          {draft.note ? words.composer.addNote : words.composer.send}
        </Button>
      </div>
    </form>
  )
}

/** As high as its text, up to what CSS allows. */
function grow(box: HTMLTextAreaElement | null): void {
  if (!box) return
  box.style.height = 'auto'
  box.style.height = `${box.scrollHeight}px`
}
