/** @jsxImportSource #dom */
import style from './resize.css'
import type { AllMessages, View } from './view.ts'

export const css = style

/** Pixels one press of an arrow key moves. */
const STEP = 24
/** Height of a card nobody has changed; the style sheet says the same. */
const STANDARD = 640

/** The upper edge of the card: drag it, or use the arrow keys. */
export function ResizeHandle({ view }: { view: View }) {
  const heightOf = (handle: HTMLElement) => handle.parentElement?.offsetHeight ?? 0

  function pressed(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
    const step = event.key === 'ArrowUp' ? STEP : event.key === 'ArrowDown' ? -STEP : 0
    if (!step) return
    event.preventDefault()
    view.act.resize(heightOf(event.currentTarget) + step)
  }

  function moved(event: PointerEvent & { currentTarget: HTMLElement }): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const bottom = event.currentTarget.parentElement?.getBoundingClientRect().bottom ?? 0
    view.act.resize(bottom - event.clientY)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved by keys; the focusable separator of ARIA is made for this
    <div
      class="resize"
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={(view.words as AllMessages).resize}
      aria-valuenow={view.height ?? STANDARD}
      onKeyDown={pressed}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={moved}
    />
  )
}
