import type { ComponentChildren } from 'preact'

interface SegmentsProps<T extends string> {
  label: string
  chosen: T
  options: { value: T; label: ComponentChildren }[]
  onChoose(value: T): void
  /** Id of what the tabs show. */
  controls?: string
}

/** A row of tabs of which one is chosen; arrow keys walk, one stop for the Tab key. */
export function Segments<T extends string>(props: SegmentsProps<T>) {
  const { label, chosen, options, onChoose, controls } = props

  function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const forward = rtl ? 'ArrowLeft' : 'ArrowRight'
    const back = rtl ? 'ArrowRight' : 'ArrowLeft'
    const step = event.key === forward ? 1 : event.key === back ? -1 : 0
    const next = options.findIndex(({ value }) => value === chosen) + step
    if (step === 0 || !options[next]) return
    onChoose(options[next].value)
    event.currentTarget.querySelectorAll('button')[next]?.focus()
  }

  return (
    <div class="segments" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="tab"
          aria-selected={option.value === chosen}
          aria-controls={controls}
          tabIndex={option.value === chosen ? 0 : -1}
          onClick={() => onChoose(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
