import { type Conversation, previewOf } from '@loods/protocol'
import { X } from 'lucide'
import { useInbox } from '../../app/context.ts'
import { IconButton } from '../../parts/button.tsx'
import { saidIn } from '../channel/said.ts'
import { whoSaid } from '../conversation/quoted.tsx'
import { nameOf } from '../people.ts'

/** The message the next answer quotes, above what is written. */
export function QuotedLine({ conversation }: { conversation: Conversation }) {
  const inbox = useInbox()
  const { words, quoting } = inbox
  const message = quoting.value
  if (message?.conversationId !== conversation.id) return null
  return (
    <div class="quoting">
      <p>
        <b>{words.channel.quote.of(whoSaid(inbox, nameOf(conversation, words), message))}</b>
        <span class="cut" dir="auto">
          {saidIn(words, previewOf(message))}
        </span>
      </p>
      <IconButton
        icon={X}
        label={words.channel.quote.drop}
        onClick={() => {
          quoting.value = undefined
        }}
      />
    </div>
  )
}
