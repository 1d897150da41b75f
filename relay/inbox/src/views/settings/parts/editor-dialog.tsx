import type { ComponentChildren } from 'preact'
import { useInbox } from '../../../app/context.ts'
import type { Editor } from '../../../app/use-editor.ts'
import { Button } from '../../../parts/button.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { useSettings } from '../settings-context.ts'

interface EditorDialogProps<Values> {
  title: string
  editor: Editor<Values>
  wide?: true
  /** The verb on its button; otherwise "Save". */
  action?: string
  onClose(): void
  children: ComponentChildren
}

/** A form in a window of its own, with what was refused and the buttons below it. */
export function EditorDialog<Values>(props: EditorDialogProps<Values>) {
  const { title, editor, wide, action, onClose, children } = props
  const { words: inboxWords } = useInbox()
  const { words } = useSettings()
  return (
    <Dialog title={title} onClose={onClose} {...(wide && { wide })}>
      <form class="stack" onSubmit={editor.submit}>
        {children}
        {editor.problem && (
          <p class="notice red" role="alert">
            {editor.problem}
          </p>
        )}
        <div class="dialog-actions">
          <Button onClick={onClose}>{inboxWords.app.cancel}</Button>
          <Button kind="main" type="submit" disabled={editor.busy}>
            {editor.busy ? words.actions.saving : (action ?? words.actions.save)}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
