import type { Role } from '@loods/protocol'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { SettingsWords } from './i18n/words.ts'
import type { SettingsApi } from './settings-api.ts'
import type { SettingsDraft } from './store/settings-draft.ts'

/** What every page of the settings may use. */
export interface Settings {
  words: SettingsWords
  api: SettingsApi
  draft: SettingsDraft
  /** Whether the member's role covers another. */
  may(role: Role): boolean
}

export const SettingsContext = createContext<Settings | undefined>(undefined)

/** The settings around this component. */
export function useSettings(): Settings {
  const settings = useContext(SettingsContext)
  if (!settings) throw new Error('This component needs the settings around it.')
  return settings
}
