import { X } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { useWords } from '../app/context.ts'
import { IconButton } from './button.tsx'
import { activeIn } from './menu.tsx'

interface DialogProps {
  title: string
  onClose(): void
  wide?: boolean
  children: ComponentChildren
}

/** A window over the inbox: focus stays in it, Escape closes it, focus goes back where it was. */
export function Dialog({ title, onClose, wide, children }: DialogProps) {
  const words = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const before = dialog.current && activeIn(dialog.current)
    dialog.current?.showModal()
    return () => (before as HTMLElement | null)?.focus()
  }, [])
  return (
    <dialog
      ref={dialog}
      class={wide ? 'wide' : ''}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        <IconButton icon={X} label={words.app.close} onClick={onClose} />
      </header>
      {children}
    </dialog>
  )
}
