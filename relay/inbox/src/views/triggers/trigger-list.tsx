import type { Trigger, TriggerDefinition } from '@loods/protocol'
import { Pencil, Plus, Sparkles, Trash2 } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import type { Loaded } from '../../app/use-loaded.ts'
import { useOwnWords } from '../../app/use-own-words.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Section, WhenLoaded } from '../../parts/section.tsx'
import { Title } from '../../parts/title.tsx'
import { Toggle } from '../../parts/toggle.tsx'
import { describeTrigger } from './describe-trigger.ts'
import { loadEditorWords } from './editor/i18n/words.ts'
import { exampleTriggers } from './editor/trigger-examples.ts'
import { useTriggers } from './triggers-context.ts'

/** When help is offered, where, and in which words. */
export function TriggerList({ triggers }: { triggers: Loaded<Trigger[]> }) {
  const { words } = useTriggers()
  const [going, setGoing] = useState<Trigger>()
  return (
    <>
      <header>
        <Title>{words.title}</Title>
        <p class="quiet">{words.intro}</p>
      </header>
      <div class="sections">
        <WhenLoaded of={triggers}>
          {(list) =>
            list.length === 0 ? (
              <NoTriggers />
            ) : (
              <Cards list={list} triggers={triggers} onRemove={setGoing} />
            )
          }
        </WhenLoaded>
        <Section title={words.caps}>
          <ul class="bullets">
            {words.capsList.map((cap) => (
              <li key={cap}>{cap}</li>
            ))}
          </ul>
        </Section>
      </div>
      {going && <Removal trigger={going} triggers={triggers} onClose={() => setGoing(undefined)} />}
    </>
  )
}

/** Opens the page of a new trigger. */
function useMaking(): (draft?: TriggerDefinition) => void {
  const { drafted, go } = useInbox()
  return (draft) => {
    drafted.value = draft
    go({ name: 'triggers', id: 'new' })
  }
}

function NoTriggers() {
  const { words, mayChange } = useTriggers()
  const editorWords = useOwnWords(loadEditorWords)
  const make = useMaking()
  if (!mayChange) return <Empty icon={Sparkles} title={words.none} hint={words.readOnly} />
  return (
    <Empty icon={Sparkles} title={words.none} hint={words.noneHint}>
      <div class="trigger-examples">
        {editorWords &&
          exampleTriggers(editorWords).map((example) => (
            <Button key={example.name} icon={Plus} onClick={() => make(example)}>
              {example.name}
            </Button>
          ))}
        <Button kind="plain" onClick={() => make()}>
          {words.add}
        </Button>
      </div>
    </Empty>
  )
}

interface CardsProps {
  list: Trigger[]
  triggers: Loaded<Trigger[]>
  onRemove(trigger: Trigger): void
}

function Cards({ list, triggers, onRemove }: CardsProps) {
  const { toasts } = useInbox()
  const { api, words, mayChange } = useTriggers()
  const make = useMaking()

  async function enable(trigger: Trigger, enabled: boolean): Promise<void> {
    triggers.put(list.map((other) => (other === trigger ? { ...trigger, enabled } : other)))
    try {
      await api.change(trigger.id, { enabled })
    } catch (error) {
      toasts.failed(error)
    }
    await triggers.reload()
  }

  return (
    <>
      {mayChange && (
        <div>
          <Button kind="main" icon={Plus} onClick={() => make()}>
            {words.add}
          </Button>
        </div>
      )}
      <ul class="trigger-cards">
        {list.map((trigger) => (
          <TriggerCard
            key={trigger.id}
            trigger={trigger}
            onRemove={() => onRemove(trigger)}
            onEnable={(on) => void enable(trigger, on)}
          />
        ))}
      </ul>
    </>
  )
}

interface CardProps {
  trigger: Trigger
  onRemove(): void
  onEnable(on: boolean): void
}

function TriggerCard({ trigger, onRemove, onEnable }: CardProps) {
  const { desk, go } = useInbox()
  const { words, mayChange } = useTriggers()
  return (
    <li class="trigger-card" data-off={!trigger.enabled}>
      <Toggle label={trigger.name} on={trigger.enabled} disabled={!mayChange} onChange={onEnable} />
      <div class="trigger-words">
        <p>“{trigger.texts[desk.language]}”</p>
        <small class="quiet">{describeTrigger(words, trigger)}</small>
      </div>
      {mayChange && (
        <div class="row-actions">
          <IconButton
            icon={Pencil}
            label={`${words.change} ${trigger.name}`}
            onClick={() => go({ name: 'triggers', id: trigger.id })}
          />
          <IconButton icon={Trash2} label={`${words.remove} ${trigger.name}`} onClick={onRemove} />
        </div>
      )}
    </li>
  )
}

interface RemovalProps {
  trigger: Trigger
  triggers: Loaded<Trigger[]>
  onClose(): void
}

function Removal({ trigger, triggers, onClose }: RemovalProps) {
  const { api, words } = useTriggers()
  return (
    <Confirm
      title={words.removeTitle}
      text={words.removeText}
      action={words.remove}
      onClose={onClose}
      onConfirm={async () => {
        await api.remove(trigger.id)
        await triggers.reload()
      }}
    />
  )
}
