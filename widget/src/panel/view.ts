import type { ViewAnswer } from '@loods/protocol'
import type { Conversation, ConversationState } from '../conversation/conversation.ts'
import type { AcceptedPrompt, Host } from '../host.ts'
import type { Messages } from '../i18n/en.ts'
import type { MoreMessages } from '../i18n/more/en.ts'
import type { Theme } from './accent.ts'
import type { Icon, IconButton } from './icons.tsx'
import type { Times } from './times.ts'
import type { fill, wait } from './words.ts'

/** All words, for a part that came together with its own. */
export type AllMessages = Messages & MoreMessages

/** Parts that come when they are needed. */
export interface Parts {
  along?: typeof import('./along.tsx')
  emoji?: typeof import('./emoji.tsx')
  failed?: typeof import('./failed.tsx')
  files?: typeof import('./files.tsx')
  form?: typeof import('./lead-form.tsx')
  lines?: typeof import('./lines.tsx')
  links?: typeof import('./links.tsx')
  resize?: typeof import('./resize.tsx')
  sound?: typeof import('./sound.ts')
  voice?: typeof import('./voice.tsx')
}

/** All a drawing of the panel depends on. */
export interface View {
  host: Host
  words: Messages
  times: Times
  /** Absent until the shopper begins to write, or wrote before. */
  conversation: Conversation | undefined
  state: ConversationState
  /** What the page knew of the shop when it loaded; the thread's answer is newer. */
  now: ViewAnswer | undefined
  open: boolean
  phone: boolean
  theme: Theme
  muted: boolean
  /** Height of the card on a desk in pixels; undefined: as tall as it likes. */
  height: number | undefined
  /** What is typed and not sent. */
  text: string
  /** What is open beside the field. */
  tray: 'emoji' | 'voice' | undefined
  /** The form instead of the composer: asked for by the shopper, or put away. */
  form: boolean | undefined
  /** A prompt the shopper accepted. */
  prompt: AcceptedPrompt | undefined
  /** What is said to who came by a mail's link that was used or is too old. */
  deadLink: string | undefined
  /** Seq after which messages are new to the shopper; 0: none are. */
  marker: number
  /** Older messages are on their way. */
  fetching: boolean
  /** The newest message is out of sight. */
  scrolled: boolean
  parts: Parts
  /** What parts that come later are made with. */
  kit: Kit
  act: Actions
}

/** Handed over rather than imported, so that it weighs nothing beside the panel. */
export interface Kit {
  Icon: typeof Icon
  IconButton: typeof IconButton
  fill: typeof fill
  wait: typeof wait
}

export interface Actions {
  change(next: Partial<View>): void
  close(): void
  send(): void
  /** What talks with the relay. It is quiet until something is said or taken up. */
  converse(): Conversation
  write(text: string): void
  /** Puts something where the cursor is. */
  insert(text: string): void
  scroll(): void
  toEnd(): void
  toggleSound(): void
  resize(height: number): void
  /** Loads a part; it is drawn when it is there. */
  need(part: keyof Parts): Promise<void>
  /** @param seconds length of a voice note */
  addFiles(files: Iterable<File> | null | undefined, seconds?: number): void
}

/** What is known of the shop now. */
export function shopOf({ state, now }: View): ConversationState['shop'] {
  return state.shop ?? now
}

/** Whether the form stands where the composer would. */
export function showsForm(view: View): boolean {
  const { thread, unsent } = view.state
  const empty = !thread?.messages.length && !unsent.length
  return view.form ?? (empty && shopOf(view)?.availability === 'away')
}
