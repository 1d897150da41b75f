import type { Language, PageKind, Trigger, TriggerDefinition } from '@loods/protocol'
import { ArrowLeft } from 'lucide'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { type Editor, useEditor } from '../../../app/use-editor.ts'
import { useOwnWords } from '../../../app/use-own-words.ts'
import { adopt } from '../../../look/sheets.ts'
import { Button, IconButton } from '../../../parts/button.tsx'
import { Choice } from '../../../parts/choice.tsx'
import { Field } from '../../../parts/field.tsx'
import { Title } from '../../../parts/title.tsx'
import { Toggle } from '../../../parts/toggle.tsx'
import { useTriggers } from '../triggers-context.ts'
import editorCss from './editor.css'
import { type EditorWords, loadEditorWords } from './i18n/words.ts'
import { PromptPreview } from './prompt-preview.tsx'
import { simpleWhen } from './simple-when.ts'
import { BLANK_TRIGGER } from './trigger-examples.ts'

interface TriggerEditorProps {
  /** The one to change; undefined for a new one. */
  trigger: Trigger | undefined
  /** What a new one begins with, where something was chosen. */
  draft: TriggerDefinition | undefined
  onClose(): void
  /** The relay has it. */
  onDone(): Promise<void>
}

const WordsContext = createContext<EditorWords | undefined>(undefined)

function useWords(): EditorWords {
  const words = useContext(WordsContext)
  if (!words) throw new Error('This component needs the page of a trigger around it.')
  return words
}

/** The page on which a trigger is made or changed. */
export function TriggerEditor(props: TriggerEditorProps) {
  const { root } = useInbox()
  adopt(root, editorCss)
  const words = useOwnWords(loadEditorWords)
  if (!words) return null
  return (
    <WordsContext.Provider value={words}>
      <TriggerForm {...props} />
    </WordsContext.Provider>
  )
}

function TriggerForm({ trigger, draft, onClose, onDone }: TriggerEditorProps) {
  const { desk, words: inboxWords } = useInbox()
  const { api } = useTriggers()
  const words = useWords()
  const editor = useEditor<TriggerDefinition>(
    trigger ? definitionOf(trigger) : (draft ?? BLANK_TRIGGER),
    async (values) => {
      if (trigger) {
        await api.change(trigger.id, { ...values, pageKind: values.pageKind ?? null })
      } else await api.add({ ...values, enabled: true })
      await onDone()
      onClose()
    },
    words,
  )
  const { values, set } = editor
  return (
    <>
      <header class="trigger-head">
        <IconButton icon={ArrowLeft} label={inboxWords.app.back} flip onClick={onClose} />
        <Title>{trigger ? words.editTitle : words.newTitle}</Title>
      </header>
      <form class="stack trigger-form" onSubmit={editor.submit}>
        <Field label={words.name} hint={words.nameHint} problem={editor.problemOf('name')}>
          {(control) => (
            <input
              {...control}
              class="input"
              required
              maxLength={80}
              value={values.name}
              onInput={(event) => set({ name: event.currentTarget.value })}
            />
          )}
        </Field>
        <Where editor={editor} />
        <When editor={editor} />
        <div class="pair">
          <PromptText editor={editor} language="nl" label={words.textNl} />
          <PromptText editor={editor} language="en" label={words.textEn} />
        </div>
        <Toggle
          label={words.whileAway}
          hint={words.whileAwayHint}
          on={values.whileAway ?? false}
          onChange={(whileAway) => set({ whileAway })}
        />
        <PromptPreview
          text={values.texts[desk.language] || values.texts.nl || values.texts.en}
          words={words}
        />
        {editor.problem && (
          <p class="notice red" role="alert">
            {editor.problem}
          </p>
        )}
        <div class="dialog-actions">
          <Button onClick={onClose}>{inboxWords.app.cancel}</Button>
          <Button kind="main" type="submit" disabled={editor.busy}>
            {editor.busy ? words.saving : words.save}
          </Button>
        </div>
      </form>
    </>
  )
}

function definitionOf(trigger: Trigger): TriggerDefinition {
  const { id: _, version: __, enabled: ___, ...definition } = trigger
  return definition
}

type Part = { editor: Editor<TriggerDefinition> }

function Where({ editor }: Part) {
  const words = useWords()
  const { values, set } = editor
  const choose = (kind: string) =>
    set({ pageKind: kind === '' ? undefined : (kind as PageKind) } as Partial<TriggerDefinition>)
  return (
    <div class="pair">
      <Field label={words.kind}>
        {(control) => (
          <select
            {...control}
            class="input"
            value={values.pageKind ?? ''}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            <option value="">{words.anyKind}</option>
            {Object.entries(words.kinds).map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.page} hint={words.pageHint} problem={editor.problemOf('page')}>
        {(control) => (
          <input
            {...control}
            class="input"
            maxLength={300}
            spellcheck={false}
            autocapitalize="off"
            value={values.page}
            onInput={(event) => set({ page: event.currentTarget.value.trim() })}
          />
        )}
      </Field>
    </div>
  )
}

const TYPES = ['visible_seconds', 'idle_seconds', 'exit_intent'] as const

function When({ editor }: Part) {
  const words = useWords()
  const when = simpleWhen(editor.values.when)
  // What was made elsewhere stays as it is.
  if (!when) return <p class="quiet">{words.severalConditions}</p>
  const choose = (type: (typeof TYPES)[number]) =>
    editor.set({ when: type === 'exit_intent' ? { type } : { type, seconds: 40 } })
  return (
    <>
      <Choice
        label={words.when}
        value={when.type}
        options={TYPES.map((type) => ({
          value: type,
          label: words.whenOptions[type],
          hint: words.whenHints[type],
        }))}
        onChoose={choose}
      />
      {when.type !== 'exit_intent' && (
        <Field label={words.seconds} problem={editor.problemOf('when.seconds')}>
          {(control) => (
            <input
              {...control}
              class="input number"
              type="number"
              inputMode="numeric"
              required
              min={1}
              max={3_600}
              value={when.seconds}
              onInput={(event) =>
                editor.set({ when: { ...when, seconds: event.currentTarget.valueAsNumber } })
              }
            />
          )}
        </Field>
      )}
    </>
  )
}

function PromptText({ editor, language, label }: Part & { language: Language; label: string }) {
  const { texts } = editor.values
  return (
    <Field label={label} problem={editor.problemOf(`texts.${language}`)}>
      {(control) => (
        <textarea
          {...control}
          class="input"
          lang={language}
          required
          rows={3}
          maxLength={300}
          value={texts[language]}
          onInput={(event) =>
            editor.set({ texts: { ...texts, [language]: event.currentTarget.value } })
          }
        />
      )}
    </Field>
  )
}
