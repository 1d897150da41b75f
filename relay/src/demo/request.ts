import type { Language } from '@loods/protocol'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { type Order, orders } from './catalogue.ts'
import { languages } from './products.ts'

/** The language in the address, or the browser's where the address has none. */
export function languageOf(c: Context, basePath: string): Language {
  const [, named] = c.req.path.slice(basePath.length).split('/')
  return languages.find((language) => language === named) ?? preferredLanguage(c)
}

/** The address after its language, with its query: '' or something that begins with a slash or `?`. */
export function pathOf(c: Context, basePath: string): string {
  const [, , ...rest] = c.req.path.slice(basePath.length).split('/')
  return rest.map((part) => `/${part}`).join('') + new URL(c.req.url).search
}

export function preferredLanguage(c: Context): Language {
  return accepts(c, {
    header: 'Accept-Language',
    supports: [...languages],
    default: 'nl',
    match: (accepted, { default: fallback }) =>
      accepted
        .toSorted((a, b) => b.q - a.q)
        .map(({ type }) => type.slice(0, 2).toLowerCase())
        .find((type) => languages.some((language) => language === type)) ?? fallback,
  }) as Language
}

/** How a category is sorted. */
export function orderOf(c: Context): Order {
  return orders.find((order) => order === c.req.query('sort')) ?? 'ours'
}
