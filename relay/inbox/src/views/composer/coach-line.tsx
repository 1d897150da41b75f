import type { Conversation } from '@loods/protocol'
import { X } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { IconButton } from '../../parts/button.tsx'
import { type Tip, tipFor } from './coach.ts'
import type { DraftControl } from './use-draft.ts'

interface CoachLineProps {
  conversation: Conversation
  draft: DraftControl
  onInsert(text: string): void
}

/** One line of help with chatting well, easy to ignore. */
export function CoachLine({ conversation, draft, onInsert }: CoachLineProps) {
  const { desk, words, preferences, editing } = useInbox()
  const [ignored, setIgnored] = useState<string[]>([])
  if (!preferences.value.coach || draft.note || editing.value) return null
  const messages = desk.threads.open(conversation.id).messages.value
  const tip = tipFor(draft.text, conversation, messages, desk.now.value)
  if (!tip || ignored.includes(tip.kind)) return null
  return (
    <p class="coach">
      <button type="button" onClick={() => follow(tip)}>
        {say(tip)}
      </button>
      <IconButton
        icon={X}
        label={words.coach.ignore}
        onClick={() => setIgnored([...ignored, tip.kind])}
      />
    </p>
  )

  function say(tip: Tip): string {
    switch (tip.kind) {
      case 'split':
        return words.coach.split(tip.parts.length)
      case 'name':
        return words.coach.name(tip.name)
      case 'silence':
        return words.coach.silence
    }
  }

  function follow(tip: Tip): void {
    switch (tip.kind) {
      case 'split':
        draft.send(tip.parts)
        break
      case 'name':
        draft.change({ text: `${words.coach.hello(tip.name)} ${draft.text}`, note: false })
        break
      case 'silence':
        onInsert(words.coach.silenceText)
    }
  }
}
