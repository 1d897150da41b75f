import type { ComponentChildren } from 'preact'
import { Field } from '../../../parts/field.tsx'

interface SecretFieldProps {
  label: string
  hint?: string | undefined
  problem?: string | undefined
  value: string
  onInput(text: string): void
  children?: ComponentChildren
}

/** A field whose text is not shown and that no browser offers to keep. */
export function SecretField({ label, hint, problem, value, onInput }: SecretFieldProps) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(control) => (
        <input
          {...control}
          class="input"
          type="password"
          autocomplete="new-password"
          spellcheck={false}
          maxLength={600}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}
