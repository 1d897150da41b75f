import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { TriggerWords } from './i18n/words.ts'
import type { TriggersApi } from './triggers-api.ts'

/** What every part of the list of triggers may use. */
export interface Triggers {
  words: TriggerWords
  api: TriggersApi
  /** Whether the member may make and change triggers. */
  mayChange: boolean
}

export const TriggersContext = createContext<Triggers | undefined>(undefined)

/** The screen of triggers around this component. */
export function useTriggers(): Triggers {
  const triggers = useContext(TriggersContext)
  if (!triggers) throw new Error('This component needs the screen of triggers around it.')
  return triggers
}
