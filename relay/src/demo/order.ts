import { type Country, type Delivery, readLines, totalsOf } from './assets/cart.js'
import { catalogueOf, findProduct } from './catalogue.ts'
import { checkCoupon } from './coupons.ts'

export const deliveries = ['home', 'evening', 'pickup'] as const satisfies readonly Delivery[]
export const payments = ['ideal', 'bancontact', 'later'] as const
export const countries = ['NL', 'BE'] as const satisfies readonly Country[]

/** The fields of the checkout, in the order of the page. */
const fields = [
  'lines',
  'coupon',
  'email',
  'name',
  'phone',
  'country',
  'postcode',
  'number',
  'street',
  'city',
  'delivery',
  'payment',
  'note',
  'terms',
] as const

export type Field = (typeof fields)[number]
export type OrderForm = Readonly<Record<Field, string>>

/** A field that keeps the order from being placed, with the name of its text. */
export interface Problem {
  readonly field: Field
  readonly text: Exclude<Field, 'note' | 'postcode'> | 'postcodeNL' | 'postcodeBE'
}

const postcodes = { NL: /^[1-9]\d{3}\s?[a-z]{2}$/i, BE: /^[1-9]\d{3}$/ }

/** An empty checkout, as a shopper first sees it. */
export const emptyForm: OrderForm = readForm({ country: 'NL', delivery: 'home', payment: 'ideal' })

/** Takes the known fields out of a posted form: texts only, without the spaces around them. */
export function readForm(posted: Readonly<Record<string, unknown>>): OrderForm {
  const text = (value: unknown) => (typeof value === 'string' ? value.trim().slice(0, 500) : '')
  return Object.fromEntries(fields.map((field) => [field, text(posted[field])])) as OrderForm
}

/** What still has to be put right, in the order of the page; nothing when the order can be placed. */
export function problemsOf(form: OrderForm): readonly Problem[] {
  return checks
    .filter(({ holds }) => !holds(form))
    .map(({ field, text }) => ({ field, text: textFor(form, text) }))
}

/** What an order that can be placed costs, in cents. */
export function totalOf({ lines, coupon, delivery, country }: OrderForm): number {
  const discount = checkCoupon(coupon)
  const prices = catalogueOf('nl', { product: String, asset: String })
  return totalsOf(readLines(lines), prices, {
    percent: discount.outcome === 'accepted' ? discount.percent : 0,
    delivery: delivery as Delivery,
    country: country as Country,
  }).total
}

interface Check {
  readonly field: Field
  readonly text: Problem['text']
  readonly holds: (form: OrderForm) => boolean
}

const checks: readonly Check[] = [
  check('lines', ({ lines }) => knownLines(lines)),
  check('coupon', ({ coupon }) => coupon === '' || checkCoupon(coupon).outcome === 'accepted'),
  check('email', ({ email }) => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email)),
  check('name', ({ name }) => name.length > 1),
  check('phone', ({ phone }) => phone === '' || /^\+?[\d\s()-]{9,20}$/.test(phone)),
  check('country', ({ country }) => includes(countries, country)),
  { field: 'postcode', text: 'postcodeNL', holds: hasPostcode },
  check('number', ({ number }) => /^\d/.test(number)),
  check('street', ({ street }) => street.length > 1),
  check('city', ({ city }) => city.length > 1),
  check('delivery', canDeliver),
  check('payment', ({ payment }) => includes(payments, payment)),
  check('terms', ({ terms }) => terms === 'yes'),
]

function check(field: Exclude<Field, 'note' | 'postcode'>, holds: Check['holds']): Check {
  return { field, text: field, holds }
}

function textFor({ country }: OrderForm, text: Problem['text']): Problem['text'] {
  return text === 'postcodeNL' && country === 'BE' ? 'postcodeBE' : text
}

function hasPostcode({ country, postcode }: OrderForm): boolean {
  return (country === 'BE' ? postcodes.BE : postcodes.NL).test(postcode)
}

function canDeliver({ country, delivery }: OrderForm): boolean {
  return includes(deliveries, delivery) && !(delivery === 'evening' && country === 'BE')
}

function knownLines(text: string): boolean {
  const lines = readLines(text)
  return lines.length > 0 && lines.every(({ sku }) => isArticle(sku))
}

function isArticle(sku: string): boolean {
  const [id = '', variant] = sku.split('.')
  return findProduct(id)?.variants.some((known) => known.id === variant) ?? false
}

function includes(list: readonly string[], value: string): boolean {
  return list.includes(value)
}
