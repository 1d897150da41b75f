import type { Trigger, TriggerDefinition, TriggerRule } from '@loods/protocol'
import { Pencil, Plus, Sparkles, Trash2 } from 'lucide'
import { useInbox } from '../../../app/context.ts'
import { Button, IconButton } from '../../../parts/button.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Collection, type Opener } from '../parts/collection.tsx'
import { Section } from '../parts/page.tsx'
import { Toggle } from '../parts/toggle.tsx'
import { type Settings, useSettings } from '../settings-context.ts'
import { type Loaded, useLoaded } from '../store/use-loaded.ts'
import { simpleWhen } from './simple-when.ts'
import { BLANK_TRIGGER, exampleTriggers } from './trigger-examples.ts'
import { TriggerForm } from './trigger-form.tsx'

interface Draft {
  definition: TriggerDefinition
  /** The one that is changed; a new one has none. */
  trigger: Trigger | undefined
}

type Open = Opener<Trigger, Draft>

const fresh = (definition: TriggerDefinition): Draft => ({ definition, trigger: undefined })

/** When help is offered, where, and in which words. */
export function TriggersPage() {
  const { api, words } = useSettings()
  const triggers = useLoaded(api.triggers.list, 'triggers')
  return (
    <div class="sections">
      <Collection<Trigger, Draft>
        of={triggers}
        empty={(open) => <NoTriggers open={open} />}
        list={(list, open) => <TriggerList list={list} triggers={triggers} open={open} />}
        form={(draft, close) => <TriggerForm {...draft} onClose={close} onDone={triggers.reload} />}
        removal={({ id }) => ({
          title: words.triggers.removeTitle,
          text: words.triggers.removeText,
          remove: () => api.triggers.remove(id),
        })}
      />
      <Section title={words.triggers.caps}>
        <ul class="bullets">
          {words.triggers.capsList.map((cap) => (
            <li key={cap}>{cap}</li>
          ))}
        </ul>
      </Section>
    </div>
  )
}

function NoTriggers({ open }: { open: Open }) {
  const { words } = useSettings()
  return (
    <Empty icon={Sparkles} title={words.triggers.none} hint={words.triggers.noneHint}>
      <div class="examples">
        {exampleTriggers(words).map((example) => (
          <Button key={example.name} icon={Plus} onClick={() => open.form(fresh(example))}>
            {example.name}
          </Button>
        ))}
        <Button kind="plain" onClick={() => open.form(fresh(BLANK_TRIGGER))}>
          {words.triggers.add}
        </Button>
      </div>
    </Empty>
  )
}

interface ListProps {
  list: Trigger[]
  triggers: Loaded<Trigger[]>
  open: Open
}

function TriggerList({ list, triggers, open }: ListProps) {
  const { toasts } = useInbox()
  const { api, words } = useSettings()

  async function enable(trigger: Trigger, enabled: boolean): Promise<void> {
    triggers.put(list.map((other) => (other === trigger ? { ...trigger, enabled } : other)))
    try {
      await api.triggers.change(trigger.id, { enabled })
    } catch (error) {
      toasts.failed(error)
    }
    await triggers.reload()
  }

  return (
    <>
      <div class="page-actions">
        <Button kind="main" icon={Plus} onClick={() => open.form(fresh(BLANK_TRIGGER))}>
          {words.triggers.add}
        </Button>
      </div>
      <ul class="cards">
        {list.map((trigger) => (
          <TriggerCard
            key={trigger.id}
            trigger={trigger}
            open={open}
            onEnable={(on) => void enable(trigger, on)}
          />
        ))}
      </ul>
    </>
  )
}

interface CardProps {
  trigger: Trigger
  open: Open
  onEnable(on: boolean): void
}

function TriggerCard({ trigger, open, onEnable }: CardProps) {
  const { desk } = useInbox()
  const { words } = useSettings()
  const { id: _, enabled: __, ...definition } = trigger
  return (
    <li class="entry trigger" data-off={!trigger.enabled}>
      <Toggle label={trigger.name} on={trigger.enabled} onChange={onEnable} />
      <div class="entry-main">
        <p>“{trigger.texts[desk.language]}”</p>
        <small class="quiet">{describeTrigger(words, trigger)}</small>
      </div>
      <div class="row-actions">
        <IconButton
          icon={Pencil}
          label={`${words.actions.change} ${trigger.name}`}
          onClick={() => open.form({ definition, trigger })}
        />
        <IconButton
          icon={Trash2}
          label={`${words.actions.remove} ${trigger.name}`}
          onClick={() => open.remove(trigger)}
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
    describeWhen(triggers, when),
  ].join(' · ')
}

function describeWhen(triggers: Settings['words']['triggers'], rule: TriggerRule): string {
  const when = simpleWhen(rule)
  if (!when) return triggers.severalConditions
  if (when.type === 'exit_intent') return triggers.leaving
  return when.type === 'idle_seconds' ? triggers.idle(when.seconds) : triggers.after(when.seconds)
}
