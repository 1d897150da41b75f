import type { Conversation } from '@loods/protocol'
import { Check } from 'lucide'
import { useInbox } from '../../app/context.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useChange } from './use-change.ts'

interface AssignMenuProps {
  conversation: Conversation
  onDone(): void
}

/** Who should have the conversation; those with an inbox open are marked. */
export function AssignMenu({ conversation, onDone }: AssignMenuProps) {
  const { desk, words } = useInbox()
  const { change } = useChange(conversation)
  const own = desk.membership.memberId
  const others = desk.members().filter(({ id }) => id !== own)
  const choose = (assigneeId: string | null) => () => {
    onDone()
    void change({ assigneeId })
  }
  const check = (id: string | undefined) =>
    conversation.assigneeId === id && (
      <span class="end">
        <Icon of={Check} size={16} />
      </span>
    )
  return (
    <>
      <h3>{words.actions.assignTo}</h3>
      <button type="button" class="menu-item" onClick={choose(own)}>
        <Avatar small name={desk.me.name} here />
        {words.actions.me}
        {check(own)}
      </button>
      {others.map(({ id, name }) => (
        <button key={id} type="button" class="menu-item" onClick={choose(id)}>
          <Avatar small name={name} here={desk.online.value.includes(id)} />
          {name}
          {check(id)}
        </button>
      ))}
      <hr />
      <button type="button" class="menu-item" onClick={choose(null)}>
        {words.actions.nobody}
        {check(undefined)}
      </button>
    </>
  )
}
