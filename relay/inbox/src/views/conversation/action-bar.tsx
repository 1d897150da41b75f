import type { Conversation } from '@loods/protocol'
import { Check, Clock, EllipsisVertical, UserRound } from 'lucide'
import { useState } from 'preact/hooks'
import { useCommand } from '../../app/commands.ts'
import { useInbox } from '../../app/context.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Menu } from '../../parts/menu.tsx'
import { AssignMenu } from './assign-menu.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { MoreMenu } from './more-menu.tsx'
import { SnoozeMenu } from './snooze-menu.tsx'
import { useChange } from './use-change.ts'

type Open = 'snooze' | 'assign' | 'more' | 'close' | undefined

/** What can be done with a conversation besides answering: put off, assign, finish, and the rest. */
export function ActionBar({ conversation }: { conversation: Conversation }) {
  const { desk, words, size } = useInbox()
  const [open, setOpen] = useState<Open>()
  const { change } = useChange(conversation)
  const finish = useFinish(conversation, () => setOpen('close'))
  const small = size.value !== 'desk'
  const phone = size.value === 'phone'
  const close = () => setOpen(undefined)
  const toggle = (name: Open) => () => setOpen(open === name ? undefined : name)
  useCommand('finish', finish)
  useCommand('snooze', () => setOpen('snooze'))
  useCommand('assign', () => setOpen('assign'))
  useCommand('take', () => void change({ assigneeId: desk.membership.memberId }))
  const assignee = desk.memberName(conversation.assigneeId)

  return (
    <div class="actions" role="toolbar" aria-label={words.actions.label}>
      <Menu
        label={words.actions.later}
        open={open === 'snooze'}
        onClose={close}
        anchor={
          !phone && (
            <Trigger
              small={small}
              icon={Clock}
              label={words.actions.later}
              expanded={open === 'snooze'}
              onClick={toggle('snooze')}
            />
          )
        }
      >
        <SnoozeMenu conversation={conversation} onDone={close} />
      </Menu>
      <Menu
        label={words.actions.assignTo}
        open={open === 'assign'}
        onClose={close}
        anchor={
          !phone && (
            <Trigger
              small={small}
              icon={UserRound}
              label={assignee ?? words.actions.assign}
              expanded={open === 'assign'}
              onClick={toggle('assign')}
            />
          )
        }
      >
        <AssignMenu conversation={conversation} onDone={close} />
      </Menu>
      <Finish conversation={conversation} small={small} onFinish={finish} />
      <Menu
        label={words.actions.more}
        open={open === 'more'}
        onClose={close}
        anchor={
          <IconButton
            icon={EllipsisVertical}
            label={words.actions.more}
            aria-expanded={open === 'more'}
            onClick={toggle('more')}
          />
        }
      >
        <MoreMenu conversation={conversation} onDone={close}>
          {phone && (
            <>
              <button type="button" class="menu-item" onClick={() => setOpen('snooze')}>
                <Icon of={Clock} size={16} />
                {words.actions.later}
              </button>
              <button type="button" class="menu-item" onClick={() => setOpen('assign')}>
                <Icon of={UserRound} size={16} />
                {assignee ?? words.actions.assign}
              </button>
              <hr />
            </>
          )}
        </MoreMenu>
      </Menu>
      {open === 'close' && <CloseDialog conversation={conversation} onClose={close} />}
    </div>
  )
}

interface TriggerProps {
  small: boolean
  icon: typeof Clock
  label: string
  expanded: boolean
  onClick(): void
}

/** Words where there is room for them, else an icon. */
function Trigger({ small, icon, label, expanded, onClick }: TriggerProps) {
  if (small) {
    return <IconButton icon={icon} label={label} aria-expanded={expanded} onClick={onClick} />
  }
  return (
    <Button aria-expanded={expanded} onClick={onClick}>
      {label}
    </Button>
  )
}

interface FinishProps {
  conversation: Conversation
  small: boolean
  onFinish(): void
}

function Finish({ conversation, small, onFinish }: FinishProps) {
  const { words } = useInbox()
  const label = conversation.status === 'closed' ? words.actions.reopen : words.actions.finish
  if (small) return <IconButton icon={Check} label={label} onClick={onFinish} />
  return (
    <Button kind="main" onClick={onFinish}>
      {label}
    </Button>
  )
}

/** Finishes or opens again; whoever was not asked for more is worth a question first. */
function useFinish(conversation: Conversation, ask: () => void): () => void {
  const { words } = useInbox()
  const { change, changeWithUndo } = useChange(conversation)
  return () => {
    if (conversation.status === 'closed') void change({ status: 'open' })
    else if (isUnasked(conversation)) ask()
    else void changeWithUndo({ status: 'closed' }, words.actions.finished)
  }
}

/** The shop has not just asked something, such as whether there is anything else. */
function isUnasked({ lastMessage }: Conversation): boolean {
  if (lastMessage === undefined) return false
  return lastMessage.author.kind !== 'member' || !/\?\s*$/.test(lastMessage.text)
}
