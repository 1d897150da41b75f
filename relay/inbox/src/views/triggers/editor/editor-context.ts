import type { TriggerDefinition } from '@loods/protocol'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Conflict } from './conflicts.ts'
import type { Telling } from './describe.ts'
import type { TriggerDraft } from './draft.ts'
import type { EditorWords } from './i18n/words.ts'
import type { Place, Tree } from './rule-tree.ts'

/** What every part of a trigger's page may use. */
export interface TriggerEditing {
  words: EditorWords
  draft: TriggerDraft
  definition: TriggerDefinition
  telling: Telling
  conflicts: Conflict[]
  set(change: Partial<TriggerDraft>): void
  setTree(change: (tree: Tree) => Tree): void
  /** What is wrong with a field, by the name it has at the relay. */
  problemOf(field: string): string | undefined
  /** What is wrong with a condition, and with which part of it, if that is known. */
  problemAt(place: Place): { field: string | undefined; text: string } | undefined
}

export const EditingContext = createContext<TriggerEditing | undefined>(undefined)

/** The trigger's page around this component. */
export function useEditing(): TriggerEditing {
  const editing = useContext(EditingContext)
  if (!editing) throw new Error('This component needs the page of a trigger around it.')
  return editing
}
