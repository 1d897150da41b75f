import type { Trigger, TriggerDefinition } from '@loods/protocol'
import { Pencil, Plus, Sparkles, Trash2 } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { Button, IconButton } from '../../../parts/button.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Section, WhenLoaded } from '../parts/page.tsx'
import { Toggle } from '../parts/toggle.tsx'
import { type Settings, useSettings } from '../settings-context.ts'
import { type Loaded, useLoaded } from '../store/use-loaded.ts'
import { BLANK_TRIGGER, exampleTriggers } from './trigger-examples.ts'
import { TriggerForm } from './trigger-form.tsx'

type Over =
  | { form: TriggerDefinition; trigger: Trigger | undefined }
  | { remove: Trigger }
  | undefined

/** When help is offered, where, and in which words. */
export function TriggersPage() {
  const { api, words } = useSettings()
  const triggers = useLoaded(api.triggers, 'triggers')
  const [over, setOver] = useState<Over>()
  const close = () => setOver(undefined)
  return (
    <div class="sections">
      <WhenLoaded of={triggers}>
        {(list) =>
          list.length === 0 ? (
            <NoTriggers onOver={setOver} />
          ) : (
            <TriggerList list={list} triggers={triggers} onOver={setOver} />
          )
        }
      </WhenLoaded>
      <Section title={words.triggers.caps}>
        <ul class="bullets">
          {words.triggers.capsList.map((cap) => (
            <li key={cap}>{cap}</li>
          ))}
        </ul>
      </Section>
      {over && 'form' in over && (
        <TriggerForm
          definition={over.form}
          trigger={over.trigger}
          onClose={close}
          onDone={triggers.reload}
        />
      )}
      {over && 'remove' in over && (
        <Confirm
          title={words.triggers.removeTitle}
          text={words.triggers.removeText}
          action={words.actions.remove}
          onClose={close}
          onConfirm={async () => {
            await api.removeTrigger(over.remove.id)
            await triggers.reload()
          }}
        />
      )}
    </div>
  )
}

function NoTriggers({ onOver }: { onOver(over: Over): void }) {
  const { words } = useSettings()
  return (
    <Empty icon={Sparkles} title={words.triggers.none} hint={words.triggers.noneHint}>
      <div class="examples">
        {exampleTriggers(words).map((example) => (
          <Button
            key={example.name}
            icon={Plus}
            onClick={() => onOver({ form: example, trigger: undefined })}
          >
            {example.name}
          </Button>
        ))}
        <Button kind="plain" onClick={() => onOver({ form: BLANK_TRIGGER, trigger: undefined })}>
          {words.triggers.add}
        </Button>
      </div>
    </Empty>
  )
}

interface ListProps {
  list: Trigger[]
  triggers: Loaded<Trigger[]>
  onOver(over: Over): void
}

function TriggerList({ list, triggers, onOver }: ListProps) {
  const { toasts } = useInbox()
  const { api, words } = useSettings()

  async function enable(trigger: Trigger, enabled: boolean): Promise<void> {
    triggers.put(list.map((other) => (other === trigger ? { ...trigger, enabled } : other)))
    try {
      await api.changeTrigger(trigger.id, { enabled })
    } catch (error) {
      toasts.failed(error)
    }
    await triggers.reload()
  }

  return (
    <>
      <div class="page-actions">
        <Button
          kind="main"
          icon={Plus}
          onClick={() => onOver({ form: BLANK_TRIGGER, trigger: undefined })}
        >
          {words.triggers.add}
        </Button>
      </div>
      <ul class="cards">
        {list.map((trigger) => (
          <TriggerCard
            key={trigger.id}
            trigger={trigger}
            onOver={onOver}
            onEnable={(on) => void enable(trigger, on)}
          />
        ))}
      </ul>
    </>
  )
}

interface CardProps {
  trigger: Trigger
  onOver(over: Over): void
  onEnable(on: boolean): void
}

function TriggerCard({ trigger, onOver, onEnable }: CardProps) {
  const { desk } = useInbox()
  const { words } = useSettings()
  const { id: _, enabled: __, ...definition } = trigger
  return (
    <li class="card trigger" data-off={!trigger.enabled}>
      <Toggle label={trigger.name} on={trigger.enabled} onChange={onEnable} />
      <div class="card-main">
        <p>“{trigger.texts[desk.language]}”</p>
        <small class="quiet">{describeTrigger(words, trigger)}</small>
      </div>
      <div class="row-actions">
        <IconButton
          icon={Pencil}
          label={`${words.actions.change} ${trigger.name}`}
          onClick={() => onOver({ form: definition, trigger })}
        />
        <IconButton
          icon={Trash2}
          label={`${words.actions.remove} ${trigger.name}`}
          onClick={() => onOver({ remove: trigger })}
        />
      </div>
    </li>
  )
}

/** Where and when an offer is made, as a line. */
function describeTrigger(
  { triggers }: Settings['words'],
  { page, pageKind, when }: Pick<TriggerDefinition, 'page' | 'pageKind' | 'when'>,
): string {
  const where = [
    pageKind && triggers.onKind(triggers.kinds[pageKind].toLowerCase()),
    page && triggers.onPage(page),
  ].filter(Boolean)
  return [
    where.length > 0 ? where.join(', ') : triggers.everywhere,
    when.type === 'exit_intent' ? triggers.leaving : triggers.after(when.seconds),
  ].join(' · ')
}
