import type { Trigger, TriggerDefinition } from '@loods/protocol'
import { ArrowLeft } from 'lucide'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { useOwnWords } from '../../../app/use-own-words.ts'
import previewCss from '../../../look/preview.css'
import { adopt } from '../../../look/sheets.ts'
import { Button, IconButton } from '../../../parts/button.tsx'
import { Field } from '../../../parts/field.tsx'
import { Section } from '../../../parts/section.tsx'
import { Title } from '../../../parts/title.tsx'
import { Toggle } from '../../../parts/toggle.tsx'
import type { Keep } from '../../../store/storage.ts'
import { useTriggers } from '../triggers-context.ts'
import { ConflictLines } from './conflict-lines.tsx'
import { conflictsOf } from './conflicts.ts'
import { describeTrigger, type Telling } from './describe.ts'
import { missingIn } from './draft.ts'
import editorCss from './editor.css'
import { EditingContext, type TriggerEditing, useEditing } from './editor-context.ts'
import { HoldOutChoice } from './hold-out-choice.tsx'
import { type EditorWords, loadEditorWords } from './i18n/words.ts'
import { LeavingDialog } from './leaving-dialog.tsx'
import { LivePreview } from './live-preview.tsx'
import { Notices } from './notices.tsx'
import ruleCss from './rule.css'
import { RuleEditor } from './rule-editor.tsx'
import scheduleCss from './schedule.css'
import { ScheduleEditor } from './schedule-editor.tsx'
import { TemplateChoice } from './template-choice.tsx'
import { blankTrigger } from './templates.ts'
import { perDayOf } from './trial-plan.ts'
import { type Outlook, useOutlook } from './use-outlook.ts'
import { type DraftState, definitionOf, keptKey, useTriggerDraft } from './use-trigger-draft.ts'
import waysCss from './ways.css'
import { WaysEditor } from './ways-editor.tsx'

/** How the names of triggers begin that the relay does not have yet. */
const NEW = 'new '

interface TriggerEditorProps {
  /** The one to change; undefined for a new one. */
  trigger: Trigger | undefined
  /** Somebody removed it while it is looked at. */
  gone?: boolean
  /** What a new one begins with, where something was chosen. */
  draft: TriggerDefinition | undefined
  onClose(): void
  /** The relay has it, or somebody changed it: what is listed may be old. */
  onDone(): Promise<void>
}

/** The page on which a trigger is made or changed. */
export function TriggerEditor(props: TriggerEditorProps) {
  const { root, desk } = useInbox()
  adopt(root, editorCss, ruleCss, waysCss, scheduleCss, previewCss)
  const words = useOwnWords(loadEditorWords)
  const [unfinished] = useState(() => unfinishedTrigger(desk.keep, desk.membership.siteId))
  const [chosen, setChosen] = useState(props.draft ?? (unfinished ? blankTrigger() : undefined))
  if (!words) return null
  const { trigger, draft } = props
  const initial = trigger ? definitionOf(trigger) : chosen
  const name = trigger?.id ?? (draft ? undefined : unfinished) ?? `${NEW}${chosen?.name}`
  return (
    <>
      {initial ? (
        <TriggerForm {...props} words={words} initial={initial} keptAs={name} />
      ) : (
        <>
          <Head title={words.newTitle} onBack={props.onClose} />
          <TemplateChoice words={words} onChoose={setChosen} />
        </>
      )}
    </>
  )
}

/** One that was begun and never saved. */
function unfinishedTrigger(keep: Keep, siteId: string): string | undefined {
  const prefix = keptKey(siteId, NEW)
  const found = keep.keys().find((key) => key.startsWith(prefix))
  return found && NEW + found.slice(prefix.length)
}

interface HeadProps {
  title: string
  onBack(): void
}

function Head({ title, onBack }: HeadProps) {
  const { words } = useInbox()
  return (
    <header class="trigger-head">
      <IconButton icon={ArrowLeft} label={words.app.back} flip onClick={onBack} />
      <Title>{title}</Title>
    </header>
  )
}

