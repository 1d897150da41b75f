import type { Conversation } from '@loods/protocol'
import { newCid } from '../../app/cid.ts'
import { useInbox } from '../../app/context.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { useChange } from './use-change.ts'

interface CloseDialogProps {
  conversation: Conversation
  onClose(): void
}

/** Before finishing: ask the shopper whether there is anything else. */
export function CloseDialog({ conversation, onClose }: CloseDialogProps) {
  const { desk, words } = useInbox()
  const { changeWithUndo } = useChange(conversation)

  function ask(): void {
    onClose()
    const text = words.coach.closingText
    desk.outbox.add({ conversationId: conversation.id, cid: newCid(), text })
  }

  function finish(): void {
    onClose()
    void changeWithUndo({ status: 'closed' }, words.actions.finished)
  }

  return (
    <Dialog title={words.actions.closeTitle} onClose={onClose}>
      <p>{words.actions.closeText}</p>
      <p class="bubble-sample">{words.coach.closingText}</p>
      <div class="dialog-actions">
        <Button onClick={finish}>{words.actions.finishAnyway}</Button>
        <Button kind="main" onClick={ask}>
          {words.actions.askFirst}
        </Button>
      </div>
    </Dialog>
  )
}
