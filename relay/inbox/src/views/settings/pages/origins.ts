import type { Desk } from '../../../store/desk.ts'

/** The relay's own address; on the relay's own page that is the page's. */
export function relayAddress(relayUrl: string): string {
  return relayUrl || location.origin
}

/** What somebody typed as the address of a shop, as the relay takes it; a page's path is left out. */
export function toOrigin(typed: string): string {
  const text = typed.trim().toLowerCase()
  if (text === '') return ''
  const address = text.includes('://') ? text : `https://${text}`
  const [, origin] = /^(https?:\/\/[^/?#\s]+)/.exec(address) ?? []
  return origin ?? text
}

/** Addresses the widget was seen on, so that nobody has to type one. */
export function shopOrigins(desk: Desk): string[] {
  const visits = (desk.visits.value ?? []).map(({ page }) => page.url)
  const chats = [...desk.conversations.all()].map(({ context }) => context.page?.url)
  const origins = [...visits, ...chats].flatMap((url) =>
    url && URL.canParse(url) ? [new URL(url).origin] : [],
  )
  const own = new URL(relayAddress(desk.api.relayUrl)).origin
  return [...new Set(origins)].filter((origin) => origin !== own).slice(0, 3)
}
