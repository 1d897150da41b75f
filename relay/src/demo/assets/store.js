// @ts-check
/** The shopper's cart, kept in this browser and the same in every tab of the shop. */
import { readLines, writeLines } from './cart.js'

/**
 * @typedef {import('./cart.js').Line} Line
 * @typedef {{ code: string, percent: number }} Coupon
 * @typedef {{ lines: string } & import('./cart.js').Terms} PlacedOrder
 */

const CART = 'lamp-linnen.cart'
const COUPON = 'lamp-linnen.coupon'
const ORDER = 'lamp-linnen.order'

/** @returns {Line[]} */
export function loadLines() {
  return readLines(read(CART))
}

/** @param {readonly Line[]} lines */
export function saveLines(lines) {
  write(CART, writeLines(lines))
}

/** @returns {Coupon | undefined} */
export function loadCoupon() {
  const [code, percent] = read(COUPON).split(':')
  return code ? { code, percent: Number(percent) } : undefined
}

/** @param {Coupon | undefined} coupon */
export function saveCoupon(coupon) {
  write(COUPON, coupon ? `${coupon.code}:${coupon.percent}` : '')
}

/** @returns {PlacedOrder | undefined} what was last sent to the shop */
export function loadOrder() {
  const text = read(ORDER)
  return text ? JSON.parse(text) : undefined
}

/** @param {PlacedOrder} order */
export function saveOrder(order) {
  write(ORDER, JSON.stringify(order))
}

/** @param {() => void} changed called when another tab changed the cart */
export function onOtherTab(changed) {
  window.addEventListener('storage', ({ key }) => {
    if (key === CART || key === COUPON) changed()
  })
}

/** @param {string} key */
function read(key) {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

/**
 * @param {string} key
 * @param {string} text
 */
function write(key, text) {
  try {
    if (text) localStorage.setItem(key, text)
    else localStorage.removeItem(key)
  } catch {
    // A browser that refuses storage loses the cart with the page; the shop itself goes on.
  }
}
