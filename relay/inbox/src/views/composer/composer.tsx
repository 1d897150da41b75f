import type { Conversation } from '@loods/protocol'
import { MAX_MEMBER_TEXT } from '@loods/protocol'
import { Mic, Package, Paperclip, SendHorizontal, Smile, SquareSlash } from 'lucide'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useCommand } from '../../app/commands.ts'
import { useInbox } from '../../app/context.ts'
import { lazyView } from '../../app/lazy.tsx'
import composerCss from '../../look/composer.css'
import { adopt } from '../../look/sheets.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Menu } from '../../parts/menu.tsx'
import { nameOf } from '../people.ts'
import { AttachmentList } from './attachment-list.tsx'
import { CoachLine } from './coach-line.tsx'
import { SuggestionList, useSuggestions } from './suggestion-list.tsx'
import { useDraft } from './use-draft.ts'
import { useUploads } from './use-uploads.ts'

const VoiceRecorder = lazyView(async () => (await import('./voice-recorder.tsx')).VoiceRecorder)
const ShopPicker = lazyView(async () => (await import('./shop-picker.tsx')).ShopPicker)
const EmojiPicker = lazyView(async () => (await import('./emoji-picker.tsx')).EmojiPicker)

/** Where a reply or a note is written. What is in it survives a reload. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const inbox = useInbox()
  adopt(inbox.root, composerCss)
  return conversation.contact.blocked ? (
    <Blocked conversation={conversation} />
  ) : (
    <Writing conversation={conversation} />
  )
}

function Blocked({ conversation }: { conversation: Conversation }) {
  const { desk, words, toasts } = useInbox()
  const unblock = () =>
    void desk
      .change(conversation.id, { blocked: false })
      .catch((error: unknown) => toasts.failed(error))
  return (
    <div class="composer blocked">
      <p>{words.composer.blocked}</p>
      <Button onClick={unblock}>{words.composer.unblock}</Button>
    </div>
  )
}

function Writing({ conversation }: { conversation: Conversation }) {
  const { words, editing, desk, size } = useInbox()
  const box = useRef<HTMLTextAreaElement>(null)
  const draft = useDraft(conversation)
  const suggestions = useSuggestions(conversation, box, draft)
  const over = draft.text.length - MAX_MEMBER_TEXT
  const uploads = useUploads(conversation)
  const [recording, setRecording] = useState(false)
  const some = draft.text.trim() !== '' || uploads.all.some(({ info }) => info)
  const ready = some && over <= 0 && !uploads.busy
  const drop = useDrop(uploads.add)

  useLayoutEffect(() => grow(box.current), [draft.text])
  useEffect(() => {
    if (editing.value) box.current?.focus()
  }, [editing.value])
  const write = (note: boolean) => () => {
    draft.change({ text: draft.text, note })
    box.current?.focus()
  }
  useCommand('reply', write(false))
  useCommand('note', write(true))

  function send(): void {
    if (!ready) return
    draft.send(undefined, uploads.take())
    box.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (suggestions.onKeyDown(event) || event.isComposing) return
    if (event.key === 'Escape') leave()
    if (event.key !== 'Enter' || event.shiftKey || isNewLine(event)) return
    event.preventDefault()
    send()
  }

  function leave(): void {
    if (editing.peek()) draft.stopEditing()
    else box.current?.blur()
  }

  function insert(text: string): void {
    const at = box.current?.selectionStart ?? draft.text.length
    const to = box.current?.selectionEnd ?? at
    draft.change({ text: draft.text.slice(0, at) + text + draft.text.slice(to), note: draft.note })
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(at + text.length, at + text.length)
    })
  }

  // A phone's keyboard has emoji of its own, and its screen no room to spare.
  const selling = desk.site.value?.linked && !editing.value
  const label = draft.note ? words.composer.noteLabel : words.composer.label
  return (
    <form
      class="composer"
      data-note={draft.note}
      data-drop={drop.over}
      ref={drop.form}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <SuggestionList suggestions={suggestions} />
      {editing.value && (
        <p class="composer-editing">
          {words.thread.editing}
          <Button kind="plain" onClick={draft.stopEditing}>
            {words.app.cancel}
          </Button>
        </p>
      )}
      <textarea
        ref={box}
        rows={1}
        dir="auto"
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={suggestions.open ? 'suggestions' : undefined}
        aria-activedescendant={suggestions.activeId}
        placeholder={
          draft.note
            ? words.composer.notePlaceholder
            : words.composer.placeholder(nameOf(conversation, words))
        }
        value={draft.text}
        onInput={({ currentTarget }) => {
          draft.change({ text: currentTarget.value, note: draft.note })
          suggestions.look()
        }}
        onClick={suggestions.look}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const files = event.clipboardData?.files
          if (!files?.length) return
          event.preventDefault()
          uploads.add(files)
        }}
      />
      <AttachmentList uploads={uploads} />
      {recording && (
        <VoiceRecorder
          onCancel={() => setRecording(false)}
          onDone={(file, seconds) => {
            setRecording(false)
            uploads.addVoice(file, seconds)
          }}
        />
      )}
      <CoachLine conversation={conversation} draft={draft} onInsert={insert} />
      <div class="composer-tools">
        {!(selling && size.value === 'phone') && <Emoji onPick={insert} />}
        {selling && <FromShop conversation={conversation} />}
        {!editing.value && <Attach onFiles={uploads.add} />}
        {!editing.value && 'mediaDevices' in navigator && (
          <IconButton
            icon={Mic}
            label={words.composer.voice}
            aria-pressed={recording}
            onClick={() => setRecording(!recording)}
          />
        )}
        <IconButton
          icon={SquareSlash}
          label={words.composer.canned}
          onClick={() => {
            insert(draft.text === '' || /\s$/.test(draft.text) ? '/' : ' /')
            requestAnimationFrame(suggestions.look)
          }}
        />
        {!editing.value && (
          <fieldset class="composer-kind">
            <legend class="hidden-text">{words.composer.reply}</legend>
            <button type="button" aria-pressed={!draft.note} onClick={write(false)}>
              {words.composer.reply}
            </button>
            <button type="button" aria-pressed={draft.note} onClick={write(true)}>
              {words.composer.note}
            </button>
          </fieldset>
        )}
        <span class="composer-gap" />
        {over > 0 && (
          <span class="over" role="alert">
            {words.composer.tooLong(over)}
          </span>
        )}
        <Send ready={ready} note={draft.note} />
      </div>
    </form>
  )
}

function Send({ ready, note }: { ready: boolean; note: boolean }) {
  const { words, editing, size } = useInbox()
  const { update, addNote, send, enterHint } = words.composer
  const label = editing.value ? update : note ? addNote : send
  const small = size.value !== 'desk'
  return (
    <Button kind="main" type="submit" disabled={!ready} title={enterHint} aria-label={label}>
      {small ? <Icon of={SendHorizontal} size={20} /> : label}
    </Button>
  )
}

/** Something the shop sells or gives, as a card. */
function FromShop({ conversation }: { conversation: Conversation }) {
  const { words } = useInbox()
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        icon={Package}
        label={words.composer.fromShop}
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      {open && <ShopPicker conversation={conversation} onClose={() => setOpen(false)} />}
    </>
  )
}

