import type { ShopContext, ViewAnswer, WidgetConfig } from '@loods/protocol'

/** What a preview shows, in the part of its address after `#`. */
export interface PreviewRequest {
  config: WidgetConfig
  /** What the relay would say of this minute. */
  now: ViewAnswer
  open: boolean
  /** Colours of the shop's page behind the widget. */
  page: 'light' | 'dark'
  /** Help that is offered on it. */
  prompt?: PreviewPrompt
  /** The shop's own page, to stand behind the widget. */
  shop?: string
}

export interface PreviewPrompt {
  text: string
  replies: string[]
  /** What the page would say of product and cart. */
  said: Pick<ShopContext, 'product' | 'cart'>
}

/** What the framed page is told when only the words of its prompt change. */
export interface PreviewChange {
  loods: 'prompt'
  prompt: PreviewPrompt
}

/** What the framed page tells the settings once the widget stands. */
export const PREVIEW_DRAWN = 'loods:preview-drawn'

/** Not a shop's: nothing kept under it in this browser belongs to anybody. */
export const PREVIEW_KEY = 'previewpreviewpreview'

export function formatRequest(request: PreviewRequest): string {
  return encodeURIComponent(JSON.stringify(request))
}

export function parseRequest(hash: string): PreviewRequest {
  return JSON.parse(decodeURIComponent(hash.replace(/^#/, ''))) as PreviewRequest
}
