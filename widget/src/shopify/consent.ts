import type { ViewRequest } from '@loods/protocol'
import { emit } from '../embed/events.ts'
import { seePage } from '../embed/see-page.ts'
import type { Embed } from '../host.ts'
import { shopifyPage } from './page.ts'

/** Shopify's own part that knows what the shopper allowed. */
const PRIVACY = { name: 'consent-tracking-api', version: '0.1' }

/**
 * Waits until the shopper lets this visit be counted, by the shop's banner or because nobody has to ask
 * where they are. From then on what is told of the page says so; the relay counts no page of a Shopify shop
 * that does not. When it is taken back, nothing more is counted or offered. The theme editor never allows.
 */
export function untilAllowed(embed: Embed): Promise<void> {
  const { ask, element } = embed
  let allowed: boolean | undefined

  embed.ask = (question, body) =>
    ask(question, question === 'views' ? { ...(body as ViewRequest), consent: allowed } : body)

  return new Promise((resolve) => {
    function look(): void {
      const before = allowed
      allowed = isAllowed()
      window.loods?.('consent', allowed)
      if (allowed) resolve()
      // The relay says of a page that is not counted that it may offer nothing.
      else if (before) emit(element, 'page')
      // That the widget is on the shop's pages is known without counting any.
      else if (before === undefined) void seePage(embed).catch(() => {})
    }

    document.addEventListener('visitorConsentCollected', look)
    shopifyPage().loadFeatures?.([PRIVACY], look)
  })
}

function isAllowed(): boolean {
  const { customerPrivacy, designMode } = shopifyPage()
  return !designMode && (customerPrivacy?.analyticsProcessingAllowed() ?? false)
}
