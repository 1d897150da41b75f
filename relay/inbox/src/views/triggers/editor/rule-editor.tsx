import type { Condition, PageKind } from '@loods/protocol'
import { Ellipsis, X } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { IconButton } from '../../../parts/button.tsx'
import { Menu } from '../../../parts/menu.tsx'
import { PAGE_KINDS } from './catalog.ts'
import { ConditionPart, withAnotherTest, withoutLastTest } from './condition-part.tsx'
import { ConditionPicker } from './condition-picker.tsx'
import { ConflictLine } from './conflict-lines.tsx'
import { sentencesOf } from './describe.ts'
import { useEditing } from './editor-context.ts'
import {
  add,
  change,
  countConditions,
  type Group,
  groupWithPrevious,
  isGroup,
  type Join,
  join,
  MAX_CONDITIONS,
  type Place,
  remove,
  samePlace,
  takeOut,
  turnRound,
  ungroup,
} from './rule-tree.ts'

/** When a trigger speaks, written as a sentence. */
export function RuleEditor() {
  const { draft, words, setTree, problemOf } = useEditing()
  const { tree } = draft
  const [fresh, setFresh] = useState<Place>()
  const full = countConditions(tree) >= MAX_CONDITIONS
  const put = (condition: Condition) => {
    setTree((now) => add(now, condition))
    setFresh([tree.items.length])
  }
  const problem = problemOf('when')
  return (
    <div class="rule">
      <Where />
      <ol class="rule-list">
        {tree.items.map((item, at) => (
          <li key={at}>
            {isGroup(item) ? (
              <GroupItem group={item} at={at} full={full} fresh={fresh} onFresh={setFresh} />
            ) : (
              <ConditionItem condition={item} place={[at]} fresh={fresh}>
                <Joiner
                  at={at}
                  how={tree.join}
                  onJoin={(how) => setTree((now) => join(now, how))}
                />
              </ConditionItem>
            )}
          </li>
        ))}
      </ol>
      {full ? (
        <p class="quiet">{words.full}</p>
      ) : (
        <ConditionPicker
          label={tree.items.length > 0 ? words.addMore : words.addFirst}
          onPick={put}
        />
      )}
      {problem && (
        <p class="rule-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

/** "When a shopper on a product page, at …". */
function Where() {
  const { draft, words, telling, set, problemOf } = useEditing()
  const say = sentencesOf(telling.language)
  const problemId = useId()
  const problem = problemOf('page')
  return (
    <>
      <p class="rule-where">
        {say.when}{' '}
        <select
          class="rule-input"
          aria-label={words.kind}
          value={draft.pageKind ?? ''}
          onChange={(event) =>
            set({ pageKind: (event.currentTarget.value || undefined) as PageKind | undefined })
          }
        >
          <option value="">{say.onAnyPage}</option>
          {PAGE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {say.places[kind]}
            </option>
          ))}
        </select>{' '}
        <label class="rule-text">
          {words.atAddress}{' '}
          <input
            class="rule-input"
            maxLength={300}
            size={Math.min(30, Math.max(14, draft.page.length + 1))}
            spellcheck={false}
            autocapitalize="off"
            aria-label={words.page}
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? problemId : undefined}
            placeholder={words.anyAddress}
            value={draft.page}
            onInput={(event) => set({ page: event.currentTarget.value })}
          />
        </label>
      </p>
      {problem && (
        <p class="rule-problem" id={problemId} role="alert">
          {problem}
        </p>
      )}
    </>
  )
}

interface JoinerProps {
  at: number
  how: Join
  onJoin(how: Join): void
}

/** The word before a condition: of the first it is how all hang together, where that needs a word. */
function Joiner({ at, how, onJoin }: JoinerProps) {
  const { words, telling } = useEditing()
  const say = sentencesOf(telling.language)
  if (at === 0) {
    return how === 'none' ? <GroupHead how={how} names={words.groups} onJoin={onJoin} /> : null
  }
  if (how === 'none') return <span class="rule-word">{say.or}</span>
  return (
    <select
      class="rule-input rule-word"
      aria-label={words.joined}
      value={how}
      onChange={(event) => onJoin(event.currentTarget.value as Join)}
    >
      <option value="all">{say.and}</option>
      <option value="any">{say.or}</option>
    </select>
  )
}

interface GroupHeadProps extends Omit<JoinerProps, 'at'> {
  names: Record<Join, string>
}

function GroupHead({ how, names, onJoin }: GroupHeadProps) {
  const { words } = useEditing()
  return (
    <select
      class="rule-input rule-word"
      aria-label={words.joined}
      value={how}
      onChange={(event) => onJoin(event.currentTarget.value as Join)}
    >
      {(['all', 'any', 'none'] as const).map((one) => (
        <option key={one} value={one}>
          {names[one]}
        </option>
      ))}
    </select>
  )
}

interface GroupItemProps {
  group: Group
  at: number
  full: boolean
  fresh: Place | undefined
  onFresh(place: Place): void
}

function GroupItem({ group, at, full, fresh, onFresh }: GroupItemProps) {
  const { draft, words, telling, setTree } = useEditing()
  const say = sentencesOf(telling.language)
  const put = (condition: Condition) => {
    setTree((now) => add(now, condition, at))
    onFresh([at, group.items.length])
  }
  return (
    <fieldset class="rule-group" aria-label={words.groupsAlone[group.join]}>
      <p class="rule-where">
        <Joiner at={at} how={draft.tree.join} onJoin={(how) => setTree((now) => join(now, how))} />{' '}
        <GroupHead
          how={group.join}
          names={words.groupsAlone}
          onJoin={(how) => setTree((now) => join(now, how, at))}
        />
        <button
          type="button"
          class="button plain rule-ungroup"
          onClick={() => setTree((now) => ungroup(now, at))}
        >
          {words.ungroup}
        </button>
      </p>
      <ol class="rule-list">
        {group.items.map((condition, within) => (
          <li key={within}>
            <ConditionItem condition={condition} place={[at, within]} fresh={fresh}>
              {within > 0 && (
                <span class="rule-word">{group.join === 'all' ? say.and : say.or}</span>
              )}
            </ConditionItem>
          </li>
        ))}
      </ol>
      {!full && <ConditionPicker label={words.addToGroup} onPick={put} />}
    </fieldset>
  )
}

interface ConditionItemProps {
  condition: Condition
  place: Place
  fresh: Place | undefined
  /** The word that joins it. */
  children: ComponentChildren
}

function ConditionItem({ condition, place, fresh, children }: ConditionItemProps) {
  const { words, conflicts, setTree, problemAt } = useEditing()
  const line = useRef<HTMLDivElement>(null)
  const problemId = useId()
  const problem = problemAt(place)
  useEffect(() => {
    if (fresh && samePlace(fresh, place)) focusIn(line.current)
  }, [fresh])
  const own = conflicts.filter((conflict) => conflict.place && samePlace(conflict.place, place))
  return (
    <>
      <div class="rule-line" ref={line}>
        {children}
        <ConditionPart
          condition={condition}
          wrong={problem && (problem.field ?? '')}
          problemId={problem && problemId}
          onChange={(next) => setTree((now) => change(now, place, next))}
        />
        <span class="rule-tools">
          <MoreMenu condition={condition} place={place} />
          <IconButton
            icon={X}
            label={words.removeCondition(words.conditionNames[condition.type])}
            onClick={(event) => {
              focusAfterRemoval(event.currentTarget)
              setTree((now) => remove(now, place))
            }}
          />
        </span>
      </div>
      {problem && (
        <p class="rule-problem" id={problemId} role="alert">
          {problem.text}
        </p>
      )}
      {own.map((conflict) => (
        <ConflictLine key={conflict.code} conflict={conflict} />
      ))}
    </>
  )
}

function MoreMenu({ condition, place }: { condition: Condition; place: Place }) {
  const { draft, words, setTree } = useEditing()
  const [open, setOpen] = useState(false)
  const [at, within] = place
  const item = draft.tree.items[at]
  const group = item && isGroup(item) ? item : undefined
  const turned = group?.join === 'none' && group.items.length === 1
  const more = withAnotherTest(condition)
  const less = withoutLastTest(condition)

  const choice = (label: string, run: () => void) => (
    <button
      type="button"
      class="menu-item"
      onClick={() => {
        setOpen(false)
        run()
      }}
    >
      {label}
    </button>
  )
  return (
    <Menu
      label={words.more(words.conditionNames[condition.type])}
      open={open}
      onClose={() => setOpen(false)}
      anchor={
        <IconButton
          icon={Ellipsis}
          label={words.more(words.conditionNames[condition.type])}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
      }
    >
      {choice(turned ? words.turnBack : words.turnRound, () =>
        setTree((now) => turnRound(now, place)),
      )}
      {within === undefined &&
        at > 0 &&
        choice(words.groupWithPrevious, () => setTree((now) => groupWithPrevious(now, at)))}
      {within !== undefined &&
        choice(words.takeOut, () => setTree((now) => takeOut(now, at, within)))}
      {more && choice(words.addTest, () => setTree((now) => change(now, place, more)))}
      {less && choice(words.removeTest, () => setTree((now) => change(now, place, less)))}
    </Menu>
  )
}

function focusIn(line: HTMLElement | null): void {
  const within = (selector: string) => line?.querySelector<HTMLElement>(selector)
  const first = within('.rule-part input') ?? within('.rule-part select') ?? within('button')
  first?.focus()
  if (first instanceof HTMLInputElement) first.select()
}

/** The focus goes where one goes on, and not nowhere. */
function focusAfterRemoval(button: HTMLElement): void {
  const adding = button.closest('.rule')?.querySelectorAll<HTMLElement>('.rule-add')
  Array.from(adding ?? [])
    .at(-1)
    ?.focus()
}
