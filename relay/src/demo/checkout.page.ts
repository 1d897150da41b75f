import { html, raw } from 'hono/html'
import { icon } from './icons.ts'
import type { Page } from './layout.ts'
import {
  countries,
  deliveries,
  type Field,
  type OrderForm,
  type Problem,
  payments,
} from './order.ts'
import { emptyCart, shortLines, totals } from './summary.ts'
import type { Html, View } from './view.ts'

interface Filled {
  readonly view: View
  readonly form: OrderForm
  readonly problems: readonly Problem[]
}

type TextField = 'email' | 'name' | 'phone' | 'postcode' | 'number' | 'street' | 'city'

/** How a field asks a browser or phone to help. */
const helps: Readonly<Record<TextField, string>> = {
  email: 'type="email" autocomplete="email" inputmode="email"',
  name: 'autocomplete="name"',
  phone: 'type="tel" autocomplete="tel" inputmode="tel"',
  postcode: 'autocomplete="postal-code"',
  number: 'autocomplete="off"',
  street: 'autocomplete="street-address"',
  city: 'autocomplete="address-level2"',
}

/**
 * The checkout, empty or as it was sent.
 * @param problems what to put right; each is said beside its field and in a list above the form
 */
export function checkoutPage(view: View, form: OrderForm, problems: readonly Problem[]): Page {
  const { checkout, cart, shop } = view.texts
  const filled = { view, form, problems }
  return {
    title: checkout.title,
    facts: { kind: 'checkout' },
    focused: true,
    body: html`<div class="wide checkout-page" data-checkout data-problems="${problems.map(({ field }) => field).join(',')}">
<noscript><p>${shop.noScript}</p></noscript>
${emptyCart(view)}
<div class="two" data-when="filled" hidden>
<form method="post" novalidate data-order><h1>${checkout.title}</h1>
${problemList(filled)}
<input type="hidden" name="lines"><input type="hidden" name="coupon">
${contact(filled)}${address(filled)}${method(filled)}${payment(filled)}
${terms(filled)}
<button class="button primary" type="submit">${checkout.pay}</button>
<p class="proof">${checkout.proof}</p>
</form>
<aside class="summary"><h2>${cart.summary}</h2>${shortLines()}${totals(view)}</aside>
</div></div>`,
  }
}

function problemList({ view, problems }: Filled): Html | '' {
  if (problems.length === 0) return ''
  const { texts } = view
  return html`<div class="problems" role="alert" tabindex="-1" data-problem-list>${icon('alert')}<div>
<h2>${texts.checkout.problems(problems.length)}</h2>
<ul>${problems.map(({ field, text }) => html`<li><a href="${placeOf(view, field)}">${texts.problem[text]}</a></li>`)}</ul>
<p>${texts.checkout.kept}</p></div></div>`
}

/** Where a problem can be put right: its field, or the cart when it is not on this page. */
function placeOf(view: View, field: Field): string {
  return field === 'lines' || field === 'coupon' ? view.page('cart') : `#${field}`
}

function contact(filled: Filled): Html {
  const { checkout } = filled.view.texts
  return html`<fieldset><legend>${checkout.contact}</legend>
${input(filled, 'email', checkout.email, checkout.emailHint)}
${input(filled, 'name', checkout.name)}
${input(filled, 'phone', checkout.phone, checkout.phoneHint, checkout.optional)}
</fieldset>`
}

function address(filled: Filled): Html {
  const { checkout } = filled.view.texts
  return html`<fieldset class="address"><legend>${checkout.address}</legend>
<p class="field"><label for="country">${checkout.country}</label>
<select id="country" name="country" autocomplete="country"${invalid(filled, 'country')}>
${countries.map(
  (country) =>
    html`<option value="${country}"${filled.form.country === country ? raw(' selected') : ''}>${checkout.countries[country]}</option>`,
)}
</select>${problemOf(filled, 'country')}</p>
${input(filled, 'postcode', checkout.postcode)}
${input(filled, 'number', checkout.number)}
${input(filled, 'street', checkout.street)}
${input(filled, 'city', checkout.city)}
</fieldset>`
}

function method(filled: Filled): Html {
  const { checkout } = filled.view.texts
  const options = deliveries.map((value) => ({ value, words: checkout.methods[value] }))
  return choices(filled, 'delivery', checkout.method, options)
}

function payment(filled: Filled): Html {
  const { checkout } = filled.view.texts
  const options = payments.map((value) => ({ value, words: checkout.payments[value] }))
  return html`${choices(filled, 'payment', checkout.payment, options)}
<p class="field note"><label for="note">${checkout.note} <small>${checkout.optional}</small></label>
<textarea id="note" name="note" rows="3" maxlength="500">${filled.form.note}</textarea></p>`
}

interface Option {
  readonly value: string
  readonly words: readonly string[]
}

function choices(
  filled: Filled,
  field: 'delivery' | 'payment',
  legend: string,
  options: readonly Option[],
): Html {
  const chosen = filled.form[field]
  return html`<fieldset class="options" id="${field}" tabindex="-1"><legend>${legend}</legend>
${options.map(
  ({ value, words }) =>
    html`<label><input type="radio" name="${field}" value="${value}"${
      value === chosen ? raw(' checked') : ''
    }${invalid(filled, field)}><span><b>${words[0]}</b><small>${words[1]}</small></span>${
      field === 'delivery' ? html`<span class="cost" data-cost="${value}"></span>` : ''
    }</label>`,
)}
${problemOf(filled, field)}</fieldset>`
}

function terms(filled: Filled): Html {
  const { view, form } = filled
  return html`<p class="field terms"><label><input type="checkbox" id="terms" name="terms" value="yes"${
    form.terms === 'yes' ? raw(' checked') : ''
  }${invalid(filled, 'terms')}><span>${view.texts.checkout.terms}</span></label>${problemOf(filled, 'terms')}</p>`
}

function input(filled: Filled, field: TextField, label: string, hint = '', extra = ''): Html {
  const describedBy = [hint && `${field}-hint`, hasProblem(filled, field) && `${field}-problem`]
  return html`<p class="field ${field}"><label for="${field}">${label}${extra ? html` <small>${extra}</small>` : ''}</label>
<input id="${field}" name="${field}" value="${filled.form[field]}" maxlength="120" ${raw(helps[field])} aria-describedby="${describedBy
    .filter(Boolean)
    .join(' ')}"${invalid(filled, field)}>
${problemOf(filled, field)}${hint ? html`<small class="hint" id="${field}-hint">${hint}</small>` : ''}</p>`
}

function hasProblem({ problems }: Filled, field: Field): boolean {
  return problems.some((problem) => problem.field === field)
}

function invalid(filled: Filled, field: Field): Html | '' {
  return hasProblem(filled, field) ? raw(' aria-invalid="true"') : ''
}

function problemOf({ view, problems }: Filled, field: Field): Html | '' {
  const problem = problems.find((each) => each.field === field)
  if (!problem) return ''
  return html`<span class="problem" id="${field}-problem">${view.texts.problem[problem.text]}</span>`
}
