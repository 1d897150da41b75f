import type { Language, ViewAnswer, VisitorContext, WidgetConfig } from '@loods/protocol'

/** What the loader gives to its lazy parts; the only thing they share. */
export interface Host {
  /** Origin of the relay, without a slash at the end. */
  relay: string
  siteKey: string
  config: WidgetConfig
  language: Language
  /** One shadow root for launcher, prompt and panel; each part puts one element in. */
  root: ShadowRoot
  /** What only this minute knows; asked once a page view. */
  now(): Promise<ViewAnswer>
  /** Page, device, language and what the shop's page passed so far. */
  context(): VisitorContext
  /** Tells listeners of `loods('on', …)`. */
  emit(event: HostEvent, detail?: unknown): void
  /** Number on the launcher's badge; 0 takes it away. */
  setUnread(count: number): void
  /** Whether the panel covers the page: the launcher hides or shows itself. */
  setOpen(open: boolean): void
}

export type HostEvent = 'open' | 'close' | 'message' | 'unread' | 'lead' | 'prompt'

/** A prompt the shopper accepted: becomes the first message of the thread. */
export interface AcceptedPrompt {
  triggerId: string
  text: string
}

/** What the panel's module exports: `mountPanel`. */
export type MountPanel = (host: Host) => PanelHandle

/** How the loader drives the panel. */
export interface PanelHandle {
  /** Opens; with `focus` the composer takes the keyboard (never for what opens by itself). */
  open(options: { focus: boolean; prompt?: AcceptedPrompt }): void
  close(): void
  /** A token the shop signed for its logged-in customer. */
  identify(token: string): Promise<void>
  /** The page's own facts changed (see Host.context). */
  contextChanged(): void
}
