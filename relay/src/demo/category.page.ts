import { html, raw } from 'hono/html'
import { productCard } from './card.ts'
import { type Order, orders, productsOf } from './catalogue.ts'
import { chatButton, type Page } from './layout.ts'
import type { Category, CategoryId } from './products.ts'
import type { Html, View } from './view.ts'

/** How many pictures are in view when a phone or desk opens the page. */
const inView = 3

export function categoryPage(
  view: View,
  category: Category & { id: CategoryId },
  order: Order,
): Page {
  const { language } = view
  const title = category.title[language]
  const goods = productsOf(category.id, order)
  return {
    title,
    description: category.intro[language],
    facts: { kind: 'category', category: { id: category.id, title } },
    body: html`<div class="wide listing">
<header><h1>${title}</h1><p>${category.intro[language]}</p>${sorting(view, goods.length, order)}</header>
<div class="grid three">
${goods.map((product, i) => productCard(view, product, { heading: 'h2', loading: i < inView ? 'eager' : 'lazy' }))}
${doubt(view, goods.length % 3 === 0)}
</div></div>`,
  }
}

function sorting({ texts }: View, count: number, current: Order): Html {
  const { category } = texts
  return html`<form class="sorting" method="get">
<span>${category.count(count)}</span>
<label for="sort">${category.sort}</label>
<select id="sort" name="sort" data-sort>
${orders.map(
  (order) =>
    html`<option value="${order}"${order === current ? raw(' selected') : ''}>${category.sortBy[order]}</option>`,
)}
</select>
<noscript><button class="button small">${category.apply}</button></noscript>
</form>`
}

/** Fills the last place of the grid, or a row of its own when the grid is full. */
function doubt(view: View, gridIsFull: boolean): Html {
  const { category, shop } = view.texts
  return html`<aside class="doubt${gridIsFull ? ' row' : ''}"><div>
<h2>${category.doubt}</h2><p>${category.doubtText}</p>${chatButton(shop.chat, 'button')}
</div></aside>`
}
