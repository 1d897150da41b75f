import type { ChannelThread, Conversation, Template } from '@loods/protocol'
import { ArrowLeft } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import { newCid } from '../../app/cid.ts'
import { useInbox } from '../../app/context.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { adopt } from '../../look/sheets.ts'
import pickerCss from '../../look/template-picker.css'
import { Button, IconButton } from '../../parts/button.tsx'
import type { Reach } from '../channel/window.ts'
import { ToChannels } from './channel-line.tsx'
import {
  byName,
  headerValues,
  matching,
  numberInHeader,
  piecesOf,
  suggestedValues,
  textOf,
} from './template-text.ts'

interface TemplatePickerProps {
  conversation: Conversation
  over: ChannelThread
  reach: Reach
}

/** Finds, fills in and sends a template: what may be said while no free answer may be. */
export function TemplatePicker({ conversation, over, reach }: TemplatePickerProps) {
  const { desk, words, root, templating } = useInbox()
  adopt(root, pickerCss)
  const [again, setAgain] = useState(0)
  const [chosen, setChosen] = useState<Template>()
  const [sent, setSent] = useState(false)
  const { value, error } = useAnswer(
    () => desk.siteApi.templates(over.channelId),
    [over.channelId, desk.changesOf('templates'), again],
  )

  function send(template: Template, values: Record<string, string>): void {
    desk.outbox.add({
      conversationId: conversation.id,
      cid: newCid(),
      template: { id: template.id, values },
      preview: textOf(template, values),
    })
    setChosen(undefined)
    setSent(true)
    templating.value = false
  }

  if (value === undefined) {
    if (error === undefined) return <p class="quiet" aria-busy="true" />
    return (
      <p>
        {words.channel.picker.failed}{' '}
        <Button onClick={() => setAgain(again + 1)}>{words.app.retry}</Button>
      </p>
    )
  }
  if (chosen) {
    return (
      <Filling
        key={chosen.id}
        {...{ conversation, reach }}
        template={chosen}
        all={value.filter(({ name }) => name === chosen.name)}
        onLanguage={setChosen}
        onBack={() => setChosen(undefined)}
        onSend={send}
      />
    )
  }
  return (
    <>
      {sent && (
        <p class="picker-sent" role="status">
          {words.channel.picker.sent}
        </p>
      )}
      <Choosing
        {...{ conversation, reach }}
        templates={value}
        onChoose={(template) => {
          setSent(false)
          setChosen(template)
        }}
      />
    </>
  )
}

interface ChoosingProps {
  conversation: Conversation
  reach: Reach
  templates: Template[]
  onChoose(template: Template): void
}

