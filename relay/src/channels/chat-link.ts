import type { ChannelAccount } from './account.ts'

/** What links to a chat begin with, by network; see Config.chatLinks. */
export type LinkBases = Record<ChannelAccount['kind'], string>

/** What a page is called in addresses; one without such a name is called by its id. */
const USERNAME = /^[\w.]+$/

/**
 * A link that opens a chat with a number or page.
 * @param words WhatsApp: the text that stands ready. Messenger: the reference the page is told
 */
export function chatLink(
  bases: LinkBases,
  { kind, address, externalId }: Pick<ChannelAccount, 'kind' | 'address' | 'externalId'>,
  words?: string,
): string {
  const whatsapp = kind === 'whatsapp'
  const page = USERNAME.test(address) ? address : externalId
  const link = `${bases[kind]}/${whatsapp ? address.replaceAll(/\D/g, '') : page}`
  return words === undefined
    ? link
    : `${link}?${whatsapp ? 'text' : 'ref'}=${encodeURIComponent(words)}`
}
