import { html } from 'hono/html'
import { productCard } from './card.ts'
import { productsById } from './catalogue.ts'
import { chatButton, type Page } from './layout.ts'
import type { View } from './view.ts'

const favourites = ['noot', 'kiezel', 'tas', 'klei']

/** For an address that leads nowhere: what happened, and where to go on. */
export function missingPage(view: View): Page {
  const { missing, shop } = view.texts
  return {
    title: missing.title,
    facts: { kind: 'other' },
    body: html`<div class="wide missing-page">
<header><h1>${missing.title}</h1><p>${missing.text}</p><p>${missing.or} ${chatButton(shop.chat)}</p></header>
<div class="grid four">${productsById(favourites).map((product) => productCard(view, product, { heading: 'h2', loading: 'eager' }))}</div>
</div>`,
  }
}
