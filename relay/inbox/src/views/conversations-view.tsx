import { MessagesSquare } from 'lucide'
import { useInbox } from '../app/context.ts'
import listCss from '../look/list.css'
import { adopt } from '../look/sheets.ts'
import { Empty } from '../parts/empty.tsx'
import { ConversationPane } from './conversation/conversation-pane.tsx'
import { ListPane } from './list/list-pane.tsx'

/** List, conversation and what is known of the shopper; on a phone one of them at a time. */
export function ConversationsView({ conversationId }: { conversationId: string | undefined }) {
  const inbox = useInbox()
  adopt(inbox.root, listCss)
  const phone = inbox.size.value === 'phone'
  return (
    <div class="columns">
      {(!phone || !conversationId) && <ListPane selected={conversationId} />}
      {conversationId && <ConversationPane key={conversationId} id={conversationId} />}
      {!conversationId && !phone && <NothingChosen />}
    </div>
  )
}

function NothingChosen() {
  const { words } = useInbox()
  return (
    <main class="nothing-chosen">
      <Empty icon={MessagesSquare} title={words.thread.choose} hint={words.thread.chooseHint} />
    </main>
  )
}
