import type { SiteSettings } from '@loods/protocol'
import { allowsOrigin } from '../sites/site.service.ts'

/**
 * The page of the shop a mail may lead back to: the one the chat began on, where the shop has said
 * which origins are its own. Only origin and path: a browser said the address, and what stands in a
 * query can send the link's code on to somebody else.
 * @param page address as the browser told it, or undefined when it told none
 */
export function returnPage(settings: SiteSettings, page: string | undefined): string | undefined {
  if (settings.origins.length === 0 || !page || !URL.canParse(page)) return undefined
  const { origin, pathname, protocol } = new URL(page)
  if (!/^https?:$/.test(protocol) || !allowsOrigin(settings, origin, '')) return undefined
  return origin + pathname
}
