import type { ShopifyStatus } from '@loods/protocol'
import { ago } from './ago.ts'
import type { EmbedState } from './bridge.ts'
import type { Words } from './words/words.ts'

/** What is known of the chat in the shop: what its pages told the relay, and what Shopify says of its theme. */
export interface Sight {
  status: ShopifyStatus
  embed: EmbedState
}

/**
 * Milliseconds for which a page that showed the chat outweighs what Shopify says, which may be a moment
 * old; a page of the theme before outweighs nothing.
 */
const FRESH = 120_000
/** Milliseconds that are not worth counting. */
const JUST_NOW = 5_000

/** Whether shoppers see the chat, as far as can be told. */
export function isOn(sight: Sight, now: number): boolean {
  const { seen, themePublishedAt = 0 } = sight.status
  const embed = embedOf(sight)
  const since = seen && seen.at > themePublishedAt ? seen.at : 0
  if (now - since < FRESH) return true
  return embed === undefined ? since > 0 : embed === 'on'
}

/** What Shopify says of the live theme: to the page, else to the relay. */
export function embedOf({ embed, status }: Sight): EmbedState {
  const live = status.themes?.find((theme) => theme.live)
  return embed ?? (live && (live.on ? 'on' : 'off'))
}

/** The one line that says how the chat is doing. */
export function sightText(
  sight: Sight,
  now: number,
  words: Words['seen'],
  language: string,
): string {
  const { seen } = sight.status
  const on = isOn(sight, now)
  if (!seen) return on ? words.on : embedOf(sight) === 'off' ? words.off : words.never
  const past = now - seen.at
  if (!on) return words.lost(ago(past, language))
  return past < JUST_NOW ? words.now : words.ago(ago(past, language))
}