interface FormProps extends TriggerEditorProps {
  words: EditorWords
  initial: TriggerDefinition
  /** Under which name this browser keeps what is not saved. */
  keptAs: string
}

function TriggerForm(props: FormProps) {
  const { trigger, gone = false, words, initial, keptAs, onClose, onDone } = props
  const { desk, toasts } = useInbox()
  const { mayChange } = useTriggers()
  const [asking, setAsking] = useState(false)
  /** The trigger of which its maker knows that it cannot speak. */
  const [warned, setWarned] = useState('')
  const state = useTriggerDraft({ trigger, initial, words, keptAs, onDone })
  const { draft, definition, dirty } = state
  const ready = missingIn(draft).every(({ field }) => field !== 'when')
  const outlook = useOutlook(definition, trigger?.id, ready)
  const telling: Telling = { language: desk.language, currency: outlook.plan?.currency }
  const settled = useLeavingKept(state, trigger?.id ?? 'new', words)
  const conflicts = useConflicts(definition, ready)

  const leave = () => {
    settled.current = true
    onClose()
  }
  const silent = conflicts.some(({ weight }) => weight === 'never')
  async function save(): Promise<void> {
    const text = JSON.stringify(definition)
    setAsking(false)
    setWarned(text)
    if (silent && warned !== text) return
    if (!(await (gone ? state.saveAsNew() : state.save()))) return
    toasts.done(words.saved)
    leave()
  }
  const editing: TriggerEditing = {
    ...{ words, draft, definition, telling, conflicts },
    ...{ set: state.set, problemOf: state.problemOf, problemAt: state.problemAt },
    setTree: (change) => state.set({ tree: change(draft.tree) }),
  }
  return (
    <EditingContext.Provider value={editing}>
      <form
        class="trigger-page"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Head
          title={trigger ? words.editTitle : words.newTitle}
          onBack={() => (dirty && mayChange ? setAsking(true) : leave())}
        />
        <Notices state={state} gone={gone} mayChange={mayChange} />
        <Body state={state} outlook={outlook} mayChange={mayChange} />
        {mayChange && (
          <footer class="trigger-foot">
            <Foot
              state={state}
              gone={gone}
              silent={silent && warned === JSON.stringify(definition)}
            />
          </footer>
        )}
      </form>
      {asking && (
        <LeavingDialog
          words={words}
          onClose={() => setAsking(false)}
          onSave={() => void save()}
          onLater={leave}
          onDiscard={() => {
            state.discard()
            leave()
          }}
        />
      )}
    </EditingContext.Provider>
  )
}

/** Says that what was not saved is kept, and leads back to it, when somebody goes elsewhere. */
function useLeavingKept(state: DraftState, id: string, words: EditorWords) {
  const { toasts, go } = useInbox()
  const settled = useRef(false)
  const dirty = useRef(false)
  dirty.current = state.dirty
  useEffect(
    () => () => {
      if (!dirty.current || settled.current) return
      toasts.done(words.keptForLater, {
        label: words.goBack,
        run: () => go({ name: 'triggers', id }),
      })
    },
    [],
  )
  return settled
}

/** What may keep the trigger from speaking; of a rule that is not finished nothing is said. */
function useConflicts(definition: TriggerDefinition, ready: boolean) {
  const { desk } = useInbox()
  const settings = desk.site.value?.settings
  const text = JSON.stringify(definition)
  return useMemo(() => {
    if (!ready || !settings) return []
    const { timeZone, manners } = settings
    const today = new Date(desk.now.peek()).toLocaleDateString('sv', { timeZone })
    return conflictsOf(definition, { ...manners, today })
  }, [text, ready, settings])
}

interface BodyProps {
  state: DraftState
  outlook: Outlook
  mayChange: boolean
}

