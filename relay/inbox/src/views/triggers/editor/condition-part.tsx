import type { Condition } from '@loods/protocol'
import type { ComponentChildren } from 'preact'
import {
  CATALOG,
  choiceOf,
  choicesOf,
  choose,
  TEXT_TESTS,
  type TextTest,
  type Unit,
} from './catalog.ts'
import { choiceName, countIn, numbered, sentencesOf } from './describe.ts'
import { useEditing } from './editor-context.ts'

interface PartProps<Kind = Condition> {
  condition: Kind
  /** Name of the part that is wrong, if one is. */
  wrong: string | undefined
  /** Id of the line that says what is wrong. */
  problemId: string | undefined
  onChange(condition: Condition): void
}

/** A condition as a part of a sentence, with what it asks for in it. */
export function ConditionPart(props: PartProps) {
  const { telling } = useEditing()
  const { condition } = props
  const phrase = numbered(sentencesOf(telling.language).phrases[condition.type], countIn(condition))
  const [before = '', after = ''] = phrase.split('{}')
  return (
    <span class="rule-part">
      {before}
      {phrase.includes('{}') && <Asked {...props} />}
      {after}
    </span>
  )
}

function Asked(props: PartProps) {
  const { condition } = props
  const { asks } = CATALOG[condition.type]
  if (asks === 'seconds') return <SecondsAsked {...props} />
  if (asks === 'amount') return <AmountAsked {...props} />
  if (choiceOf(condition) !== undefined) return <ChoiceAsked {...props} />
  return <TextsAsked {...props} />
}

function SecondsAsked({ condition, wrong, problemId, onChange }: PartProps) {
  const { words } = useEditing()
  const { seconds } = condition as { seconds: number }
  return (
    <Amount
      label={words.conditionNames[condition.type]}
      value={seconds}
      unit="count"
      wrong={wrong !== undefined}
      problemId={problemId}
      onChange={(value) => onChange({ ...condition, seconds: value } as Condition)}
    />
  )
}

type Bound = 'min' | 'max' | 'both'

function AmountAsked({ condition, wrong, problemId, onChange }: PartProps) {
  const { words, telling } = useEditing()
  const { unit = 'count' } = CATALOG[condition.type]
  const { type, min, max } = condition as { type: Condition['type']; min?: number; max?: number }
  const bound: Bound =
    min !== undefined && max !== undefined ? 'both' : max !== undefined ? 'max' : 'min'
  const some = min ?? max ?? 1
  const name = words.conditionNames[type]
  const write = (asked: { min?: number; max?: number }) =>
    onChange({ type, ...asked } as unknown as Condition)

  function bind(next: Bound): void {
    if (next === 'min') write({ min: some })
    else if (next === 'max') write({ max: max ?? some })
    else write({ min: some, max: max ?? some })
  }

  const amount = (which: 'min' | 'max', value: number) => (
    <Amount
      label={`${name}: ${which === 'min' ? words.least : words.most}`}
      value={value}
      unit={unit}
      wrong={wrong !== undefined}
      problemId={problemId}
      onChange={(next) => write({ ...(bound === 'both' && { min, max }), [which]: next })}
    />
  )
  return (
    <>
      <select
        class="rule-input"
        aria-label={`${name}: ${words.bound}`}
        value={bound}
        onChange={(event) => bind(event.currentTarget.value as Bound)}
      >
        <option value="min">{words.bounds.min}</option>
        <option value="max">{words.bounds.max}</option>
        <option value="both">{words.bounds.both}</option>
      </select>{' '}
      {min !== undefined && amount('min', min)}
      {bound === 'both' && ` ${sentencesOf(telling.language).to} `}
      {max !== undefined && amount('max', max)}
    </>
  )
}

interface AmountProps {
  label: string
  value: number
  unit: Unit
  wrong: boolean
  problemId: string | undefined
  onChange(value: number): void
}

function Amount({ label, value, unit, wrong, problemId, onChange }: AmountProps) {
  const { telling } = useEditing()
  const scale = unit === 'share' ? 100 : 1
  return (
    <span class="rule-amount">
      {unit === 'money' && <span aria-hidden="true">{currencySign(telling.currency)} </span>}
      <input
        class="rule-input rule-number"
        type="number"
        inputMode="decimal"
        min={0}
        max={unit === 'percent' || unit === 'share' ? 100 : undefined}
        step={unit === 'money' ? 'any' : 1}
        aria-label={label}
        aria-invalid={wrong || undefined}
        aria-describedby={problemId}
        value={Number.isFinite(value) ? Math.round(value * scale * 100) / 100 : ''}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber / scale)}
      />
      {(unit === 'percent' || unit === 'share') && <span aria-hidden="true"> %</span>}
    </span>
  )
}

