import type { Language } from '@loods/protocol'
import type { html } from 'hono/html'
import { money } from './assets/cart.js'

import { type Texts, textsOf } from './texts.ts'

/** What `html` makes: text that is escaped already. */
export type Html = ReturnType<typeof html>

/** Everything a page needs to know about where and in which language it is shown. */
export interface View {
  readonly language: Language
  readonly texts: Texts
  /** Address of a page of the shop in this language; '' is home. */
  readonly page: (path: string) => string
  /** Address of a picture, style sheet or script. */
  readonly asset: (name: string) => string
  /** The same page in the other language. */
  readonly otherPage: string
  /** Cents as the language writes an amount. */
  readonly money: (cents: number) => string
}

/** Makes the view of one request. `path` is the page's path after its language, '' or with a slash. */
export function createView(
  addresses: { basePath: string; asset: (name: string) => string },
  language: Language,
  path: string,
): View {
  const other: Language = language === 'nl' ? 'en' : 'nl'
  return {
    language,
    texts: textsOf(language),
    page: (to) => `${addresses.basePath}/${language}${to && `/${to}`}`,
    asset: addresses.asset,
    otherPage: `${addresses.basePath}/${other}${path}`,
    money: (cents) => money(cents, language),
  }
}
