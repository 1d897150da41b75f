import type { ChannelView, Template } from '@loods/protocol'
import { ExternalLink, Plus, Trash2 } from 'lucide'
import { useState } from 'preact/hooks'
import { ApiError } from '../../../../api/client.ts'
import { useInbox } from '../../../../app/context.ts'
import { errorWords } from '../../../../app/toasts.ts'
import { Button, IconButton } from '../../../../parts/button.tsx'
import { Choice } from '../../../../parts/choice.tsx'
import { Field } from '../../../../parts/field.tsx'
import { Icon } from '../../../../parts/icon.tsx'
import { useChannels } from '../channels-context.ts'
import {
  type Blank,
  blanksOf,
  EMPTY,
  type TemplateForm as Form,
  type FormButton,
  filled,
  MAX_BUTTONS,
  MAX_LINKS,
  nameOf,
  toDraft,
  toForm,
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
    return known[error.field?.split('.')[0] ?? ''] ?? words.callback.problems.said(error.message)
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
      <Header form={form} set={set} />
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

/** A language of the networks (`en_GB`) as people call it. */
export function languageName(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(code.replace('_', '-')) ?? code
}

function Header({ form, set }: PartProps) {
  const { templates: says } = useChannels().words
  const [blank] = blanksOf(form.header, true)
  return (
    <>
      <Text
        label={says.header}
        hint={says.headerHint}
        max={60}
        value={form.header}
        onInput={(header) => set({ header })}
      />
      {blank && <Example {...{ blank, form, set }} label={says.headerExample(blank.shown)} />}
    </>
  )
}

function Example({ blank, label, form, set }: PartProps & { blank: Blank; label: string }) {
  const { examples } = form
  return (
    <Text
      label={label}
      max={200}
      required
      value={examples[blank.key] ?? ''}
      onInput={(text) => set({ examples: { ...examples, [blank.key]: text } })}
    />
  )
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
      {blanksOf(form.body).map((blank) => (
        <Example key={blank.key} {...{ blank, form, set }} label={says.example(blank.shown)} />
      ))}
    </>
  )
}

function Buttons({ form, set }: PartProps) {
  const { templates: says } = useChannels().words
  const { buttons } = form
  const links = buttons.filter(({ type }) => type === 'url').length
  // Links stand behind replies, as the network wants them.
  const add = (type: FormButton['type']) =>
    set({
      buttons: buttons.toSpliced(type === 'url' ? buttons.length : buttons.length - links, 0, {
        type,
        text: '',
        url: '',
      }),
    })
  return (
    <fieldset class="template-buttons">
      <legend>{says.buttons}</legend>
      {buttons.map((button, index) => (
        <ButtonRow
          key={index}
          place={index + 1}
          button={button}
          onChange={(changed) => set({ buttons: buttons.with(index, changed) })}
          onRemove={() => set({ buttons: buttons.toSpliced(index, 1) })}
        />
      ))}
      <div class="channel-actions">
        {buttons.length < MAX_BUTTONS && (
          <Button icon={Plus} onClick={() => add('quick_reply')}>
            {says.addReply}
          </Button>
        )}
        {buttons.length < MAX_BUTTONS && links < MAX_LINKS && (
          <Button icon={Plus} onClick={() => add('url')}>
            {says.addLink}
          </Button>
        )}
      </div>
    </fieldset>
  )
}

interface ButtonRowProps {
  place: number
  button: FormButton
  onChange(button: FormButton): void
  onRemove(): void
}

function ButtonRow({ place, button, onChange, onRemove }: ButtonRowProps) {
  const { templates: says } = useChannels().words
  const link = button.type === 'url'
  return (
    <div class="template-button">
      <input
        class="input"
        aria-label={link ? says.link(place) : says.reply(place)}
        placeholder={link ? says.linkText : says.replyText}
        required
        maxLength={25}
        value={button.text}
        onInput={({ currentTarget }) => onChange({ ...button, text: currentTarget.value })}
      />
      {link && (
        <input
          class="input"
          type="url"
          aria-label={says.address(place)}
          placeholder="https://"
          required
          pattern="https://[^\s\{\}]+"
          title={says.addressHint}
          maxLength={2_000}
          value={button.url}
          onInput={({ currentTarget }) => onChange({ ...button, url: currentTarget.value })}
        />
      )}
      <IconButton icon={Trash2} label={says.removeButton(place)} onClick={onRemove} />
    </div>
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
  const buttons = toDraft(form).buttons ?? []
  return (
    <div class="template-preview">
      <small class="quiet">{says.preview}</small>
      <div class="template-bubble">
        {form.header && <strong>{filled(form.header, form.examples, true)}</strong>}
        <p>{filled(form.body, form.examples) || says.previewEmpty}</p>
        {form.footer && <small class="quiet">{form.footer}</small>}
      </div>
      {buttons.map(({ type, text }, at) => (
        <span key={at} class="template-reply">
          {type === 'url' && <Icon of={ExternalLink} size={14} />}
          {text}
        </span>
      ))}
    </div>
  )
}
