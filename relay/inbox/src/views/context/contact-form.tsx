import type { Contact, ContactChange } from '@loods/protocol'
import { useEffect, useRef, useState } from 'preact/hooks'
import { ApiError } from '../../api/client.ts'
import { useInbox } from '../../app/context.ts'
import { errorWords } from '../../app/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'

type Name = 'name' | 'email' | 'phone' | 'note'
type Values = Record<Name, string>

const INPUTS = [
  { name: 'name', type: 'text', maxLength: 80 },
  { name: 'email', type: 'email', maxLength: 254 },
  { name: 'phone', type: 'tel', maxLength: 30 },
] as const

/** What a member knows better of somebody. Only what was changed goes to the relay. */
export function ContactForm({ contact, onDone }: { contact: Contact; onDone(): void }) {
  const { desk, words } = useInbox()
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState(() => valuesOf(contact))
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ field: string | undefined; text: string }>()
  useEffect(() => form.current?.querySelector('input')?.focus(), [])

  async function save(event: Event): Promise<void> {
    event.preventDefault()
    setBusy(true)
    setRefused(undefined)
    try {
      await desk.changeContact(contact.id, changeOf(valuesOf(contact), values))
      onDone()
    } catch (error) {
      const field = error instanceof ApiError ? error.field : undefined
      const known = words.context.problems[field as Name]
      setRefused({ field: known && field, text: known ?? errorWords(words, error) })
      setBusy(false)
    }
  }

  const attributesOf = (name: Name) => ({
    class: 'input',
    autocomplete: 'off',
    value: values[name],
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
      setValues((now) => ({ ...now, [name]: currentTarget.value })),
  })
  const problemOf = (name: Name) => (refused?.field === name ? refused.text : undefined)

  return (
    <form
      ref={form}
      class="stack contact-form"
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone()
      }}
    >
      {INPUTS.map(({ name, ...input }) => {
        const proven = name === 'email' && contact.verified
        return (
          <Field
            key={name}
            label={words.context[name]}
            hint={proven ? words.context.proven : undefined}
            problem={problemOf(name)}
          >
            {(control) => (
              <input {...control} {...input} {...attributesOf(name)} disabled={proven} />
            )}
          </Field>
        )
      })}
      <Field label={words.context.note} hint={words.context.noteHint} problem={problemOf('note')}>
        {(control) => (
          <textarea {...control} {...attributesOf('note')} rows={3} maxLength={1_000} />
        )}
      </Field>
      {refused && !refused.field && (
        <p class="wrong" role="alert">
          {refused.text}
        </p>
      )}
      <div class="dialog-actions">
        <Button onClick={onDone}>{words.app.cancel}</Button>
        <Button kind="main" type="submit" disabled={busy}>
          {words.app.save}
        </Button>
      </div>
    </form>
  )
}

function valuesOf({ name = '', email = '', phone = '', note = '' }: Contact): Values {
  return { name, email, phone, note }
}

/** What differs; what was emptied is taken away. */
export function changeOf(before: Values, after: Values): ContactChange {
  const changed = (Object.keys(after) as Name[]).filter(
    (name) => after[name].trim() !== before[name],
  )
  return Object.fromEntries(changed.map((name) => [name, after[name].trim() || null]))
}
