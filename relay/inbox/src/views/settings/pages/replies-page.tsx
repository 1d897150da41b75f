import { type CannedReply, fillCannedReply, type Language } from '@loods/protocol'
import { MessageSquareText, Pencil, Plus, Trash2 } from 'lucide'
import { useRef } from 'preact/hooks'
import { useLoaded } from '../../../app/use-loaded.ts'
import { Button, IconButton } from '../../../parts/button.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Field } from '../../../parts/field.tsx'
import { Collection, type Opener } from '../parts/collection.tsx'
import { EditorDialog } from '../parts/editor-dialog.tsx'
import { useSettingsEditor } from '../parts/use-settings-editor.ts'
import { useSettings } from '../settings-context.ts'

type Open = Opener<CannedReply, CannedReply | undefined>

/** The shop's canned replies. */
export function RepliesPage() {
  const { api, words } = useSettings()
  const replies = useLoaded(api.cannedReplies.list, 'canned_replies')
  return (
    <div class="sections">
      <Collection<CannedReply, CannedReply | undefined>
        of={replies}
        empty={(open) => (
          <Empty icon={MessageSquareText} title={words.replies.none} hint={words.replies.noneHint}>
            <Add open={open} />
          </Empty>
        )}
        list={(items, open) => (
          <>
            <div class="page-actions">
              <Add open={open} />
            </div>
            <ul class="entries">
              {items.map((reply) => (
                <ReplyRow key={reply.id} reply={reply} open={open} />
              ))}
            </ul>
          </>
        )}
        form={(reply, close) => <ReplyForm reply={reply} onClose={close} onDone={replies.reload} />}
        removal={({ id, shortcut }) => ({
          title: words.replies.removeTitle(shortcut),
          text: words.replies.removeText,
          remove: () => api.cannedReplies.remove(id),
        })}
      />
    </div>
  )
}

function Add({ open }: { open: Open }) {
  const { words } = useSettings()
  return (
    <Button kind="main" icon={Plus} onClick={() => open.form(undefined)}>
      {words.replies.add}
    </Button>
  )
}

function ReplyRow({ reply, open }: { reply: CannedReply; open: Open }) {
  const { words } = useSettings()
  return (
    <li class="reply-row">
      <kbd>/{reply.shortcut}</kbd>
      <span class="row-text reply-text" lang={reply.language}>
        {reply.text}
      </span>
      {reply.language && <span class="pill">{words.languages[reply.language]}</span>}
      <span class="row-actions">
        <IconButton
          icon={Pencil}
          label={`${words.actions.change} /${reply.shortcut}`}
          onClick={() => open.form(reply)}
        />
        <IconButton
          icon={Trash2}
          label={`${words.actions.remove} /${reply.shortcut}`}
          onClick={() => open.remove(reply)}
        />
      </span>
    </li>
  )
}

interface ReplyFormProps {
  reply: CannedReply | undefined
  onClose(): void
  onDone(): Promise<void>
}

function ReplyForm({ reply, onClose, onDone }: ReplyFormProps) {
  const { api, words } = useSettings()
  const text = useRef<HTMLTextAreaElement>(null)
  const editor = useSettingsEditor(
    { shortcut: reply?.shortcut ?? '', text: reply?.text ?? '', language: reply?.language },
    async ({ language, ...rest }) => {
      if (reply) await api.cannedReplies.change(reply.id, { ...rest, language: language ?? null })
      else await api.cannedReplies.add({ ...rest, ...(language && { language }) })
      await onDone()
      onClose()
    },
    { already_exists: { field: 'shortcut', text: words.replies.taken } },
  )
  const { values, set } = editor
  return (
    <EditorDialog
      title={reply ? words.replies.editTitle : words.replies.newTitle}
      editor={editor}
      onClose={onClose}
    >
      <Field
        label={words.replies.shortcut}
        hint={words.replies.shortcutHint}
        problem={editor.problemOf('shortcut')}
      >
        {(control) => (
          <input
            {...control}
            class="input"
            required
            maxLength={30}
            autocomplete="off"
            autocapitalize="off"
            value={values.shortcut}
            onInput={(event) => set({ shortcut: event.currentTarget.value.replace(/^\//, '') })}
          />
        )}
      </Field>
      <Field
        label={words.replies.text}
        hint={words.replies.textHint}
        problem={editor.problemOf('text')}
      >
        {(control) => (
          <textarea
            {...control}
            ref={text}
            class="input"
            required
            rows={4}
            maxLength={4_000}
            value={values.text}
            onInput={(event) => set({ text: event.currentTarget.value })}
          />
        )}
      </Field>
      <div>
        <Button kind="plain" onClick={() => set({ text: insertName(text.current, values.text) })}>
          {words.replies.insertName}
        </Button>
      </div>
      <Field label={words.replies.language}>
        {(control) => (
          <select
            {...control}
            class="input"
            value={values.language ?? ''}
            onChange={(event) =>
              set({ language: (event.currentTarget.value || undefined) as Language | undefined })
            }
          >
            <option value="">{words.replies.anyLanguage}</option>
            <option value="nl">{words.languages.nl}</option>
            <option value="en">{words.languages.en}</option>
          </select>
        )}
      </Field>
      <Preview text={values.text} />
    </EditorDialog>
  )
}

function Preview({ text }: { text: string }) {
  const { words } = useSettings()
  return (
    <figure class="reply-preview" aria-live="polite">
      <figcaption class="quiet">{words.replies.preview}</figcaption>
      <p>{fillCannedReply(text, { name: words.replies.sample }) || '…'}</p>
    </figure>
  )
}

/** The text with `{name}` where the cursor is. */
function insertName(field: HTMLTextAreaElement | null, text: string): string {
  const at = field?.selectionStart ?? text.length
  field?.focus()
  return `${text.slice(0, at)}{name}${text.slice(at)}`
}
