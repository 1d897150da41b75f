import { MessagesSquare } from 'lucide'
import { useEffect } from 'preact/hooks'
import { type Inbox, useInbox } from '../app/context.ts'
import { lazyView } from '../app/lazy.tsx'
import listCss from '../look/list.css'
import { adopt } from '../look/sheets.ts'
import { Empty } from '../parts/empty.tsx'
import { ListPane } from './list/list-pane.tsx'

/** The list is there first; what answers a shopper follows while one looks at it. */
const ConversationPane = lazyView(
  async () => (await import('./conversation/conversation-pane.tsx')).ConversationPane,
)
const FirstRun = lazyView(async () => (await import('./more.ts')).FirstRun)

/** List, conversation and what is known of the shopper; on a phone one of them at a time. */
export function ConversationsView({ conversationId }: { conversationId: string | undefined }) {
  const inbox = useInbox()
  adopt(inbox.root, listCss)
  const phone = inbox.size.value === 'phone'
  const { all, closed } = inbox.desk.lists
  const empty = all.state.value === 'ready' && all.rows.value.length === 0
  useEffect(() => {
    if (empty && closed.state.peek() === 'idle') void closed.load()
  }, [empty])
  if (!conversationId && isFirstRun(inbox.desk)) return <FirstRun />
  return (
    <div class="columns" data-open={conversationId !== undefined}>
      {(!phone || !conversationId) && <ListPane selected={conversationId} />}
      {conversationId && <ConversationPane key={conversationId} id={conversationId} />}
      {!conversationId && !phone && <NothingChosen />}
    </div>
  )
}

/** Nobody ever wrote: no open conversation and no finished one. */
function isFirstRun({ lists }: Inbox['desk']): boolean {
  const { all, closed } = lists
  const known = all.state.value === 'ready' && closed.state.value === 'ready'
  return known && all.rows.value.length === 0 && closed.rows.value.length === 0
}

function NothingChosen() {
  const { words } = useInbox()
  return (
    <main class="nothing-chosen">
      <Empty icon={MessagesSquare} title={words.list.choose} hint={words.list.chooseHint} />
    </main>
  )
}
