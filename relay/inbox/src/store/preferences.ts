import type { View } from '../api/site-api.ts'

/** One member's choices, kept in this browser. */
export interface Preferences {
  theme: 'auto' | 'light' | 'dark'
  sound: boolean
  coach: boolean
  /** Whether single letters are shortcuts. */
  shortcuts: boolean
  view: View
  /** Whether the context column is open where there is room to choose. */
  context: boolean
}

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'auto',
  sound: true,
  coach: true,
  shortcuts: true,
  view: 'waiting',
  context: true,
}
