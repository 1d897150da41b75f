import type { Language, PageKind } from '@loods/protocol'

/** What a store plugin says about a page, for the widget to read: nothing that depends on the visitor. */
export interface PageFacts {
  readonly kind: PageKind
  readonly language: Language
  /** ISO 4217. */
  readonly currency: string
  /** Where to turn when the chat cannot be reached. */
  readonly contact: string
  readonly category?: { readonly id: string; readonly title: string }
  readonly product?: ProductFacts
  /** On the thank-you page only: the name its shop reports the order by. */
  readonly order?: string
}

export interface ProductFacts {
  readonly id: string
  readonly title: string
  /** In the currency's main unit; of a product in several sizes the lowest. */
  readonly price: number
  readonly currency: string
}
