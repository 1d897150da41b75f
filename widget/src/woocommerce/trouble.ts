import type { LoodsSignal } from '../../types/index.d.ts'
import { withoutPeople } from '../shops/without-people.ts'

/** Milliseconds after an attempt in which an error on the page is about it. */
const ANSWER_WITHIN = 15_000
const MAX_TEXT = 160

const APPLY = '[name=apply_coupon],.wc-block-components-totals-coupon__button'
const ORDER = '#place_order,.wc-block-components-checkout-place-order-button'
const COUPON = '#coupon_code,.wc-block-components-totals-coupon__form input,[name=coupon_code]'
const ERRORS =
  '.woocommerce-error,.wc-block-components-notice-banner.is-error,.is-error .wc-block-components-notice-banner__content,.wc-block-components-validation-error,.coupon-error-notice'

/**
 * Tells of coupons that were refused and of orders that did not go through, in classic pages and in
 * those of blocks: an error that shows up soon after the button was pressed.
 */
export function watchTrouble(tell: (signal: Omit<LoodsSignal, 'id'>) => void): void {
  let stop = () => {}
  const attempt = (make: (error: string) => Omit<LoodsSignal, 'id'>) => {
    stop()
    const before = new Set(errorsNow())
    const watcher = new MutationObserver(() => {
      const error = errorsNow().find((text) => text && !before.has(text))
      if (!error) return
      stop()
      tell(make(error))
    })
    const timer = setTimeout(() => stop(), ANSWER_WITHIN)
    stop = () => {
      watcher.disconnect()
      clearTimeout(timer)
    }
    watcher.observe(document.body, { childList: true, subtree: true, characterData: true })
  }
  document.addEventListener(
    'click',
    ({ target }) => {
      const pressed = (selector: string) => (target as Element | null)?.closest?.(selector)
      if (pressed(APPLY)) {
        const code = couponTyped()
        attempt(() => ({ code: 'coupon_failed', text: code }))
      } else if (pressed(ORDER)) {
        attempt((error) => ({ code: 'checkout_failed', text: error }))
      }
    },
    true,
  )
}

function couponTyped(): string {
  const inputs = [...document.querySelectorAll<HTMLInputElement>(COUPON)]
  return withoutPeople(inputs.find(({ value }) => value)?.value ?? '').slice(0, 60) || '?'
}

function errorsNow(): string[] {
  return [...document.querySelectorAll(ERRORS)].map(({ textContent }) => {
    const text = (textContent ?? '').replace(/\s+/g, ' ').trim()
    return withoutPeople(text).slice(0, MAX_TEXT)
  })
}
