import { html } from 'hono/html'
import { chatButton, mailAddress, type Page } from './layout.ts'
import type { Html, View } from './view.ts'

export function servicePage(view: View): Page {
  const { service } = view.texts
  return {
    title: service.title,
    description: service.intro,
    facts: { kind: 'other' },
    body: html`<div class="wide service-page">
<header><h1>${service.title}</h1><p>${service.intro}</p></header>
<div class="two"><div>${delivery(view)}${returns(view)}${questions(view)}</div>${contact(view)}</div>
</div>`,
  }
}

function delivery({ texts }: View): Html {
  const { service } = texts
  return html`<section id="delivery"><h2>${service.delivery}</h2><p>${service.deliveryText}</p>
<table><thead><tr>${service.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${service.rows.map((row) => costRow(row, service.columns))}</tbody></table></section>`
}

function costRow([where, ...cells]: readonly string[], columns: readonly string[]): Html {
  return html`<tr><th scope="row">${where}</th>${cells.map(
    (cell, i) => html`<td data-column="${columns[i + 1]}">${cell}</td>`,
  )}</tr>`
}

function returns({ texts }: View): Html {
  const { service } = texts
  return html`<section id="returns"><h2>${service.returns}</h2>${service.returnsText.map((text) => html`<p>${text}</p>`)}</section>`
}

function questions({ texts }: View): Html {
  const { service } = texts
  return html`<section id="questions"><h2>${service.questions}</h2>
${service.faq.map(([question, answer]) => html`<details><summary>${question}</summary><p>${answer}</p></details>`)}
</section>`
}

function contact(view: View): Html {
  const { service, shop } = view.texts
  return html`<aside class="summary"><h2>${service.contact}</h2><p>${service.contactText}</p>
${chatButton(shop.chat, 'button primary')}
<p><a href="mailto:${mailAddress}">${service.mail} ${mailAddress}</a></p></aside>`
}
