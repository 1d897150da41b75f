/** @jsxImportSource #dom */
import type { Facts } from '@loods/protocol/conditions'
import type { RuleCheck } from '@loods/protocol/diagnosis'
import { askedBy, type Outcome, type Standing } from './outcome.ts'
import type { DoctorWords } from './words.ts'

export interface DoctorProps {
  words: DoctorWords
  folded: boolean
  /** What is wrong with the page as a whole. */
  problem: string | undefined
  facts: Facts
  standings: Standing[]
  act: {
    fold(): void
    close(): void
    /** Forgets what this browser's shopper did, so that manners begin anew. */
    forget(): void
    show(standing: Standing): void
  }
}

/** Where it matters what manners say. */
const MAY_COME: Outcome[] = ['still', 'waits']
const SIGNS = { met: '✓', unmet: '✕', open: '…' }

/** What each trigger waits for, and what is so now. */
export function Doctor({ words, folded, problem, facts, standings, act }: DoctorProps) {
  return (
    <section aria-label={words.title}>
      <header>
        <h2>{words.title}</h2>
        <button
          type="button"
          aria-expanded={folded ? 'false' : 'true'}
          aria-label={folded ? words.unfold : words.fold}
          title={folded ? words.unfold : words.fold}
          onClick={act.fold}
        >
          {folded ? '▴' : '▾'}
        </button>
        <button type="button" aria-label={words.close} title={words.close} onClick={act.close}>
          ×
        </button>
      </header>
      {!folded && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        <div class="body" tabIndex={0}>
          <p class="quiet">{words.onlyYou}</p>
          {problem && <p class="problem">{problem}</p>}
          <ol>
            {standings.map((standing) => (
              <Trigger
                key={standing.trigger.id}
                words={words}
                facts={facts}
                standing={standing}
                show={() => act.show(standing)}
              />
            ))}
          </ol>
          {standings.length > 0 && (
            <button type="button" class="forget" onClick={act.forget}>
              {words.again}
            </button>
          )}
        </div>
      )}
    </section>
  )
}

interface TriggerProps {
  words: DoctorWords
  facts: Facts
  standing: Standing
  show(): void
}

function Trigger({ words, facts, standing, show }: TriggerProps) {
  const { trigger, rule, outcome, suppressed } = standing
  return (
    <li data-outcome={outcome}>
      <h3>“{trigger.text}”</h3>
      <p class="outcome">{words.outcomes[outcome]}</p>
      {suppressed && MAY_COME.includes(outcome) && (
        <p class="manners">
          {words.keepsStill} {words.reasons[suppressed]}.
        </p>
      )}
      <Checks words={words} facts={facts} checks={[rule]} />
      <button type="button" onClick={show}>
        {words.show}
      </button>
    </li>
  )
}

interface ChecksProps {
  words: DoctorWords
  facts: Facts
  checks: RuleCheck[]
}

function Checks({ words, facts, checks }: ChecksProps) {
  return (
    <ul>
      {checks.map((check) => (
        <li data-state={check.state}>
          <b aria-hidden="true">{SIGNS[check.state]}</b>
          <span class="hidden-text">{words.states[check.state]}: </span>
          {'join' in check ? (
            <span>{words.joins[check.join]}</span>
          ) : (
            <span>
              {words.facts[check.condition.type] ?? check.condition.type}{' '}
              <i>{factText(words, facts[check.condition.type])}</i>{' '}
              <small>{askedBy(check.condition)}</small>
            </span>
          )}
          {'join' in check && <Checks words={words} facts={facts} checks={check.items} />}
        </li>
      ))}
    </ul>
  )
}

function factText(words: DoctorWords, fact: Facts[keyof Facts]): string {
  if (typeof fact === 'boolean') return fact ? words.yes : words.no
  if (typeof fact === 'number') return `${Math.round(fact * 10) / 10}`
  const text = [fact ?? []].flat().filter(Boolean).join(', ')
  return text || (fact === undefined ? words.unknown : '–')
}
