import type { Language, PageKind, Trigger, TriggerDefinition } from '@loods/protocol'
import { useInbox } from '../../../app/context.ts'
import { Field } from '../../../parts/field.tsx'
import { Choice } from '../parts/choice.tsx'
import { EditorDialog } from '../parts/editor-dialog.tsx'
import { Toggle } from '../parts/toggle.tsx'
import { type Editor, useEditor } from '../parts/use-editor.ts'
import { PromptPreview } from '../preview/prompt-preview.tsx'
import { useSettings } from '../settings-context.ts'
import { simpleWhen } from './simple-when.ts'

interface TriggerFormProps {
  /** What the form begins with. */
  definition: TriggerDefinition
  /** The one to change; undefined for a new one. */
  trigger: Trigger | undefined
  onClose(): void
  onDone(): Promise<void>
}

/** Makes or changes an offer of help. */
export function TriggerForm({ definition, trigger, onClose, onDone }: TriggerFormProps) {
  const { desk } = useInbox()
  const { api, words } = useSettings()
  const editor = useEditor<TriggerDefinition>(definition, async (values) => {
    if (trigger) {
      await api.triggers.change(trigger.id, { ...values, pageKind: values.pageKind ?? null })
    } else await api.triggers.add({ ...values, enabled: true })
    await onDone()
    onClose()
  })
  const { values, set } = editor
  return (
    <EditorDialog
      title={trigger ? words.triggers.editTitle : words.triggers.newTitle}
      editor={editor}
      wide
      onClose={onClose}
    >
      <Field
        label={words.triggers.name}
        hint={words.triggers.nameHint}
        problem={editor.problemOf('name')}
      >
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
        <PromptText editor={editor} language="nl" label={words.triggers.textNl} />
        <PromptText editor={editor} language="en" label={words.triggers.textEn} />
      </div>
      <Toggle
        label={words.triggers.whileAway}
        hint={words.triggers.whileAwayHint}
        on={values.whileAway ?? false}
        onChange={(whileAway) => set({ whileAway })}
      />
      <PromptPreview text={values.texts[desk.language] || values.texts.nl || values.texts.en} />
    </EditorDialog>
  )
}

type Part = { editor: Editor<TriggerDefinition> }

function Where({ editor }: Part) {
  const { triggers } = useSettings().words
  const { values, set } = editor
  const choose = (kind: string) =>
    set({ pageKind: kind === '' ? undefined : (kind as PageKind) } as Partial<TriggerDefinition>)
  return (
    <div class="pair">
      <Field label={triggers.kind}>
        {(control) => (
          <select
            {...control}
            class="input"
            value={values.pageKind ?? ''}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            <option value="">{triggers.anyKind}</option>
            {Object.entries(triggers.kinds).map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={triggers.page} hint={triggers.pageHint} problem={editor.problemOf('page')}>
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
  const { triggers } = useSettings().words
  const when = simpleWhen(editor.values.when)
  // What was made elsewhere stays as it is.
  if (!when) return <p class="quiet">{triggers.severalConditions}</p>
  const choose = (type: (typeof TYPES)[number]) =>
    editor.set({ when: type === 'exit_intent' ? { type } : { type, seconds: 40 } })
  return (
    <>
      <Choice
        label={triggers.when}
        value={when.type}
        options={TYPES.map((type) => ({
          value: type,
          label: triggers.whenOptions[type],
          hint: triggers.whenHints[type],
        }))}
        onChoose={choose}
      />
      {when.type !== 'exit_intent' && (
        <Field label={triggers.seconds} problem={editor.problemOf('when.seconds')}>
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
