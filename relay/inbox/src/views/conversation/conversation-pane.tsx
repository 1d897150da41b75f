import { ArrowLeft } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { ApiError } from '../../api/client.ts'
import { useInbox } from '../../app/context.ts'
import { adopt } from '../../look/sheets.ts'
import threadCss from '../../look/thread.css'
import { Button, IconButton } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { nameOf, pageName } from '../people.ts'
import { Composer } from './composer.tsx'
import { Thread } from './thread.tsx'

/** One conversation: who it is with, what was said, and where to answer. */
export function ConversationPane({ id }: { id: string }) {
  const inbox = useInbox()
  const { desk, words, go } = inbox
  adopt(inbox.root, threadCss)
  const failure = useConversation(id)
  const conversation = desk.conversations.get(id)
  if (!conversation) {
    if (!failure) return <main class="conversation" aria-busy="true" />
    const gone = failure instanceof ApiError && failure.code === 'not_found'
    return (
      <main class="conversation">
        <Empty title={gone ? words.thread.gone : words.thread.failed}>
          <Button onClick={() => go({ name: 'conversations' })}>{words.app.back}</Button>
        </Empty>
      </main>
    )
  }
  const name = nameOf(conversation, words)
  const page = conversation.context.page
  return (
    <main class="conversation" aria-label={words.thread.label(name)}>
      <header class="conversation-head">
        {inbox.size.value === 'phone' && (
          <IconButton
            icon={ArrowLeft}
            flip
            label={words.app.back}
            onClick={() => go({ name: 'conversations' })}
          />
        )}
        <div class="who">
          <h2 class="cut">{name}</h2>
          <p class="cut quiet">{page && words.context.on(pageName(page))}</p>
        </div>
      </header>
      <Thread conversation={conversation} />
      <Composer conversation={conversation} />
    </main>
  )
}

/** Fetches the conversation when it is not known yet, and keeps it in memory while shown. */
function useConversation(id: string): unknown {
  const { desk } = useInbox()
  const [failure, setFailure] = useState<unknown>()
  useEffect(() => {
    desk.shown.value = id
    if (!desk.conversations.peek(id)) desk.fetchConversation(id).catch(setFailure)
    return () => {
      if (desk.shown.peek() === id) desk.shown.value = undefined
    }
  }, [id])
  return failure
}
