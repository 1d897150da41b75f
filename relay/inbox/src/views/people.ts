import { type Conversation, type PageRef, spacedPhone, titleName } from '@loods/protocol'
import type { Words } from '../i18n/words.ts'
import { CHANNEL_NAMES, isNetwork } from './channel/channel-sign.tsx'

/** What a conversation is called: the person's name, else what we know instead. */
export function nameOf(conversation: Conversation, words: Words): string {
  const { contact, context, thread, channel } = conversation
  const known = contact.name ?? contact.email ?? contact.phone ?? thread?.address
  if (known) return spacedPhone(known)
  const page = context.firstPage ?? context.page
  if (page) return words.list.visitorOn(pageName(page))
  return isNetwork(channel) ? words.list.somebodyOn(CHANNEL_NAMES[channel]) : words.list.visitor
}

/** Only a name makes letters for a face; a page's title does not. */
export function faceOf({ contact }: Conversation): string | undefined {
  return contact.name ?? contact.email
}

/** What a page is called: its title without the shop's name behind it, else its path. */
export function pageName(page: PageRef): string {
  return titleName(page.title) || pathOf(page.url)
}

export function pathOf(url: string): string {
  try {
    return decodeURI(new URL(url).pathname)
  } catch {
    return url
  }
}
