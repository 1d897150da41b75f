import { html } from 'hono/html'
import { productCard } from './card.ts'
import { productsById } from './catalogue.ts'
import { coupons } from './coupons.ts'
import { type IconName, icon } from './icons.ts'
import { chatButton, type Page } from './layout.ts'
import { type Category, categories } from './products.ts'
import type { Html, View } from './view.ts'

const picked = ['kiezel', 'zilt', 'noot', 'dauw']

export function homePage(view: View): Page {
  return {
    title: '',
    facts: { kind: 'home' },
    body: html`${hero(view)}${promises(view)}${tiles(view)}${picks(view)}${advice(view)}${coupon(view)}`,
  }
}

function hero(view: View): Html {
  const { home } = view.texts
  return html`<section class="hero">
<picture>
<source media="(min-width: 800px)" srcset="${view.asset('hero-wide.svg')}" width="1440" height="720">
<img src="${view.asset('hero-tall.svg')}" width="800" height="860" alt="" fetchpriority="high">
</picture>
<div class="wide"><div class="words">
<h1>${home.title}</h1>
<p>${home.intro}</p>
<a class="button light" href="${view.page('category/lamps')}">${home.toLamps}${icon('arrow')}</a>
</div></div>
</section>`
}

function promises({ texts }: View): Html {
  return html`<ul class="promises wide">
${texts.promises.map(
  ([name, title, text]) =>
    html`<li>${icon(name as IconName)}<div><b>${title}</b><span>${text}</span></div></li>`,
)}
</ul>`
}

function tiles(view: View): Html {
  return html`<section class="tiles wide">${categories.map((category) => tile(view, category))}</section>`
}

function tile(view: View, { id, title, line }: Category): Html {
  return html`<a class="tile" href="${view.page(`category/${id}`)}">
<img src="${view.asset(`category-${id}.svg`)}" width="600" height="440" alt="" loading="lazy">
<h2>${title[view.language]}</h2><p>${line[view.language]}</p></a>`
}

function picks(view: View): Html {
  const { home } = view.texts
  return html`<section class="wide">
<h2 class="title">${home.picked}</h2>
<div class="grid four">${productsById(picked).map((product) => productCard(view, product, { heading: 'h3', loading: 'lazy' }))}</div>
</section>`
}

function advice(view: View): Html {
  const { home } = view.texts
  return html`<section class="advice wide">
<img src="${view.asset('evening.svg')}" width="720" height="560" alt="" loading="lazy">
<div class="words"><h2>${home.adviceTitle}</h2>
${home.advice.map((text) => html`<p>${text}</p>`)}
<p>${chatButton(home.ask, 'button')}</p></div>
</section>`
}

function coupon({ texts }: View): Html {
  const [welcome] = coupons
  return html`<section class="wide"><div class="coupon-band">
<div><h2>${texts.home.couponTitle}</h2><p>${texts.home.coupon}</p></div>
<code>${welcome.code}</code>
</div></section>`
}
