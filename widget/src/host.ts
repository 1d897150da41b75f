import type {
  Language,
  ViewAnswer,
  ViewRequest,
  VisitorContext,
  WidgetConfig,
} from '@loods/protocol'
import type { LoodsContext } from '../types/index.d.ts'
import type { Measures } from './visit/measure.ts'

/** What the loader holds, kept to the least; `createHost` (embed/) makes a Host of it. */
export interface Embed {
  /** Origin of the relay, without a slash at the end. */
  relay: string
  siteKey: string
  config: WidgetConfig
  /** The one element in the shop's page; it also carries the events. */
  element: HTMLElement
  /** One shadow root for launcher, prompt and panel; each part puts one element in. */
  root: ShadowRoot
  launcher: HTMLButtonElement
  /** The panel was open on this page before. */
  opened?: boolean
  /** Everything `loods('context', …)` said, in order, as it came. */
  said: LoodsContext[]
  /** Everything `loods('track', …)` said, in order. */
  tracked: Tracked[]
  /** What the shop's page signed its customer in with, if it did. */
  token(): string | undefined
  /** The relay's name for this page view, once it has answered. */
  viewId?: string | undefined
  /** Takes what the relay answered to a page. */
  hear?: (answer: ViewAnswer) => unknown
  /** Asks the relay about this site: no cookie, no preflight. @throws what it refused with */
  ask<Answer>(question: string, body?: unknown): Promise<Answer>
  /** Loads a part that lies beside the loader. */
  loadPart(file: string): Promise<unknown>
  /** Loads the panel if it is not there yet, and opens it. */
  openPanel(options: OpenOptions): void
}

/** Something that happened on the page; `at` as `performance.now()` tells it. */
export interface Tracked {
  name: string
  data?: unknown
  at: number
}

/** What the panel works with. */
export interface Host {
  /** Origin of the relay, without a slash at the end. */
  relay: string
  siteKey: string
  config: WidgetConfig
  language: Language
  /** One shadow root for launcher, prompt and panel; each part puts one element in. */
  root: ShadowRoot
  /** Adds a style sheet to the root, in a way a strict CSP allows. */
  addStyles(css: string): void
  /** What only this minute knows; asked anew at each call. */
  now(more?: Pick<ViewRequest, 'conversationId'>): Promise<ViewAnswer>
  /** Page, device, language and what the shop's page passed so far. */
  context(): VisitorContext
  /** Tells listeners of `loods('on', …)`; open, close and unread are told by the setters below. */
  emit(event: HostEvent, detail?: unknown): void
  on(event: HostEvent, listener: HostListener): void
  /** Number on the launcher's badge; 0 takes it away. */
  setUnread(count: number): void
  /**
   * Whether the panel covers the page: the launcher hides or shows itself. Say false while the panel
   * still has the focus: the launcher then takes it back.
   */
  setOpen(open: boolean): void
  /** Loads the panel if it is not there yet, and opens it. */
  openPanel(options: OpenOptions): void
}

/** `page`: the shopper went to another page of a single-page shop; `track`: see `loods('track', …)`. */
export type HostEvent =
  | 'open'
  | 'close'
  | 'message'
  | 'unread'
  | 'lead'
  | 'prompt'
  | 'page'
  | 'track'
  | 'add'

export type HostListener = (detail: unknown) => void

export interface OpenOptions {
  /** The composer takes the keyboard; never for what opens by itself. */
  focus: boolean
  prompt?: AcceptedPrompt
  /** A line the shopper chose: it is sent at once. */
  say?: string
}

/** A prompt the shopper accepted: becomes the first message of the thread. */
export interface AcceptedPrompt {
  triggerId: string
  /** Which way of saying it; absent: the first. */
  variant?: number | undefined
  text: string
}

/** What the panel's module exports: `mountPanel`. It begins with `createHost(embed)`. */
export type MountPanel = (embed: Embed) => PanelHandle

/** How the loader drives the panel. */
export interface PanelHandle {
  open(options: OpenOptions): void
  close(): void
  /** A token the shop signed for its logged-in customer. */
  identify(token: string): Promise<void>
  /** The page's own facts changed (see Host.context). */
  contextChanged(): void
}

/** What both `visit.js` and `triggers.js` export: `followVisit`. It goes on by itself. */
export type FollowVisit = (embed: Embed) => void

/** What `beside.js` exports: `showBeside`. */
export type ShowBeside = (embed: Embed) => void

/** `triggers.js` goes on with a visit that is followed already, from this answer of the relay. */
export type FollowOn = (embed: Embed, begun?: Following, heard?: ViewAnswer) => void

export interface Following {
  /** What happened on this page so far. */
  measured(): Measures
  /** What was tracked on this page, by name. */
  events(): string[]
}
