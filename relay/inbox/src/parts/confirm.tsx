import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useInbox } from '../app/context.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Field } from './field.tsx'

interface ConfirmProps {
  title: string
  text: ComponentChildren
  /** The verb on the button that does it. */
  action: string
  /** Must be typed first, for what cannot be taken back. */
  typed?: { label: string; text: string }
  onConfirm(): Promise<void>
  onClose(): void
}

/** Asks before something that is hard or impossible to take back. */
export function Confirm({ title, text, action, typed, onConfirm, onClose }: ConfirmProps) {
  const { words, toasts } = useInbox()
  const [busy, setBusy] = useState(false)
  const [written, setWritten] = useState('')
  const sure = !typed || written.trim().toLowerCase() === typed.text.toLowerCase()

  async function confirm(event: Event): Promise<void> {
    event.preventDefault()
    if (!sure || busy) return
    setBusy(true)
    try {
      await onConfirm()
      onClose()
    } catch (error) {
      toasts.failed(error)
      setBusy(false)
    }
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void confirm(event)}>
        <div class="stack">{text}</div>
        {typed && (
          <Field label={typed.label}>
            {(control) => (
              <input
                {...control}
                class="input"
                autocomplete="off"
                value={written}
                onInput={(event) => setWritten(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        <div class="dialog-actions">
          <Button onClick={onClose}>{words.app.cancel}</Button>
          <Button kind="danger main" type="submit" disabled={!sure || busy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