function Body({ state, outlook, mayChange }: BodyProps) {
  const { words } = useEditing()
  const { locale } = useInbox()
  const count = (visits: number) => new Intl.NumberFormat(locale).format(visits)
  const [way, setWay] = useState(0)
  const { plan, simulated } = outlook
  const perDay = plan?.perDay ?? (simulated && perDayOf(simulated))
  return (
    <div class="trigger-columns">
      <fieldset class="trigger-parts" disabled={!mayChange}>
        <Sentence />
        <Name />
        <Section title={words.when}>
          <RuleEditor />
          <ConflictLines />
          {simulated && simulated.visits > 0 && (
            <p class="quiet">
              {words.simulated(
                count(simulated.eligible),
                count(simulated.visits),
                simulated.unknown.length > 0,
              )}
            </p>
          )}
        </Section>
        <Section title={words.say}>
          <WaysEditor shown={way} onShow={setWay} />
        </Section>
        <Section title={words.holdOut} intro={words.holdOutHint}>
          <HoldOutChoice plan={plan} perDay={perDay} />
        </Section>
        <Section title={words.moment}>
          <ScheduleEditor />
          <Numbers />
          <Toggle
            label={words.whileAway}
            hint={words.whileAwayHint}
            on={state.draft.whileAway}
            disabled={!mayChange}
            onChange={(whileAway) => state.set({ whileAway })}
          />
        </Section>
      </fieldset>
      <LivePreview way={way < state.draft.ways.length ? way : 0} onWay={setWay} />
    </div>
  )
}

/** All of it, as it would be told to a colleague. */
function Sentence() {
  const { definition, telling } = useEditing()
  return <p class="trigger-sentence">{describeTrigger(definition, telling)}</p>
}

function Name() {
  const { draft, words, set, problemOf } = useEditing()
  return (
    <div class="trigger-name">
      <Field label={words.name} hint={words.nameHint} problem={problemOf('name')}>
        {(control) => (
          <input
            {...control}
            class="input"
            maxLength={80}
            value={draft.name}
            onInput={(event) => set({ name: event.currentTarget.value })}
          />
        )}
      </Field>
    </div>
  )
}

function Numbers() {
  const { draft, words, set, problemOf } = useEditing()
  const number = (name: 'delay' | 'priority', most: number) => (
    <Field label={words[name]} hint={words[`${name}Hint`]} problem={problemOf(name)}>
      {(control) => (
        <input
          {...control}
          class="input number"
          type="number"
          inputMode="numeric"
          min={0}
          max={most}
          value={draft[name]}
          onInput={(event) => set({ [name]: event.currentTarget.valueAsNumber || 0 })}
        />
      )}
    </Field>
  )
  return (
    <div class="pair">
      {number('delay', 600)}
      {number('priority', 9)}
    </div>
  )
}

interface FootProps {
  state: DraftState
  gone: boolean
  /** It was to be saved, and can never speak as it stands. */
  silent: boolean
}

function Foot({ state, gone, silent }: FootProps) {
  const { words } = useEditing()
  const action = gone ? words.saveAsNew : silent ? words.saveAnyway : words.save
  const general = state.problems.filter(({ field, place }) => !place && !isShown(field))
  return (
    <>
      <span role="status" class="quiet">
        {state.dirty ? words.unsaved : ''}
      </span>
      {silent && (
        <span class="rule-problem" role="alert">
          {words.silent}
        </span>
      )}
      {state.problems.length > 0 && (
        <span class="rule-problem" role="alert">
          {general[0]?.text ?? words.lookAbove}
        </span>
      )}
      <Button kind="main" type="submit" disabled={state.busy || state.theirs !== undefined}>
        {state.busy ? words.saving : action}
      </Button>
    </>
  )
}

/** Fields that say at their own place what is wrong with them. */
const SHOWN = [
  'name',
  'page',
  'when',
  'texts',
  'replies',
  'variants',
  'schedule',
  'delay',
  'priority',
]

function isShown(field: string | undefined): boolean {
  return SHOWN.includes(field?.split('.')[0] ?? '')
}