/** What the relay takes; it looks at the bytes, not at this list. */
const ACCEPTED = 'image/jpeg,image/png,image/webp,image/gif,application/pdf,text/plain,audio/*'

function Attach({ onFiles }: { onFiles(files: Iterable<File>): void }) {
  const { words } = useInbox()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <IconButton
        icon={Paperclip}
        label={words.composer.attach}
        onClick={() => input.current?.click()}
      />
      <input
        ref={input}
        hidden
        type="file"
        multiple
        accept={ACCEPTED}
        aria-label={words.composer.attach}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
    </>
  )
}

/** Files that are dragged over the conversation and let go there, not only over the composer. */
function useDrop(onFiles: (files: Iterable<File>) => void) {
  const form = useRef<HTMLFormElement>(null)
  const [over, setOver] = useState(false)
  useEffect(() => {
    const pane = form.current?.closest<HTMLElement>('.conversation')
    const onOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent) => {
      if (!pane?.contains(event.relatedTarget as Node | null)) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      setOver(false)
      if (!event.dataTransfer?.files.length) return
      event.preventDefault()
      onFiles([...event.dataTransfer.files])
    }
    pane?.addEventListener('dragover', onOver)
    pane?.addEventListener('dragleave', onLeave)
    pane?.addEventListener('drop', onDrop)
    return () => {
      pane?.removeEventListener('dragover', onOver)
      pane?.removeEventListener('dragleave', onLeave)
      pane?.removeEventListener('drop', onDrop)
    }
  })
  return { over, form }
}

function Emoji({ onPick }: { onPick(emoji: string): void }) {
  const { words } = useInbox()
  const [open, setOpen] = useState(false)
  return (
    <Menu
      label={words.composer.emoji}
      place="up start"
      open={open}
      onClose={() => setOpen(false)}
      anchor={
        <IconButton
          icon={Smile}
          label={words.composer.emoji}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
      }
    >
      <EmojiPicker
        onPick={(emoji) => {
          setOpen(false)
          onPick(emoji)
        }}
      />
    </Menu>
  )
}

/** On a phone's keyboard Enter is a new line; a real keyboard sends with Ctrl or ⌘ there too. */
function isNewLine(event: KeyboardEvent): boolean {
  return matchMedia('(pointer: coarse)').matches && !event.ctrlKey && !event.metaKey
}

/** As high as its text, up to what CSS allows. */
function grow(box: HTMLTextAreaElement | null): void {
  if (!box) return
  box.style.height = 'auto'
  box.style.height = `${box.scrollHeight}px`
}
