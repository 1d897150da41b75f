import type { Message } from '@loods/protocol'
import { Pencil, Reply, SmilePlus, Undo2 } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { lazyView } from '../../app/lazy.tsx'
import { Button, IconButton } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Menu } from '../../parts/menu.tsx'

const ReactionMenu = lazyView(async () => (await import('./reaction-menu.tsx')).ReactionMenu)

interface BubbleActionsProps {
  message: Message
  /** Own words that can still be corrected or taken back. */
  change: boolean
  /** Whether its channel takes answers to one message, and reactions. */
  answer: boolean
  react: boolean
}

/** What can be done with one message, beside it. */
export function BubbleActions({ message, change, answer, react }: BubbleActionsProps) {
  const { words, quoting } = useInbox()
  return (
    <span class={answer ? 'bubble-actions answers' : 'bubble-actions'}>
      {answer && (
        <IconButton
          icon={Reply}
          flip
          label={words.channel.quote.action}
          onClick={() => {
            quoting.value = message
          }}
        />
      )}
      {react && <React message={message} />}
      {change && <Change message={message} />}
    </span>
  )
}

function React({ message }: { message: Message }) {
  const { desk, words, toasts } = useInbox()
  const [open, setOpen] = useState(false)
  const [place, setPlace] = useState('')

  function react(emoji: string): void {
    setOpen(false)
    desk.react(message, emoji).catch((error: unknown) => toasts.failed(error))
  }

  return (
    <Menu
      label={words.channel.react.action}
      place={place}
      open={open}
      onClose={() => setOpen(false)}
      anchor={
        <IconButton
          icon={SmilePlus}
          label={words.channel.react.action}
          aria-expanded={open}
          onClick={({ currentTarget }) => {
            setPlace(roomFor(currentTarget))
            setOpen(!open)
          }}
        />
      }
    >
      <ReactionMenu onPick={react} />
    </Menu>
  )
}

/** Pixels a menu takes above its button, and beside it. */
const HEIGHT = 160
const WIDTH = 140

/** Where a menu is not cut off by the thread it hangs in. */
function roomFor(button: HTMLElement): string {
  const thread = button.closest('.thread')?.getBoundingClientRect()
  const { top, left } = button.getBoundingClientRect()
  if (!thread) return ''
  const above = top - thread.top > HEIGHT
  const after = left + WIDTH < thread.right
  return `narrow ${above ? 'up' : ''} ${after ? 'start' : ''}`
}

function Change({ message }: { message: Message }) {
  const { desk, words, editing, toasts } = useInbox()
  const [asking, setAsking] = useState(false)

  function withdraw(): void {
    setAsking(false)
    desk.correct(message, undefined).catch((error: unknown) => toasts.failed(error))
  }

  return (
    <>
      {message.text !== '' && !message.card && (
        <IconButton
          icon={Pencil}
          label={words.thread.edit}
          onClick={() => {
            editing.value = message
          }}
        />
      )}
      <IconButton icon={Undo2} label={words.thread.withdraw} onClick={() => setAsking(true)} />
      {asking && (
        <Dialog title={words.thread.withdrawTitle} onClose={() => setAsking(false)}>
          <p>{words.thread.withdrawText}</p>
          <div class="dialog-actions">
            <Button onClick={() => setAsking(false)}>{words.app.cancel}</Button>
            <Button kind="danger main" onClick={withdraw}>
              {words.thread.withdraw}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  )
}
