import type { PageRules } from '@loods/protocol'
import { Trash2 } from 'lucide'
import { useState } from 'preact/hooks'
import { IconButton } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import type { ProposalWords } from './i18n/words.ts'

const LANGUAGE = /^[a-z]{2}(-[a-z]{2})?$/

interface RulesListProps {
  rules: PageRules
  own: ProposalWords
  onSave(rules: PageRules): Promise<boolean>
}

/** What was said of how pages are counted, each to be taken back. */
export function RulesList({ rules, own, onSave }: RulesListProps) {
  const { merge, split } = rules
  const all = [
    ...merge.map((rule) => ({
      text: own.rules.merged(rule.pattern, rule.key),
      without: { ...rules, merge: merge.filter((other) => other !== rule) },
    })),
    ...split.map((pattern) => ({
      text: own.rules.apart(pattern),
      without: { ...rules, split: split.filter((other) => other !== pattern) },
    })),
  ]
  return (
    <details class="page-rules-list">
      <summary>{own.rules.list}</summary>
      {all.length === 0 && <p class="quiet">{own.rules.noRules}</p>}
      <ul>
        {all.map(({ text, without }) => (
          <li key={text}>
            <span>{text}</span>
            <IconButton
              icon={Trash2}
              label={own.rules.remove(text)}
              onClick={() => void onSave(without)}
            />
          </li>
        ))}
      </ul>
      <Languages rules={rules} own={own} onSave={onSave} />
    </details>
  )
}

function Languages({ rules, own, onSave }: RulesListProps) {
  const [text, setText] = useState(rules.languages.join(' '))
  const languages = [
    ...new Set(
      text
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    ),
  ]
  const wrong = languages.find((word) => !LANGUAGE.test(word))
  const save = () => {
    if (wrong || languages.join(' ') === rules.languages.join(' ')) return
    void onSave({ ...rules, languages: languages.slice(0, 30) })
  }
  return (
    <Field
      label={own.rules.languages}
      hint={own.rules.languagesHint}
      problem={wrong && own.rules.badLanguage(wrong)}
    >
      {(control) => (
        <input
          {...control}
          class="input"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onBlur={save}
        />
      )}
    </Field>
  )
}
