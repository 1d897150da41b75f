import { useId } from 'preact/hooks'

interface ToggleProps {
  label: string
  hint?: string
  on: boolean
  disabled?: boolean
  onChange(on: boolean): void
}

/** On or off, at once. */
export function Toggle({ label, hint, on, disabled, onChange }: ToggleProps) {
  const id = useId()
  return (
    <div class="toggle">
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={on}
        checked={on}
        disabled={disabled}
        aria-describedby={hint && `${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  )
}
