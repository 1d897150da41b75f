import { html } from 'hono/html'
import { MAX_QUANTITY } from './assets/cart.js'
import { icon } from './icons.ts'
import type { Page } from './layout.ts'
import { emptyCart, totals } from './summary.ts'
import type { Html, View } from './view.ts'

/** The cart is kept in the browser, so the page brings the forms and the browser fills them. */
export function cartPage(view: View): Page {
  const { cart, shop } = view.texts
  return {
    title: cart.title,
    facts: { kind: 'cart' },
    body: html`<div class="wide cart-page" data-cart>
<noscript><p>${shop.noScript}</p></noscript>
${emptyCart(view)}
<div class="two" data-when="filled" hidden>
<section><h1>${cart.title}</h1><ul class="lines" data-lines></ul>${line(view)}
<a class="onwards" href="${view.page('')}">${cart.onwards}</a></section>
<aside class="summary"><h2>${cart.summary}</h2>
${freeDelivery(view)}${coupon(view)}${totals(view)}
<a class="button primary" href="${view.page('checkout')}">${cart.toCheckout}</a>
</aside></div></div>`,
  }
}

function line({ texts }: View): Html {
  const { cart, product } = texts
  return html`<template data-line><li>
<a class="picture" data-link tabindex="-1" aria-hidden="true"><img data-fill="picture" width="100" height="120" alt=""></a>
<div class="what"><a data-link><b data-fill="title"></b></a><span data-fill="variant"></span><small><span data-fill="price"></span> ${cart.each}</small></div>
<div class="stepper">
<button type="button" data-step="-1" aria-label="${product.less}">${icon('minus')}</button>
<input type="number" inputmode="numeric" min="0" max="${MAX_QUANTITY}" aria-label="${product.quantity}" data-quantity>
<button type="button" data-step="1" aria-label="${product.more}">${icon('plus')}</button>
</div>
<span class="amount" data-fill="amount"></span>
<button class="remove" type="button" data-remove>${cart.remove}</button>
</li></template>`
}

function freeDelivery({ texts }: View): Html {
  return html`<div class="free" data-free-delivery="${texts.cart.toFree}" data-is-free="${texts.cart.isFree}">
<p></p><progress max="100" value="0" aria-hidden="true"></progress></div>`
}

function coupon(view: View): Html {
  const { cart } = view.texts
  return html`<form class="coupon" data-coupon="${view.page('coupons')}" data-failed="${cart.couponFailed}">
<label for="coupon">${cart.coupon}</label>
<div class="row"><input id="coupon" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="20" required aria-describedby="coupon-said">
<button class="button" type="submit">${cart.apply}</button></div>
<p id="coupon-said" role="status"></p>
<button class="remove" type="button" data-remove-coupon hidden>${cart.removeCoupon}</button>
</form>`
}
