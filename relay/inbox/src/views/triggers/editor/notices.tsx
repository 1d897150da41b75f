import { Button } from '../../../parts/button.tsx'
import { describeTrigger } from './describe.ts'
import { useEditing } from './editor-context.ts'
import type { DraftState } from './use-trigger-draft.ts'

interface NoticesProps {
  state: DraftState
  gone: boolean
  mayChange: boolean
}

/** What happened to the trigger, or to what was typed, that its reader should know of first. */
export function Notices({ state, gone, mayChange }: NoticesProps) {
  const { words, telling } = useEditing()
  if (!mayChange) return <p class="notice">{words.readOnly}</p>
  if (gone) {
    return (
      <div class="notice red" role="alert">
        <strong>{words.gone}</strong>
        <p>{words.goneHint}</p>
      </div>
    )
  }
  if (state.theirs) {
    return (
      <div class="notice amber" role="alert">
        <div>
          <strong>{words.changed}</strong>
          <p>{words.changedHint}</p>
          <p>{describeTrigger(state.theirs, telling)}</p>
          <span class="notice-answers">
            <Button kind="main" onClick={state.keepMine}>
              {words.keepMine}
            </Button>
            <Button onClick={state.discard}>{words.takeTheirs}</Button>
          </span>
        </div>
      </div>
    )
  }
  if (!state.restored || !state.dirty) return null
  return (
    <div class="notice" role="status">
      {words.restored}
      <Button onClick={state.discard}>{words.discard}</Button>
    </div>
  )
}
