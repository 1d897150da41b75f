import { html, raw } from 'hono/html'
import { modules } from './assets.ts'
import { catalogueOf } from './catalogue.ts'
import { icon } from './icons.ts'
import type { PageFacts } from './page-facts.ts'
import { categories } from './products.ts'
import type { Html, View } from './view.ts'

export const mailAddress = 'hallo@lampenlinnen.example'

export interface Page {
  readonly title: string
  readonly description?: string
  /** What differs from page to page; the layout adds language, currency and contact. */
  readonly facts: Pick<PageFacts, 'kind' | 'category' | 'product' | 'order'>
  readonly body: Html
  /** Hides the way to other pages, so that a checkout is about paying only. */
  readonly focused?: true
}

export interface Frame {
  readonly nonce: string
  /** HTML that brings the chat; empty while nobody owns this relay. */
  readonly snippet: (page: PageFacts, nonce: string) => string | Promise<string>
  /** Where there are phones to try WhatsApp with. */
  readonly phones: string | false
}

/** Before the first paint, so that a chosen dark shop never flashes white. */
const chooseTheme =
  "try{document.documentElement.dataset.theme=localStorage.getItem('lamp-linnen.theme')||'auto'}catch{}"

/** Puts a page of the shop in its frame: head, header, footer, page facts and the chat's snippet. */
export async function layout(view: View, page: Page, frame: Frame): Promise<Html> {
  const { language, texts } = view
  const facts = factsOf(view, page)
  const snippet = await frame.snippet(facts, frame.nonce)
  return html`<!doctype html>
<html lang="${language}" data-theme="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${page.title === '' ? '' : `${page.title} · `}Lamp &amp; Linnen</title>
<meta name="description" content="${page.description ?? texts.shop.description}">
<meta name="robots" content="noindex">
<meta name="theme-color" content="#faf6ef" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0b1826" media="(prefers-color-scheme: dark)">
<link rel="icon" href="${view.asset('icon.svg')}" type="image/svg+xml">
<link rel="alternate" hreflang="${language === 'nl' ? 'en' : 'nl'}" href="${view.otherPage}">
<script nonce="${frame.nonce}">${raw(chooseTheme)}</script>
<link rel="stylesheet" href="${view.asset('shop.css')}">
${modules.map((name) => html`<link rel="modulepreload" href="${view.asset(name)}">`)}
<script type="module" src="${view.asset('shop.js')}"></script>
${json('loods-page', facts)}
</head>
<body class="${page.facts.kind}">
<a class="skip" href="#main">${texts.shop.skip}</a>
${snippet ? '' : html`<aside class="notice" aria-label="Loods">${texts.shop.noChat}</aside>`}
${page.focused ? plainHeader(view) : header(view, page)}
<main id="main">${page.body}</main>
${footer(view, page.focused, frame.phones)}
${json('catalogue', catalogueOf(language, { product: (id) => view.page(`product/${id}`), asset: view.asset }))}
${raw(snippet)}
</body>
</html>`
}

function factsOf({ language }: View, { facts }: Page): PageFacts {
  return { language, currency: 'EUR', contact: `mailto:${mailAddress}`, ...facts }
}

/** Data for a script; `<` is written so that no text can end the element. */
function json(id: string, data: unknown): Html {
  const text = JSON.stringify(data).replaceAll('<', '\\u003c')
  return html`<script type="application/json" id="${id}">${raw(text)}</script>`
}

function wordmark(view: View): Html {
  return html`<a class="wordmark" href="${view.page('')}">
<svg viewBox="0 0 28 32" width="28" height="32" aria-hidden="true"><path d="M9 3h10l6 13H3z" fill="#d9a441"/><path d="M14 16v10" stroke="currentColor" stroke-width="2.4"/><path d="M6 28.5c2.7-2 5.3-2 8 0s5.3 2 8 0" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/></svg>
<span>Lamp &amp; Linnen</span></a>`
}

function header(view: View, page: Page): Html {
  const { texts } = view
  const current = page.facts.category?.id
  return html`<header class="header"><div class="wide">
${wordmark(view)}
<nav aria-label="${texts.shop.menu}"><ul>
${categories.map(
  (category) =>
    html`<li><a href="${view.page(`category/${category.id}`)}"${
      category.id === current ? raw(' aria-current="page"') : ''
    }>${category.title[view.language]}</a></li>`,
)}
<li><a href="${view.page('service')}">${texts.shop.service}</a></li>
</ul></nav>
<div class="tools">
${themeButton(view)}
${otherLanguage(view)}
<a class="tool bag" href="${view.page('cart')}">${icon('bag')}<span class="label">${texts.shop.cart}</span><output class="count" data-count="${
    texts.shop.inCart
  }"></output></a>
</div>
</div></header>`
}

function otherLanguage({ language, texts, otherPage }: View): Html {
  const other = language === 'nl' ? 'en' : 'nl'
  const short = other.toUpperCase()
  return html`<a class="tool" href="${otherPage}" hreflang="${other}" lang="${other}" aria-label="${short}, ${texts.shop.otherLanguage}">${short}</a>`
}

function themeButton({ texts }: View): Html {
  return html`<button class="tool" type="button" data-theme-button aria-label="${texts.shop.dark}">${icon('theme')}</button>`
}

function plainHeader(view: View): Html {
  return html`<header class="header plain"><div class="wide">
${wordmark(view)}
<div class="tools"><a class="tool" href="${view.page('cart')}">${icon('left')}${view.texts.cart.title}</a></div>
</div></header>`
}

function footer(view: View, focused: true | undefined, phones: string | false): Html {
  const { shop } = view.texts
  const columns = html`<div class="columns">
<div><p class="name">Lamp &amp; Linnen</p><p>${shop.slogan}</p></div>
<nav aria-label="${shop.collection}"><h2>${shop.collection}</h2><ul>
${categories.map(
  ({ id, title }) =>
    html`<li><a href="${view.page(`category/${id}`)}">${title[view.language]}</a></li>`,
)}
</ul></nav>
<nav aria-label="${shop.help}"><h2>${shop.help}</h2><ul>
<li><a href="${view.page('service')}">${view.texts.service.delivery}</a></li>
<li><a href="${view.page('service')}#returns">${view.texts.service.returns}</a></li>
<li>${chatButton(shop.chat)}</li>
</ul></nav>
<address><h2>Lamp &amp; Linnen</h2><p>${shop.address}</p><p>${shop.hours}</p></address>
</div>`
  return html`<footer class="footer"><div class="wide">
${focused ? '' : columns}
<p class="demo">${shop.demo} <a href="/inbox#/pages">${shop.simulate}</a>${phones ? html` · <a href="${phones}">${shop.phones}</a>` : ''}</p>
</div></footer>`
}

/** Opens the chat where it is; where it is not, the link goes by mail. */
export function chatButton(label: string, look = ''): Html {
  return html`<a class="${look}" href="mailto:${mailAddress}" data-chat>${label}</a>`
}
