import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface ChoiceProps<T extends string> {
  label: string
  /** Hides the label where a heading says the same. */
  quiet?: boolean
  value: T
  options: { value: T; label: ComponentChildren; hint?: string }[]
  onChoose(value: T): void
  /** The one that is chosen already was pressed. */
  onChooseAgain?(value: T): void
}

/** One of a few, all in sight. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, quiet, value, options, onChoose, onChooseAgain } = props
  const name = useId()
  return (
    <fieldset class="choice">
      <legend class={quiet ? 'hidden-text' : undefined}>{label}</legend>
      <div class="choice-options">
        {options.map((option) => (
          <label key={option.value} class="choice-option">
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
              onClick={() => option.value === value && onChooseAgain?.(value)}
            />
            <span>
              {option.label}
              {option.hint && <small>{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
