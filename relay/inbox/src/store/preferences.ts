import type { View } from '../api/site-api.ts'

/** One member's choices, kept in this browser. */
export interface Preferences {
  theme: 'auto' | 'light' | 'dark'
  sound: boolean
  coach: boolean
  view: View
  /** Whether the context column is open where there is room to choose. */
  context: boolean
}

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'auto',
  sound: true,
  coach: true,
  view: 'waiting',
  context: false,
}
