import type { Conversation } from '@loods/protocol'
import { useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { useDates } from '../../app/dates.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { snoozeTimes } from './snooze-times.ts'
import { useChange } from './use-change.ts'

interface SnoozeMenuProps {
  conversation: Conversation
  onDone(): void
}

/** When the conversation should come back. */
export function SnoozeMenu({ conversation, onDone }: SnoozeMenuProps) {
  const { desk, words } = useInbox()
  const dates = useDates()
  const { change, changeWithUndo } = useChange(conversation)
  const [custom, setCustom] = useState('')
  const chosen = new Date(custom).getTime()

  function putOff(until: number): void {
    onDone()
    const said = words.actions.putOff(dates.moment(until))
    void changeWithUndo({ status: 'snoozed', snoozedUntil: until }, said)
  }

  return (
    <>
      {conversation.status === 'snoozed' && (
        <button
          type="button"
          class="menu-item"
          onClick={() => {
            onDone()
            void change({ status: 'open' })
          }}
        >
          {words.actions.wakeNow}
        </button>
      )}
      {snoozeTimes(desk.now.peek()).map(({ name, at }) => (
        <button key={name} type="button" class="menu-item" onClick={() => putOff(at)}>
          {words.actions[name]}
          <span class="end">{dates.moment(at)}</span>
        </button>
      ))}
      <form
        class="menu-form"
        onSubmit={(event) => {
          event.preventDefault()
          putOff(chosen)
        }}
      >
        <Field label={words.actions.chooseTime}>
          {(control) => (
            <input
              {...control}
              class="input"
              type="datetime-local"
              value={custom}
              onInput={(event) => setCustom(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" disabled={!(chosen > desk.now.peek())}>
          {words.actions.snooze}
        </Button>
      </form>
    </>
  )
}
