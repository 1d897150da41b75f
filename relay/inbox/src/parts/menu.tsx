import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface MenuProps {
  /** What the menu is about, for those who cannot see where it hangs. */
  label: string
  open: boolean
  onClose(): void
  /** Class names: `up` opens upwards, `start` hangs at the start. */
  place?: string
  children: ComponentChildren
  /** The control it hangs under. */
  anchor: ComponentChildren
}

/** A small panel under a control: closes on Escape, on a choice made outside, and gives focus back. */
export function Menu({ label, open, onClose, place = '', children, anchor }: MenuProps) {
  const around = useRef<HTMLDivElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    const trigger = around.current?.querySelector<HTMLElement>('button')
    firstIn(panel.current)?.focus()
    const outside = (event: Event) => {
      if (!event.composedPath().includes(around.current as EventTarget)) onClose()
    }
    document.addEventListener('pointerdown', outside)
    return () => {
      document.removeEventListener('pointerdown', outside)
      if (around.current?.contains(activeIn(around.current))) trigger?.focus()
    }
  }, [open])
  return (
    <div class="menu-anchor" ref={around}>
      {anchor}
      {open && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for one form's fields
        <div
          class={`menu ${place}`}
          ref={panel}
          role="group"
          aria-label={label}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close(event, around.current, onClose)
            else walk(event)
          }}
        >
          {children}
        </div>
      )}
    </div>
  )
}

function close(event: KeyboardEvent, around: HTMLElement | null, onClose: () => void): void {
  event.stopPropagation()
  onClose()
  around?.querySelector<HTMLElement>('button')?.focus()
}

const ITEMS = 'button:not(:disabled), a[href], input, select'

function firstIn(panel: HTMLElement | null): HTMLElement | undefined {
  return panel?.querySelector<HTMLElement>(ITEMS) ?? undefined
}

/** Arrow keys go from one item to the next. */
export function walk(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(ITEMS)]
  const at = items.indexOf(activeIn(event.currentTarget) as HTMLElement)
  event.preventDefault()
  items[(at + step + items.length) % items.length]?.focus()
}

/** The focused element inside the same document or shadow root. */
export function activeIn(node: Node): Element | null {
  return (node.getRootNode() as Document | ShadowRoot).activeElement
}