function currencySign(currency = 'EUR'): string {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency }).formatToParts(0)
  return parts.find(({ type }) => type === 'currency')?.value ?? currency
}

function ChoiceAsked({ condition, onChange }: PartProps) {
  const { words, telling } = useEditing()
  const { type } = condition
  return (
    <select
      class="rule-input"
      aria-label={words.conditionNames[type]}
      value={choiceOf(condition)}
      onChange={(event) => onChange(choose(type, event.currentTarget.value))}
    >
      {choicesOf(type).map((choice) => (
        <option key={choice} value={choice}>
          {choiceName(type, choice, telling)}
        </option>
      ))}
    </select>
  )
}

type TextAsked = Partial<Record<TextTest, string>>

/** One or more texts it is held against; most ask for one. */
function TextsAsked({ condition, wrong, problemId, onChange }: PartProps) {
  const { words, telling } = useEditing()
  const { type, ...asked } = condition as { type: Condition['type'] } & TextAsked
  const tests = TEXT_TESTS.filter((test) => asked[test] !== undefined)
  const write = (next: TextAsked) => onChange({ type, ...next } as unknown as Condition)
  return (
    <>
      {tests.map((test, at) => (
        <span class="rule-text" key={test}>
          {at > 0 && ` ${sentencesOf(telling.language).and} `}
          <TestChoice
            type={type}
            test={test}
            taken={tests}
            onChoose={(next) => write(renamed(asked, test, next))}
          />{' '}
          <input
            class="rule-input"
            type="text"
            size={Math.min(30, Math.max(10, (asked[test] ?? '').length + 1))}
            maxLength={test === 'matches' ? 100 : 200}
            spellcheck={false}
            autocapitalize="off"
            aria-label={words.conditionNames[type]}
            aria-invalid={
              wrong === test || (wrong !== undefined && tests.length === 1) || undefined
            }
            aria-describedby={problemId}
            placeholder={words.placeholders[type as 'page']}
            value={asked[test]}
            onInput={(event) => write({ ...asked, [test]: event.currentTarget.value })}
          />
        </span>
      ))}
    </>
  )
}

interface TestChoiceProps {
  type: Condition['type']
  test: TextTest
  taken: TextTest[]
  onChoose(test: TextTest): void
}

function TestChoice({ type, test, taken, onChoose }: TestChoiceProps): ComponentChildren {
  const { words } = useEditing()
  // Only what a condition names is looked for on the page.
  if (type === 'element') return null
  return (
    <select
      class="rule-input"
      aria-label={`${words.conditionNames[type]}: ${words.how}`}
      value={test}
      onChange={(event) => onChoose(event.currentTarget.value as TextTest)}
    >
      {TEXT_TESTS.filter((one) => one === test || !taken.includes(one)).map((one) => (
        <option key={one} value={one}>
          {words.tests[one]}
        </option>
      ))}
    </select>
  )
}

function renamed(asked: TextAsked, from: TextTest, to: TextTest): TextAsked {
  const { [from]: value, ...rest } = asked
  return { ...rest, [to]: value ?? '' }
}

/** Another text the same thing is held against; undefined where there is none left to add. */
export function withAnotherTest(condition: Condition): Condition | undefined {
  const { asks } = CATALOG[condition.type]
  if ((asks !== 'text' && asks !== 'name') || condition.type === 'element') return undefined
  const free = TEXT_TESTS.find((test) => (condition as TextAsked)[test] === undefined)
  return free && ({ ...condition, [free]: '' } as Condition)
}

/** The same without its last text, where there are several. */
export function withoutLastTest(condition: Condition): Condition | undefined {
  const tests = TEXT_TESTS.filter((test) => (condition as TextAsked)[test] !== undefined)
  const last = tests.at(-1)
  if (tests.length < 2 || !last) return undefined
  const { [last]: _, ...rest } = condition as Condition & TextAsked
  return rest as Condition
}
