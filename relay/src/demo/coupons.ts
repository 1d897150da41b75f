import type { Language } from '@loods/protocol'
import type { Both } from './products.ts'
import { textsOf } from './texts.ts'

interface Coupon {
  readonly code: string
  /** Off the goods. */
  readonly percent: number
  /** The last day it was good for; absent while it still is. */
  readonly expired?: Both
}

export type CouponAnswer =
  | { readonly outcome: 'accepted'; readonly code: string; readonly percent: number }
  | { readonly outcome: 'expired'; readonly code: string; readonly day: Both }
  | { readonly outcome: 'unknown'; readonly code: string }

/** The first one is offered on the home page. */
export const coupons: readonly [Coupon, ...Coupon[]] = [
  { code: 'WELKOM10', percent: 10 },
  { code: 'HERFST10', percent: 10, expired: { nl: '21 november', en: '21 November' } },
]

/** Looks a discount code up the way people type one: any case, spaces around it. */
export function checkCoupon(typed: string): CouponAnswer {
  const code = typed.trim().toUpperCase().slice(0, 20)
  const coupon = coupons.find((known) => known.code === code)
  if (!coupon) return { outcome: 'unknown', code }
  if (coupon.expired) return { outcome: 'expired', code, day: coupon.expired }
  return { outcome: 'accepted', code, percent: coupon.percent }
}

/** The answer in words for the shopper. */
export function describeCoupon(answer: CouponAnswer, language: Language): string {
  const { coupon } = textsOf(language)
  if (answer.outcome === 'accepted') return coupon.accepted(answer.code, answer.percent)
  if (answer.outcome === 'expired') return coupon.expired(answer.code, answer.day[language])
  return coupon.unknown(answer.code)
}