function Choosing({ conversation, reach, templates, onChoose }: ChoosingProps) {
  const { desk, words } = useInbox()
  const { picker } = words.channel
  const [query, setQuery] = useState('')
  const language = conversation.context.language ?? desk.language
  const found = byName(matching(templates, query), language)
  if (matching(templates, '').length === 0) {
    return (
      <p>
        {picker.none} <ToChannels label={picker.make} />
      </p>
    )
  }
  return (
    <div class="picker">
      <input
        class="input"
        type="search"
        aria-label={picker.search}
        placeholder={picker.search}
        value={query}
        onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          if (found[0]) onChoose(found[0])
        }}
      />
      {found.length === 0 && <p class="quiet">{picker.noneFound}</p>}
      <ul class="picker-list" aria-label={picker.title}>
        {found.map((each) => (
          <li key={each.id}>
            <button type="button" onClick={() => onChoose(each)}>
              <span class="picker-name">
                <b>{each.name.replaceAll('_', ' ')}</b>
                <Price template={each} reach={reach} />
              </span>
              <span class="cut quiet" dir="auto">
                {each.body}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What kind it is and whether Meta asks money for it; amounts are Meta's to tell. */
function Price({ template, reach }: { template: Template; reach: Reach }) {
  const { words } = useInbox()
  const { categories, price } = words.channel.picker
  const free = template.category === 'utility' && reach.state === 'free'
  return (
    <small title={price.why}>
      {categories[template.category]} · {free ? price.free : price.paid}
    </small>
  )
}

interface FillingProps {
  conversation: Conversation
  reach: Reach
  template: Template
  /** The same in other languages. */
  all: Template[]
  onLanguage(template: Template): void
  onBack(): void
  onSend(template: Template, values: Record<string, string>): void
}

function Filling({ conversation, reach, template, ...rest }: FillingProps) {
  const { words } = useInbox()
  const { picker } = words.channel
  const form = useRef<HTMLDivElement>(null)
  const { contact } = conversation
  const [values, setValues] = useState(() => suggestedValues(template, contact.name))
  const empty = template.variables.find((name) => !values[name]?.trim())
  const label = (name: string) => {
    const number = numberInHeader(name)
    return number ? picker.headerValue(number) : picker.value(name)
  }
  const send = () => empty === undefined && rest.onSend(template, trimmed(values))
  useEffect(() => {
    const inputs = [...(form.current?.querySelectorAll<HTMLElement>('input') ?? [])]
    const next = inputs.find((input) => (input as HTMLInputElement).value === '')
    ;(next ?? form.current?.querySelector<HTMLElement>('.main'))?.focus()
  }, [])

  return (
    <div class="picker" ref={form}>
      <p class="picker-head">
        <IconButton icon={ArrowLeft} flip label={picker.back} onClick={rest.onBack} />
        <b class="cut">{template.name.replaceAll('_', ' ')}</b>
        <Price template={template} reach={reach} />
        <span class="composer-gap" />
        {rest.all.length > 1 && <Languages {...{ template }} {...rest} />}
      </p>
      <div class="picker-body">
        <div class="picker-values">
          {template.variables.map((name) => (
            <input
              key={name}
              class="input"
              dir="auto"
              aria-label={label(name)}
              placeholder={label(name)}
              maxLength={1_024}
              value={values[name] ?? ''}
              onInput={({ currentTarget }) => setValues({ ...values, [name]: currentTarget.value })}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                send()
              }}
            />
          ))}
        </div>
        <Preview template={template} values={values} />
      </div>
      <p class="picker-foot">
        <span class="quiet">{empty !== undefined && picker.empty(label(empty))}</span>
        <Button kind="main" disabled={empty !== undefined} onClick={send}>
          {picker.send}
        </Button>
      </p>
    </div>
  )
}

function trimmed(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()]))
}

function Languages({
  template,
  all,
  onLanguage,
}: Pick<FillingProps, 'template' | 'all' | 'onLanguage'>) {
  const { words } = useInbox()
  return (
    <select
      class="input picker-language"
      aria-label={words.channel.picker.language}
      value={template.id}
      onChange={({ currentTarget }) => {
        const other = all.find(({ id }) => id === currentTarget.value)
        if (other) onLanguage(other)
      }}
    >
      {all.map(({ id, language }) => (
        <option key={id} value={id}>
          {language}
        </option>
      ))}
    </select>
  )
}

/** As the person will read it, with what is filled in so far. */
function Preview({ template, values }: { template: Template; values: Record<string, string> }) {
  const { words } = useInbox()
  const { header, body, footer, buttons } = template
  return (
    <figure class="picker-preview" aria-label={words.channel.picker.preview}>
      <div class="bubble" dir="auto">
        {header && (
          <b>
            <Filled text={header} values={headerValues(values)} />
          </b>
        )}
        <p>
          <Filled text={body} values={values} />
        </p>
        {footer && <small>{footer}</small>}
        {buttons.length > 0 && (
          <ul class="flat-buttons">
            {buttons.map(({ text }, at) => (
              <li key={at}>{text}</li>
            ))}
          </ul>
        )}
      </div>
    </figure>
  )
}

function Filled({ text, values }: { text: string; values: Record<string, string> }) {
  return (
    <>
      {piecesOf(text, values).map((piece, at) =>
        'text' in piece ? (
          piece.text
        ) : (
          <mark key={at} data-empty={piece.value === ''}>
            {piece.value || `{{${numberInHeader(piece.name) ?? piece.name}}}`}
          </mark>
        ),
      )}
    </>
  )
}
