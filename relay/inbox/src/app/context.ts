import type { Message, TriggerDefinition } from '@loods/protocol'
import type { ReadonlySignal, Signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Words } from '../i18n/words.ts'
import type { Desk } from '../store/desk.ts'
import type { Preferences } from '../store/preferences.ts'
import type { Commands } from './commands.ts'
import type { Navigation } from './navigation.ts'
import type { OrderSource } from './orders.ts'
import type { Place, Route } from './route.ts'
import type { Sound } from './sound.ts'
import type { Toasts } from './toasts.ts'

/** What every view may use: one shop's desk, the words, where one is, and this browser's own choices. */
export interface Inbox {
  desk: Desk
  words: Words
  /** BCP 47 name for dates and amounts. */
  locale: string
  navigation: Navigation
  place: ReadonlySignal<Place>
  preferences: Signal<Preferences>
  toasts: Toasts
  sound: Sound
  /** Width of the inbox itself, not of the window: it may be a part of another page. */
  size: ReadonlySignal<Size>
  /** Whether the host shows the inbox, and not something else in its place. */
  shown: ReadonlySignal<boolean>
  /** What the shop was found not to let us see. */
  denied: Signal<ReadonlySet<ShopData>>
  /** The own message that is being corrected. */
  editing: Signal<Message | undefined>
  /** The message that the next answer quotes. */
  quoting: Signal<Message | undefined>
  /** Whether the composer shows templates although a free answer may be sent. */
  templating: Signal<boolean>
  /** What was searched for last, so that going back from a result finds it again. */
  searched: Signal<string>
  /** What a new trigger begins with, for the page that makes it. */
  drafted: Signal<TriggerDefinition | undefined>
  /** What shortcuts can do here and now. */
  commands: Commands
  /** Level of titles: 2 where the page around the inbox has a title of its own. */
  titleLevel: 1 | 2
  /** The shop's orders, where the host knows them. */
  orders: OrderSource | undefined
  /** Asks the shop to let it be seen; undefined where the host cannot ask. */
  allow: ((what: ShopData) => Promise<boolean>) | undefined
  /** Where a demo shop is, if there is one. */
  demoUrl: string | undefined
  shopUrl: string | undefined
  /** Where shadow-root wide things such as style sheets go. */
  root: ShadowRoot
  go(route: Route, replace?: boolean): void
  changePreferences(change: Partial<Preferences>): void
  /** Whether the sound is heard: the member's choice, in every browser. @throws ApiError */
  changeSound(on: boolean): Promise<void>
  /** Goes to another of one's shops. */
  switchSite(siteId: string): void
  /** Ends the session, where the host can. */
  signOut: (() => void) | undefined
}

/** What a shop may let us see, or not. */
export type ShopData = 'orders' | 'coupons'

/** phone: one column. tablet: list and conversation. desk: with the context column. */
export type Size = 'phone' | 'tablet' | 'desk'

export const InboxContext = createContext<Inbox | undefined>(undefined)

/** The inbox around this component. */
export function useInbox(): Inbox {
  const inbox = useContext(InboxContext)
  if (!inbox) throw new Error('This component needs an inbox around it.')
  return inbox
}

/** The words of the inbox around this component. */
export function useWords(): Words {
  return useInbox().words
}
