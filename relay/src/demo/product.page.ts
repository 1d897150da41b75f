import { html, raw } from 'hono/html'
import { MAX_QUANTITY } from './assets/cart.js'
import { dot, productCard } from './card.ts'
import { describePicture, lowestPrice, pictureOf, productsById, skuOf } from './catalogue.ts'
import { icon } from './icons.ts'
import { chatButton, type Page } from './layout.ts'
import { categories, type Product, type Variant } from './products.ts'
import type { Html, View } from './view.ts'

export function productPage(view: View, product: Product): Page {
  const { language } = view
  const title = product.title[language]
  return {
    title,
    description: product.intro[language],
    facts: {
      kind: 'product',
      product: {
        id: product.id,
        title,
        price: lowestPrice(product) / 100,
        currency: 'EUR',
      },
    },
    body: html`<div class="wide">${crumbs(view, product)}
<div class="product-page">${stage(view, product)}<div class="sale">${sale(view, product)}${more(view, product)}</div></div>
${goesWith(view, product)}</div>`,
  }
}

function crumbs(view: View, product: Product): Html {
  const category = categories.find(({ id }) => id === product.category)
  return html`<nav class="crumbs" aria-label="${view.texts.product.crumbs}">
<a href="${view.page(`category/${product.category}`)}">${category?.title[view.language]}</a>
<span aria-hidden="true">/</span><span aria-current="page">${product.title[view.language]}</span></nav>`
}

function stage(view: View, product: Product): Html {
  const [first] = product.variants
  const { lightOn, lightOff } = view.texts.product
  const light = html`<button class="light-switch" type="button" data-light="${view.asset(pictureOf(product, first, 'evening'))}" aria-pressed="false">
${icon('bulb')}<span class="on">${lightOn}</span><span class="off">${lightOff}</span></button>`
  return html`<div class="stage">
<img data-picture src="${view.asset(pictureOf(product, first))}" width="400" height="480" alt="${describePicture(product, first, view.language)}" fetchpriority="high">
${product.lights ? light : ''}
</div>`
}

function sale(view: View, product: Product): Html {
  const { language, texts } = view
  const [first] = product.variants
  return html`<form class="buy" data-buy>
<h1>${product.title[language]}</h1>
<p class="kind">${product.kind[language]}</p>
<p class="price"><output data-price>${view.money(first.price)}</output> <small>${texts.product.vat}</small></p>
<p class="intro">${product.intro[language]}</p>
${choice(view, product)}
<div class="row">${stepper(view)}<button class="button primary" type="submit">${texts.product.add}</button></div>
<p class="added" role="status" data-added="${texts.product.added}" data-full="${texts.product.full}"></p>
<a class="to-cart" href="${view.page('cart')}" hidden data-to-cart>${texts.product.toCart}${icon('arrow')}</a>
<noscript><p>${texts.shop.noScript}</p></noscript>
<ul class="assurances">
<li class="${product.stock}">${icon('truck')}${texts.product.stock[product.stock]}</li>
<li>${icon('back')}${texts.product.returns}</li>
<li>${icon('chat')}${chatButton(texts.product.ask)}</li>
</ul></form>`
}

function choice(view: View, product: Product): Html {
  const { colour, size } = view.texts.product
  const [first, ...others] = product.variants
  const only = html`<input type="hidden" name="sku" value="${skuOf(product, first)}">`
  if (others.length === 0) return only
  return html`<fieldset class="choice${first.swatch ? ' colours' : ''}"><legend>${first.swatch ? colour : size}</legend>
${product.variants.map((variant) => option(view, product, variant, variant === first))}
</fieldset>`
}

function option(view: View, product: Product, variant: Variant, chosen: boolean): Html {
  const label = variant.label[view.language]
  return html`<label><input type="radio" name="sku" value="${skuOf(product, variant)}" data-alt="${describePicture(product, variant, view.language)}"${
    chosen ? raw(' checked') : ''
  }><span>${variant.swatch ? dot(variant.swatch) : ''}${label}</span></label>`
}

function stepper({ texts }: View): Html {
  const { quantity, less, more: plus } = texts.product
  return html`<div class="stepper">
<button type="button" data-step="-1" aria-label="${less}">${icon('minus')}</button>
<input name="quantity" type="number" inputmode="numeric" min="1" max="${MAX_QUANTITY}" value="1" aria-label="${quantity}">
<button type="button" data-step="1" aria-label="${plus}">${icon('plus')}</button>
</div>`
}

function more({ language, texts }: View, product: Product): Html {
  return html`<div class="more">
<section><h2>${texts.product.story}</h2><p>${product.story[language]}</p></section>
<section><h2>${texts.product.facts}</h2><dl>
${product.facts.map(([name, value]) => html`<div><dt>${name[language]}</dt><dd>${value[language]}</dd></div>`)}
</dl></section>
<details><summary>${texts.product.care}</summary><p>${product.care[language]}</p></details>
<details><summary>${texts.product.delivery}</summary><p>${texts.product.deliveryText}</p></details>
</div>`
}

function goesWith(view: View, product: Product): Html {
  const others = productsById(product.goesWith)
  return html`<section class="goes-with"><h2 class="title">${view.texts.product.goesWith}</h2>
<div class="grid three">${others.map((other) => productCard(view, other, { heading: 'h3', loading: 'lazy' }))}</div></section>`
}
