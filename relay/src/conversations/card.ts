import type { Card } from '@loods/protocol'
import { RelayError } from '../errors.ts'

/** A card in words, for mails, transcripts, search and whatever shows no cards. */
export function cardText(card: Card): string {
  const value = card.kind === 'coupon' ? card.code : card.priceText
  return `${[card.title, value].filter(Boolean).join(' · ')}\n${card.url}`
}

/**
 * Sees to it that a card leads into the shop only. A picture from elsewhere is left out.
 * @param isOwn whether an address is the shop's own
 * @throws RelayError invalid
 */
export function keepInShop(card: Card, isOwn: (url: string) => boolean): Card {
  if (!isOwn(card.url)) {
    throw new RelayError(
      'invalid',
      'The card leads away from the shop. Write the address as a message instead.',
      { field: 'card.url' },
    )
  }
  if (card.kind === 'coupon' || !card.imageUrl || isPictureOf(card.imageUrl, isOwn)) return card
  const { imageUrl: _, ...rest } = card
  return rest
}

/** Where Shopify keeps the pictures of all its shops; nobody learns there who looked at one. */
const SHOPIFY_PICTURES = 'https://cdn.shopify.com'

/** Whether a picture is the shop's own. @param isOwn whether an address is */
export function isPictureOf(url: string, isOwn: (url: string) => boolean): boolean {
  return isOwn(url) || new URL(url).origin === SHOPIFY_PICTURES
}
