import type { Trigger, TriggerDefinition, TriggerReport, TriggersReport } from '@loods/protocol'
import { ChevronDown, Download, Pencil, Plus, Sparkles, Trash2 } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { saveFile } from '../../app/save-file.ts'
import { type Loaded, useLoaded } from '../../app/use-loaded.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Icon } from '../../parts/icon.tsx'
import { WhenLoaded } from '../../parts/section.tsx'
import { Title } from '../../parts/title.tsx'
import { Toggle } from '../../parts/toggle.tsx'
import { SimulatedShoppers } from '../simulated/simulated-shoppers.tsx'
import { describeWhen } from './editor/describe.ts'
import { TEMPLATE_NAMES, templateTrigger } from './editor/templates.ts'
import { MannersSection } from './manners/manners-section.tsx'
import { StartedByItself } from './started-by-itself.tsx'
import { useTriggers } from './triggers-context.ts'
import { Pooled } from './verdicts/pooled.tsx'
import { summarize } from './verdicts/summary.ts'
import { TriggerCounts } from './verdicts/trigger-counts.tsx'
import { TriggerDetails } from './verdicts/trigger-details.tsx'
import { VerdictLine } from './verdicts/verdict-line.tsx'

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
        <SimulatedShoppers onChange={() => void triggers.reload()} />
        <StartedByItself />
        <WhenLoaded of={triggers}>
          {(list) =>
            list.length === 0 ? (
              <NoTriggers />
            ) : (
              <Cards list={list} triggers={triggers} onRemove={setGoing} />
            )
          }
        </WhenLoaded>
        <MannersSection />
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
  const { desk } = useInbox()
  const make = useMaking()
  if (!mayChange) return <Empty icon={Sparkles} title={words.none} hint={words.readOnly} />
  return (
    <Empty icon={Sparkles} title={words.none} hint={words.noneHint}>
      <div class="trigger-examples">
        {TEMPLATE_NAMES.map((name) => templateTrigger(name, desk.language)).map((template) => (
          <Button key={template.name} icon={Plus} onClick={() => make(template)}>
            {template.name}
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
  const { api } = useTriggers()
  const report = useLoaded(api.report, 'triggers')

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
      <Actions />
      {report.value && <Pooled report={report.value} />}
      <ul class="trigger-cards">
        {list.map((trigger) => (
          <TriggerCard
            key={trigger.id}
            trigger={trigger}
            report={report.value}
            onRemove={() => onRemove(trigger)}
            onEnable={(on) => void enable(trigger, on)}
          />
        ))}
      </ul>
    </>
  )
}

function Actions() {
  const { toasts } = useInbox()
  const { api, words, mayChange } = useTriggers()
  const make = useMaking()

  async function download(): Promise<void> {
    try {
      saveFile(await api.csv(), 'triggers.csv')
    } catch (error) {
      toasts.failed(error)
    }
  }

  return (
    <div class="trigger-actions">
      {mayChange && (
        <Button kind="main" icon={Plus} onClick={() => make()}>
          {words.add}
        </Button>
      )}
      <Button kind="plain" icon={Download} onClick={() => void download()}>
        {words.download}
      </Button>
    </div>
  )
}

interface CardProps {
  trigger: Trigger
  /** Of all triggers, once it is here. */
  report: TriggersReport | undefined
  onRemove(): void
  onEnable(on: boolean): void
}

function TriggerCard({ trigger, report, onRemove, onEnable }: CardProps) {
  const { desk, go } = useInbox()
  const { words, mayChange } = useTriggers()
  const own = report?.triggers.find(({ triggerId }) => triggerId === trigger.id)
  return (
    <li class="trigger-card" data-off={!trigger.enabled}>
      <div class="trigger-top">
        <Toggle
          label={trigger.name}
          on={trigger.enabled}
          disabled={!mayChange}
          onChange={onEnable}
        />
        {mayChange && (
          <div class="row-actions">
            <IconButton
              icon={Pencil}
              label={`${words.change} ${trigger.name}`}
              onClick={() => go({ name: 'triggers', id: trigger.id })}
            />
            <IconButton
              icon={Trash2}
              label={`${words.remove} ${trigger.name}`}
              onClick={onRemove}
            />
          </div>
        )}
      </div>
      <div class="trigger-words">
        <small class="quiet">
          {describeWhen(trigger, { language: desk.language, currency: report?.currency })}.
        </small>
        <p>“{trigger.texts[desk.language]}”</p>
      </div>
      {report && own && <Results trigger={trigger} report={own} currency={report.currency} />}
    </li>
  )
}

interface ResultsProps {
  trigger: Trigger
  report: TriggerReport
  currency: string
}

/** What a trigger brought: the verdict and the counts, and all the rest on demand. */
function Results({ trigger, report, currency }: ResultsProps) {
  const { locale } = useInbox()
  const { words } = useTriggers()
  const [open, setOpen] = useState(false)
  const { enabled, holdOut, name, paused } = trigger
  const { verdict } = report
  const judged = { verdict, heldOut: Boolean(holdOut), enabled, paused: paused?.why }
  return (
    <>
      <VerdictLine {...summarize(judged, words.verdicts, { locale, currency })} />
      {paused && <p class="quiet">{words.verdicts.pausedHint}</p>}
      <TriggerCounts report={report} />
      <button
        type="button"
        class="trigger-more"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {words.results}
        <span class="hidden-text"> {name}</span>
        <Icon of={ChevronDown} size={16} />
      </button>
      {open && <TriggerDetails trigger={trigger} report={report} currency={currency} />}
    </>
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
