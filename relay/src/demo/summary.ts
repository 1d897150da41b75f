import { html } from 'hono/html'
import type { Html, View } from './view.ts'

/** Rows of amounts that the browser fills in, each named after what it adds to the total. */
export function totals({ texts }: View): Html {
  const { cart } = texts
  return html`<dl class="totals" data-free="${cart.free}">
<div><dt>${cart.subtotal}</dt><dd data-total="subtotal"></dd></div>
<div data-discount hidden><dt>${cart.discount} <span data-code></span></dt><dd data-total="discount"></dd></div>
<div><dt>${cart.delivery}</dt><dd data-total="delivery"></dd></div>
<div class="sum"><dt>${cart.total} <small>${cart.vat}</small></dt><dd data-total="total"></dd></div>
</dl>`
}

/** Lines of a cart that can only be read: in the checkout and after it. */
export function shortLines(): Html {
  return html`<ul class="short-lines" data-lines></ul>
<template data-line><li>
<img data-fill="picture" width="60" height="72" alt="">
<div class="what"><b data-fill="title"></b><span data-fill="variant"></span></div>
<span class="times" data-fill="times"></span>
<span class="amount" data-fill="amount"></span>
</li></template>`
}

/** What is said instead of an empty cart. */
export function emptyCart(view: View): Html {
  const { cart } = view.texts
  return html`<div class="empty" data-when="empty" hidden>
<img src="${view.asset('tas.natural.svg')}" width="200" height="240" alt="">
<div><h1>${cart.empty}</h1><p>${cart.emptyText}</p>
<a class="button" href="${view.page('category/lamps')}">${cart.start}</a></div></div>`
}
