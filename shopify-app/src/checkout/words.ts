import type { Language } from '@loods/protocol'

/** What the chat in checkout says around the panel, which has words of its own. */
export const WORDS = {
  nl: {
    open: (shop: string) => `Chat met ${shop}`,
    launcher: 'Chat',
    unread: 'ongelezen',
    checkout: 'Afrekenen',
    'thank-you': 'Bedankpagina',
    applied: 'Kortingscode {code} is toegepast.',
    anew: 'Dit is een nieuw gesprek: wat je in de winkel schreef, kun je alleen daar lezen. Het team ziet dat het bij elkaar hoort.',
    refused: 'Kortingscode {code} kon niet worden toegepast.',
    fields: { step: 'Stap', discounts: 'Kortingscodes', order: 'Bestelling' },
  },
  en: {
    open: (shop: string) => `Chat with ${shop}`,
    launcher: 'Chat',
    unread: 'unread',
    checkout: 'Checkout',
    'thank-you': 'Thank-you page',
    applied: 'Discount code {code} is applied.',
    anew: 'This is a new conversation: what you wrote in the shop can be read only there. The team sees that they belong together.',
    refused: 'Discount code {code} could not be applied.',
    fields: { step: 'Step', discounts: 'Discount codes', order: 'Order' },
  },
} satisfies Record<Language, object>

/** The language of ours nearest to a locale such as `nl-BE`, or else the shop's. */
export function languageOf(locale: string | undefined, shops: Language): Language {
  const short = locale?.slice(0, 2).toLowerCase()
  return short === 'nl' || short === 'en' ? short : shops
}
