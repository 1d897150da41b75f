import { html } from 'hono/html'
import { icon } from './icons.ts'
import { chatButton, type Page } from './layout.ts'
import { shortLines, totals } from './summary.ts'
import type { View } from './view.ts'

/**
 * @param reference the order's number, such as `LL-7K3QX9`
 * @param order how the chat knows it
 */
export function thankYouPage(view: View, reference: string, order?: string): Page {
  const { thanks, shop } = view.texts
  return {
    title: thanks.title,
    facts: { kind: 'thank-you', ...(order && { order }) },
    body: html`<div class="wide thanks-page" data-thanks="${reference}">
<div class="two">
<section><span class="done">${icon('check')}</span><h1>${thanks.title}</h1>
<p class="reference">${thanks.reference} <b>${reference}</b></p>
<p>${thanks.intro}</p>
<ol class="steps">${thanks.steps.map(([when, what]) => html`<li><b>${when}</b><span>${what}</span></li>`)}</ol>
<p class="question">${thanks.question} ${chatButton(shop.chat)}</p>
<a class="button" href="${view.page('')}">${thanks.onwards}</a></section>
<aside class="summary" data-when="filled" hidden><h2>${thanks.ordered}</h2>${shortLines()}${totals(view)}</aside>
</div></div>`,
  }
}
