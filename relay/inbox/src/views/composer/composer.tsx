import { CHANNEL_TEXT, type Conversation, MAX_MEMBER_TEXT } from '@loods/protocol'
import { LayoutTemplate, Mic, SendHorizontal, SquareSlash } from 'lucide'
import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useCommand } from '../../app/commands.ts'
import { useInbox } from '../../app/context.ts'
import { lazyView } from '../../app/lazy.tsx'
import composerCss from '../../look/composer.css'
import { adopt } from '../../look/sheets.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { nameOf } from '../people.ts'
import { AttachmentList } from './attachment-list.tsx'
import { ChannelLine, ChannelNotice } from './channel-line.tsx'
import { CoachLine } from './coach-line.tsx'
import { QuotedLine } from './quoted-line.tsx'
import { Stopped } from './stopped.tsx'
import { SuggestionList, useSuggestions } from './suggestion-list.tsx'
import { Attach, Emoji, FromShop } from './tools.tsx'
import { type DraftControl, useDraft } from './use-draft.ts'
import { useDrop } from './use-drop.ts'
import { useReach } from './use-reach.ts'
import { useUploads } from './use-uploads.ts'

const VoiceRecorder = lazyView(async () => (await import('./voice-recorder.tsx')).VoiceRecorder)

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
  const { words, editing, desk, size, templating } = useInbox()
  const box = useRef<HTMLTextAreaElement>(null)
  const draft = useDraft(conversation)
  const { over, reach } = useReach(conversation, draft)
  const suggestions = useSuggestions(conversation, box, draft)
  const uploads = useUploads(conversation, draft.note ? undefined : over?.kind)
  const [recording, setRecording] = useState(false)
  const answering = !draft.note && !editing.value
  const shut = reach?.state === 'closed' || reach?.state === 'gone'
  const templates = over?.kind === 'whatsapp' && answering && !shut
  const stopped = over && answering && (shut || (templates && templating.value))
  const most = over && answering ? CHANNEL_TEXT[over.kind] : MAX_MEMBER_TEXT
  const tooMuch = draft.text.length - most
  const some = draft.text.trim() !== '' || uploads.all.some(({ info }) => info)
  const ready = !stopped && some && tooMuch <= 0 && !uploads.busy
  const drop = useDrop(uploads.add)

  useLayoutEffect(() => grow(box.current), [draft.text, stopped])
  useLayoutEffect(() => {
    if (editing.value) box.current?.focus()
  }, [editing.value])
  useEffect(() => {
    templating.value = false
  }, [conversation.id])
  useQuoteFocus(box, draft)
  const write = (note: boolean) => () => {
    templating.value = false
    draft.turn(note, shut)
    // At once for who types on; after the drawing where something else takes its place.
    box.current?.focus()
    requestAnimationFrame(() => firstIn(drop.form.current)?.focus())
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
    else if (!draft.stopQuoting()) box.current?.blur()
  }

  function insert(text: string): void {
    const at = box.current?.selectionStart ?? draft.text.length
    const to = box.current?.selectionEnd ?? at
    draft.change({ ...draft, text: draft.text.slice(0, at) + text + draft.text.slice(to) })
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(at + text.length, at + text.length)
    })
  }

  // A phone's keyboard has emoji of its own, and its screen no room to spare.
  const selling = desk.site.value?.host && !editing.value
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
      {over && reach && answering && (
        <>
          <ChannelLine {...{ conversation, over, reach }} />
          <ChannelNotice {...{ over, reach }} />
        </>
      )}
      {!stopped && answering && <QuotedLine conversation={conversation} />}
      {editing.value && (
        <p class="composer-editing">
          {words.thread.editing}
          <Button kind="plain" onClick={draft.stopEditing}>
            {words.app.cancel}
          </Button>
        </p>
      )}
      {stopped && reach ? (
        <Stopped {...{ conversation, over, reach }} kept={draft.text} />
      ) : (
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
            draft.change({ ...draft, text: currentTarget.value })
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
      )}
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
      {!stopped && <CoachLine conversation={conversation} draft={draft} onInsert={insert} />}
      <div class="composer-tools">
        {!stopped && (
          <>
            {!(selling && size.value === 'phone') && <Emoji onPick={insert} />}
            {selling && <FromShop conversation={conversation} />}
            {!editing.value && <Attach onFiles={uploads.add} over={over?.kind} />}
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
          </>
        )}
        {templates && size.value !== 'phone' && (
          <IconButton
            icon={LayoutTemplate}
            label={words.channel.picker.open}
            aria-pressed={templating.value}
            onClick={() => {
              templating.value = !templating.value
            }}
          />
        )}
        {!editing.value && <Kind note={draft.note} onTurn={write} />}
        <span class="composer-gap" />
        {tooMuch > 0 && !stopped && (
          <span class="over" role="alert">
            {words.composer.tooLong(tooMuch)}
          </span>
        )}
        {!stopped && <Send ready={ready} note={draft.note} />}
      </div>
    </form>
  )
}

/** An answer, or a note that only the team reads. */
function Kind({ note, onTurn }: { note: boolean; onTurn(note: boolean): () => void }) {
  const { words } = useInbox()
  return (
    <fieldset class="composer-kind">
      <legend class="hidden-text">{words.composer.reply}</legend>
      <button type="button" aria-pressed={!note} onClick={onTurn(false)}>
        {words.composer.reply}
      </button>
      <button type="button" aria-pressed={note} onClick={onTurn(true)}>
        {words.composer.note}
      </button>
    </fieldset>
  )
}

/** Whoever chose what to answer goes on by writing it. */
function useQuoteFocus(box: RefObject<HTMLTextAreaElement | null>, draft: DraftControl): void {
  const { quoting } = useInbox()
  const quoted = quoting.value
  useEffect(() => {
    if (!quoted) return
    draft.turn(false, false)
    requestAnimationFrame(() => box.current?.focus())
  }, [quoted])
}

/** Where one writes, or what stands there instead. */
function firstIn(form: HTMLFormElement | null): HTMLElement | null | undefined {
  return form?.querySelector<HTMLElement>('textarea, .stopped input')
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
