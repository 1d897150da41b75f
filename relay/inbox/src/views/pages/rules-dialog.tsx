import type { PageRules } from '@loods/protocol'
import { useState } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import type { ProposalWords } from './i18n/words.ts'
import {
  caught,
  MOST_RULES,
  suggestMerge,
  suggestSplit,
  withMerge,
  withSplit,
} from './page-rules.ts'

/** Counted pages that are named in a preview. */
const NAMED = 8

interface RulesDialogProps {
  kind: 'merge' | 'split'
  /** Pages that were chosen, and all that were counted. */
  keys: string[]
  all: string[]
  rules: PageRules
  own: ProposalWords
  onSave(rules: PageRules): Promise<boolean>
  onClose(): void
}

/** Says which pages count as one, or by themselves, and shows which that would be. */
export function RulesDialog({ kind, keys, all, rules, own, onSave, onClose }: RulesDialogProps) {
  const words = useWords()
  const suggested = suggestMerge(keys)
  const isMerge = kind === 'merge'
  const [text, setText] = useState(
    (isMerge ? suggested.patterns : suggestSplit(keys, rules)).join('\n'),
  )
  const [name, setName] = useState(suggested.name)
  const patterns = text.split(/\s+/).filter(Boolean)
  const next = isMerge ? withMerge(rules, patterns, name) : withSplit(rules, patterns)
  const full = next.merge.length > MOST_RULES || next.split.length > MOST_RULES
  const ready = patterns.length > 0 && !full && (!isMerge || /^\/\S*$/.test(name))

  async function save(event: Event): Promise<void> {
    event.preventDefault()
    if (ready && (await onSave(next))) onClose()
  }

  return (
    <Dialog title={isMerge ? own.rules.mergeTitle : own.rules.splitTitle} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void save(event)}>
        <Field label={own.rules.pattern} hint={own.rules.patternHint}>
          {(control) => (
            <textarea
              {...control}
              class="input"
              rows={Math.min(6, Math.max(2, patterns.length))}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        {isMerge && (
          <Field label={own.rules.name} hint={own.rules.nameHint}>
            {(control) => (
              <input
                {...control}
                class="input"
                value={name}
                onInput={(event) => setName(event.currentTarget.value.trim())}
              />
            )}
          </Field>
        )}
        <Catch keys={caught(patterns, all)} all={all.length} own={own} />
        <p class="quiet">{isMerge ? own.rules.fromNow : own.rules.together}</p>
        {full && <p role="alert">{own.rules.full}</p>}
        <div class="dialog-actions">
          <Button onClick={onClose}>{words.app.cancel}</Button>
          <Button kind="main" type="submit" disabled={!ready}>
            {own.rules.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Catch({ keys, all, own }: { keys: string[]; all: number; own: ProposalWords }) {
  return (
    <div class="page-rules-catch" role="status">
      <p>{own.rules.catches(keys.length, all)}</p>
      <ul>
        {keys.slice(0, NAMED).map((key) => (
          <li key={key}>{key}</li>
        ))}
      </ul>
      {keys.length > NAMED && <p class="quiet">{own.rules.more(keys.length - NAMED)}</p>}
    </div>
  )
}
