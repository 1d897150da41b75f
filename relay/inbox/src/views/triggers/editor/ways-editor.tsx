import type { Language } from '@loods/protocol'
import { Plus, Trash2 } from 'lucide'
import { useId, useRef } from 'preact/hooks'
import { Button, IconButton } from '../../../parts/button.tsx'
import { Field } from '../../../parts/field.tsx'
import { fieldOfWay, MAX_REPLIES, MAX_WAYS, type Way } from './draft.ts'
import { useEditing } from './editor-context.ts'

const LANGUAGES: Language[] = ['nl', 'en']
const VARIABLES = ['product', 'cart', 'name'] as const
const EMPTY: Way = { texts: { nl: '', en: '' }, replies: { nl: [], en: [] } }

interface WaysProps {
  /** The way the preview shows. */
  shown: number
  onShow(way: number): void
}

/** What shoppers read, in one way or in several that are tried beside each other. */
export function WaysEditor({ shown, onShow }: WaysProps) {
  const { draft, words, set } = useEditing()
  const { ways } = draft
  const change = (at: number, way: Way) => set({ ways: ways.with(at, way) })
  return (
    <>
      {ways.map((way, at) => (
        <fieldset
          class="way"
          key={at}
          aria-label={words.way(at + 1)}
          onFocusCapture={() => at !== shown && onShow(at)}
        >
          {ways.length > 1 && (
            <header>
              <h3>{words.way(at + 1)}</h3>
              <IconButton
                icon={Trash2}
                label={words.removeWay(at + 1)}
                onClick={() => {
                  set({ ways: ways.filter((_, other) => other !== at) })
                  onShow(0)
                }}
              />
            </header>
          )}
          <div class="pair">
            {LANGUAGES.map((language) => (
              <WayIn
                key={language}
                way={way}
                language={language}
                field={fieldOfWay(at)}
                onChange={(next) => change(at, next)}
              />
            ))}
          </div>
        </fieldset>
      ))}
      {ways.length < MAX_WAYS && (
        <div class="way-more">
          <Button
            kind="plain"
            icon={Plus}
            onClick={() => {
              set({ ways: [...ways, structuredClone(EMPTY)] })
              onShow(ways.length)
            }}
          >
            {words.addWay}
          </Button>
          <small class="quiet">{words.addWayHint}</small>
        </div>
      )}
    </>
  )
}

interface WayInProps {
  way: Way
  language: Language
  field: string
  onChange(way: Way): void
}

function WayIn({ way, language, field, onChange }: WayInProps) {
  const { words, problemOf } = useEditing()
  const box = useRef<HTMLTextAreaElement>(null)
  const text = way.texts[language]
  const other = language === 'nl' ? 'en' : 'nl'
  const write = (next: string) => onChange({ ...way, texts: { ...way.texts, [language]: next } })

  function insert(variable: (typeof VARIABLES)[number]): void {
    const [from, to] = [box.current?.selectionStart ?? text.length, box.current?.selectionEnd ?? 0]
    const mark = words.variableMarks[language][variable]
    write(text.slice(0, from) + mark + text.slice(Math.max(from, to)))
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(from + mark.length, from + mark.length)
    })
  }

  return (
    <div class="way-language" lang={language}>
      <Field
        label={words.textIn[language]}
        hint={text.trim() === '' && way.texts[other].trim() ? words.otherSaid[language] : undefined}
        problem={problemOf(`${field}.${language}`) ?? problemOf(field)}
      >
        {(control) => (
          <textarea
            {...control}
            ref={box}
            class="input"
            rows={3}
            maxLength={300}
            value={text}
            onInput={(event) => write(event.currentTarget.value)}
          />
        )}
      </Field>
      <fieldset class="way-variables" aria-label={words.variables}>
        {VARIABLES.map((variable) => (
          <button
            key={variable}
            type="button"
            class="way-variable"
            title={words.variableHints[variable]}
            onClick={() => insert(variable)}
          >
            {words.variableNames[variable]}
          </button>
        ))}
      </fieldset>
      <Replies way={way} language={language} field={field} onChange={onChange} />
    </div>
  )
}

function Replies({ way, language, field, onChange }: WayInProps) {
  const { words, problemOf } = useEditing()
  const id = useId()
  const lines = way.replies[language]
  const shown = Math.min(MAX_REPLIES, lines.filter(Boolean).length + 1, lines.length + 1)
  const write = (at: number, line: string) => {
    const next = Array.from({ length: Math.max(lines.length, at + 1) }, (_, n) => lines[n] ?? '')
    onChange({ ...way, replies: { ...way.replies, [language]: next.with(at, line) } })
  }
  const replies = field.replace('texts', 'replies')
  const problem =
    problemOf(`${replies}.${language}`) ??
    [0, 1, 2].map((at) => problemOf(`${replies}.${language}.${at}`)).find(Boolean)
  return (
    <fieldset class="way-replies" aria-describedby={problem && id}>
      <legend>{words.replies}</legend>
      {Array.from({ length: Math.max(shown, lines.length) }, (_, at) => (
        <input
          key={at}
          class="input"
          maxLength={60}
          aria-label={words.reply(at + 1)}
          placeholder={at === 0 ? words.replyExample[language] : words.replyMore}
          value={lines[at] ?? ''}
          onInput={(event) => write(at, event.currentTarget.value)}
        />
      ))}
      {problem && (
        <span class="rule-problem" id={id} role="alert">
          {problem}
        </span>
      )}
    </fieldset>
  )
}
