import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { ChannelsApi } from './channels-api.ts'
import type { ChannelWords } from './i18n/words.ts'

/** What everything about channels may use. */
export interface ChannelsScreen {
  words: ChannelWords
  api: ChannelsApi
  /** Whether the member may set channels up. */
  mayChange: boolean
  /** Whether the relay has a number of its own that writes to members' phones. */
  service: boolean
  /** Fetches the list anew. */
  reload(): Promise<void>
}

export const ChannelsContext = createContext<ChannelsScreen | undefined>(undefined)

/** The screen around this component. */
export function useChannels(): ChannelsScreen {
  const screen = useContext(ChannelsContext)
  if (!screen) throw new Error('This component needs the channels’ page around it.')
  return screen
}
