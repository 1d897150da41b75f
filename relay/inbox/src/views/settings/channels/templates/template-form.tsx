import type { ChannelView, Template } from '@loods/protocol'
import { Plus } from 'lucide'
import { useState } from 'preact/hooks'
import { ApiError } from '../../../../api/client.ts'
import { useInbox } from '../../../../app/context.ts'
import { errorWords } from '../../../../app/toasts.ts'
import { Button } from '../../../../parts/button.tsx'
import { Choice } from '../../../../parts/choice.tsx'
import { Field } from '../../../../parts/field.tsx'
import { useChannels } from '../channels-context.ts'
import {
  EMPTY,
  type TemplateForm as Form,
  filled,
  nameOf,
  toDraft,
  toForm,
  variablesOf,
  withBlank,
} from './template-draft.ts'

const LANGUAGES = ['nl', 'en', 'en_GB', 'en_US', 'de', 'fr']

interface FormProps {
  channel: ChannelView
  /** The one to change; undefined for a new one. */
  template: Template | undefined
  onClose(): void
  onSaved(): Promise<void>
}

/** Writes or changes a template, with what the customer will see beside it. */
export function TemplateForm({ channel, template, onClose, onSaved }: FormProps) {
  const { words: inboxWords, desk } = useInbox()
  const { api, words } = useChannels()
  const { templates: says } = words
  const [form, setForm] = useState<Form>(() =>
    template ? toForm(template) : { ...EMPTY, language: desk.language },
  )
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const set = (change: Partial<Form>) => setForm((now) => ({ ...now, ...change }))

  async function save(event: Event): Promise<void> {
    event.preventDefault()
    setBusy(true)
    setProblem(undefined)
    try {
      const { name, language, ...change } = toDraft(form)
      await (template
        ? api.changeTemplate(channel.id, template.id, change)
        : api.createTemplate(channel.id, { name, language, ...change }))
      await onSaved()
    } catch (error) {
      setProblem(refusalWords(error))
      setBusy(false)
    }
  }

  /** What Meta says against it is in its own words; they are shown, for they say what to change. */
  function refusalWords(error: unknown): string {
    if (!(error instanceof ApiError)) return errorWords(inboxWords, error)
    if (error.code === 'already_exists') return says.taken
    if (error.code !== 'invalid') return errorWords(inboxWords, error)
    const known: Partial<Record<string, string>> = says.problems
    return known[error.field ?? ''] ?? words.callback.problems.said(error.message)
  }

  return (
    <form class="stack template-form" onSubmit={(event) => void save(event)}>
      <h2 class="wizard-title">{template ? says.changeTitle(template.name) : says.create}</h2>
      {template ? <p class="quiet">{says.changeIntro}</p> : <Naming form={form} set={set} />}
      <Choice
        label={says.category}
        value={form.category}
        options={(['utility', 'marketing'] as const).map((value) => ({
          value,
          label: says.categories[value],
          hint: says.categoryHints[value],
        }))}
        onChoose={(category) => set({ category })}
      />
      <Body form={form} set={set} />
      <Text
        label={says.footer}
        hint={says.footerHint}
        max={60}
        value={form.footer}
        onInput={(footer) => set({ footer })}
      />
      <Buttons form={form} set={set} />
      <Preview form={form} />
      {problem && (
        <p class="notice red" role="alert">
          {problem}
        </p>
      )}
      <div class="wizard-actions">
        <Button onClick={onClose}>{inboxWords.app.cancel}</Button>
        <Button kind="main" type="submit" disabled={busy}>
          {busy ? says.sending : says.send}
        </Button>
      </div>
    </form>
  )
}

interface PartProps {
  form: Form
  set(change: Partial<Form>): void
}

function Naming({ form, set }: PartProps) {
  const { templates: says } = useChannels().words
  const name = nameOf(form.title)
  return (
    <>
      <Text
        label={says.name}
        hint={name ? says.nameAs(name) : says.nameHint}
        max={80}
        required
        value={form.title}
        onInput={(title) => set({ title })}
      />
      <Field label={says.language}>
        {(control) => (
          <select
            {...control}
            class="input"
            value={form.language}
            onChange={(event) => set({ language: event.currentTarget.value })}
          >
            {LANGUAGES.map((code) => (
              <option key={code} value={code}>
                {languageName(code, says.locale)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  )
}

function languageName(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(code.replace('_', '-')) ?? code
}

function Body({ form, set }: PartProps) {
  const { templates: says } = useChannels().words
  return (
    <>
      <Field label={says.body} hint={says.bodyHint}>
        {(control) => (
          <textarea
            {...control}
            class="input"
            rows={5}
            required
            maxLength={1024}
            value={form.body}
            onInput={(event) => set({ body: event.currentTarget.value })}
          />
        )}
      </Field>
      <div class="channel-actions">
        <Button icon={Plus} onClick={() => set({ body: withBlank(form.body) })}>
          {says.blank}
        </Button>
      </div>
      {variablesOf(form.body).map((name) => (
        <Text
          key={name}
          label={says.example(name)}
          max={200}
          required
          value={form.examples[name] ?? ''}
          onInput={(text) => set({ examples: { ...form.examples, [name]: text } })}
        />
      ))}
    </>
  )
}

function Buttons({ form, set }: PartProps) {
  const { templates: says } = useChannels().words
  return (
    <fieldset class="template-buttons">
      <legend>{says.buttons}</legend>
      {form.buttons.map((text, index) => (
        <input
          key={index}
          class="input"
          aria-label={says.button(index + 1)}
          maxLength={25}
          value={text}
          onInput={(event) => set({ buttons: form.buttons.with(index, event.currentTarget.value) })}
        />
      ))}
    </fieldset>
  )
}

interface TextProps {
  label: string
  hint?: string
  max: number
  required?: true
  value: string
  onInput(text: string): void
}

function Text({ label, hint, max, required, value, onInput }: TextProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <input
          {...control}
          class="input"
          required={required}
          maxLength={max}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** As it stands on the customer's phone. */
function Preview({ form }: { form: Form }) {
  const { templates: says } = useChannels().words
  const buttons = form.buttons.filter((text) => text.trim() !== '')
  return (
    <div class="template-preview">
      <small class="quiet">{says.preview}</small>
      <div class="template-bubble">
        <p>{filled(form.body, form.examples) || says.previewEmpty}</p>
        {form.footer && <small class="quiet">{form.footer}</small>}
      </div>
      {buttons.map((text) => (
        <span key={text} class="template-reply">
          {text}
        </span>
      ))}
    </div>
  )
}
