import type { Language } from './products.ts'

/** What a store plugin says about a page, for the widget to read: nothing that depends on the visitor. */
export interface PageFacts {
  readonly kind: 'home' | 'category' | 'product' | 'cart' | 'checkout' | 'thank-you' | 'other'
  readonly language: Language
  /** ISO 4217. */
  readonly currency: string
  /** Where to turn when the chat cannot be reached. */
  readonly contact: string
  readonly category?: { readonly id: string; readonly title: string }
  /** Price in the currency's main unit. */
  readonly product?: { readonly id: string; readonly title: string; readonly price: number }
  /** On the thank-you page only. */
  readonly order?: { readonly reference: string }
}
