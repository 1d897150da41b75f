import { Button } from '../../../parts/button.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import type { EditorWords } from './i18n/words.ts'

interface LeavingProps {
  words: EditorWords
  onClose(): void
  onSave(): void
  onLater(): void
  onDiscard(): void
}

/** Asks what becomes of changes that are not saved. */
export function LeavingDialog({ words, onClose, onSave, onLater, onDiscard }: LeavingProps) {
  return (
    <Dialog title={words.leaveTitle} onClose={onClose}>
      <p>{words.leaveText}</p>
      <div class="dialog-actions">
        <Button kind="danger" onClick={onDiscard}>
          {words.discard}
        </Button>
        <Button onClick={onLater}>{words.later}</Button>
        <Button kind="main" onClick={onSave}>
          {words.save}
        </Button>
      </div>
    </Dialog>
  )
}
