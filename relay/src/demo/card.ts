import { html, raw } from 'hono/html'
import { hasPrices, lowestPrice, pictureOf } from './catalogue.ts'
import type { Product } from './products.ts'
import type { Html, View } from './view.ts'

/** How a card fits its page: the level of its title, and whether its picture is in view at once. */
export interface CardPlace {
  readonly heading: 'h2' | 'h3'
  readonly loading: 'eager' | 'lazy'
}

/** A product in a list: picture, name, what it is made of, price. */
export function productCard(view: View, product: Product, place: CardPlace): Html {
  const { language, texts } = view
  const [first] = product.variants
  const heading = raw(place.heading)
  const price = view.money(lowestPrice(product))
  return html`<article class="card">
<a href="${view.page(`product/${product.id}`)}">
<img src="${view.asset(pictureOf(product, first))}" width="400" height="480" alt="" loading="${place.loading}">
<${heading} class="name">${product.title[language]}</${heading}>
</a>
${product.isNew ? html`<p class="new">${texts.card.isNew}</p>` : ''}
<p class="kind">${product.kind[language]}</p>
<p class="price">${hasPrices(product) ? `${texts.card.from} ${price}` : price}</p>
${swatches(view, product)}
</article>`
}

function swatches({ language, texts }: View, { variants }: Product): Html | '' {
  if (variants.length < 2 || !variants[0].swatch) return ''
  return html`<ul class="swatches" aria-label="${texts.product.colour}">
${variants.map(({ label, swatch }) => html`<li>${dot(swatch ?? '', label[language])}</li>`)}
</ul>`
}

/** A colour as a small disc; without a label the text beside it names the colour. */
export function dot(colour: string, label = ''): Html {
  const name = label ? html`role="img" aria-label="${label}"` : raw('aria-hidden="true"')
  return html`<svg class="dot" viewBox="0 0 20 20" width="20" height="20" ${name}><circle cx="10" cy="10" r="9" fill="${colour}"/></svg>`
}
