import type { ComponentChildren } from 'preact'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import type { AccountWords } from './account-words.ts'
import type { Form } from './use-form.ts'

interface GateFormProps<Values> {
  words: AccountWords
  title: string
  intro?: string
  form: Form<Values>
  /** The verb on its button. */
  action: string
  children: ComponentChildren
  /** Other ways, under the button. */
  below?: ComponentChildren
}

/** A form in front of the inbox: what it is for, its fields, and one button. */
export function GateForm<Values>(props: GateFormProps<Values>) {
  const { words, title, intro, form, action, children, below } = props
  return (
    <>
      <h1>{title}</h1>
      {intro && <p class="quiet">{intro}</p>}
      <form onSubmit={form.submit}>
        {children}
        {form.problem && !form.showsAtField && (
          <p class="problem" role="alert">
            {form.problem}
          </p>
        )}
        <Button kind="main" type="submit" disabled={form.busy}>
          {form.busy ? words.busy : action}
        </Button>
      </form>
      {below && <div class="gate-below">{below}</div>}
    </>
  )
}

interface GateFieldProps<Values> {
  form: Form<Values>
  name: keyof Values & string
  label: string
  hint?: string
  type?: 'text' | 'email' | 'password'
  autocomplete: 'organization' | 'name' | 'username' | 'current-password' | 'new-password'
  maxLength?: number
  minLength?: number
}

export function GateField<Values>(props: GateFieldProps<Values>) {
  const { form, name, label, hint, ...rest } = props
  const problem = form.field === name ? form.problem : undefined
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(control) => (
        <input
          {...control}
          {...(rest as object)}
          class="input"
          name={name}
          required
          value={form.values[name] as string}
          onInput={form.set(name)}
        />
      )}
    </Field>
  )
}
