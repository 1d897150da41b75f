import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface FieldProps {
  label: string
  /** One line of help under the control. */
  hint?: string | undefined
  /** What is wrong with it, in words. */
  problem?: string | undefined
  /** Gets what ties the control to its label and lines. */
  children: (control: {
    id: string
    'aria-describedby'?: string
    'aria-invalid'?: true
  }) => ComponentChildren
}

/** A labelled control with room for help and for what is wrong. */
export function Field({ label, hint, problem, children }: FieldProps) {
  const id = useId()
  const lines = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        ...(lines && { 'aria-describedby': lines }),
        ...(problem && { 'aria-invalid': true as const }),
      })}
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      {problem && (
        <span class="wrong" id={`${id}-problem`} role="alert">
          {problem}
        </span>
      )}
    </div>
  )
}
