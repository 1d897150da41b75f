import type { Conversation, ConversationChange } from '@loods/protocol'
import { useInbox } from '../../app/context.ts'

export interface Changing {
  /** Changes the conversation, or says why not. @returns whether it was changed */
  change(change: ConversationChange): Promise<boolean>
  /** As `change`, and says what was done, with a way back. */
  changeWithUndo(change: ConversationChange, said: string): Promise<void>
}

/** What can be changed about a conversation from its buttons and menus. */
export function useChange({ id }: Conversation): Changing {
  const { desk, toasts, words } = useInbox()

  async function change(wanted: ConversationChange): Promise<boolean> {
    try {
      await desk.change(id, wanted)
      return true
    } catch (error) {
      toasts.failed(error)
      return false
    }
  }

  return {
    change,
    async changeWithUndo(wanted, said) {
      if (!(await change(wanted))) return
      const run = () => void change({ status: 'open' })
      toasts.done(said, { label: words.actions.undo, run })
    },
  }
}
