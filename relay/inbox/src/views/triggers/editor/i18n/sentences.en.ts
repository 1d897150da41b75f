import type { ConditionType, Device, PageKind } from '@loods/protocol'
import type { TextTest } from '../catalog.ts'

/** Where a shopper is who is on such a page. */
const places: Record<PageKind, string> = {
  home: 'on the home page',
  category: 'on a category page',
  product: 'on a product page',
  cart: 'in the cart',
  checkout: 'at the checkout',
  'thank-you': 'on the thank-you page',
  other: 'on another kind of page',
}

const devices: Record<Device, string> = {
  phone: 'a phone',
  tablet: 'a tablet',
  desk: 'a computer',
}

/** What goes on after "a shopper"; {} is what is asked for, [one|many] goes by its number. */
const phrases: Record<ConditionType, string> = {
  visible_seconds: 'has looked at this page for {} [second|seconds]',
  visit_seconds: 'has been in the shop for {} [second|seconds]',
  idle_seconds: 'has done nothing for {} [second|seconds]',
  scroll_depth: 'has scrolled {} down the page',
  exit_intent: 'is about to leave',
  pages: 'has seen {} [page|pages] in this visit',
  coupon_failed: 'had a coupon refused {} [time|times]',
  field_errors: 'got the same field wrong {} [time|times]',
  hesitation: 'left {} [field|fields] as they were',
  rage_clicks: 'clicked in anger {} [time|times]',
  back_and_forth: 'went back and forth between two pages {} [time|times]',
  risk_score: 'has a chance of {} of leaving without an order',
  cart_value: 'has a cart worth {}',
  cart_items: 'has {} [item|items] in the cart',
  cart: 'has a product in the cart of which name or number {}',
  product: 'looks at a product of which name or number {}',
  page_kind: 'is {}',
  page: 'is on a page of which the address {}',
  element: 'has {} in view',
  event: 'did what your page reports as {}',
  referrer: 'came from a site of which the address {}',
  utm_source: 'came with a utm_source that {}',
  utm_medium: 'came with a utm_medium that {}',
  utm_campaign: 'came with a utm_campaign that {}',
  returning: 'has been here before',
  logged_in: 'is logged in',
  device: 'is on {}',
  language: 'has a browser in {}',
  open: 'comes while you are open',
  online: 'comes while a member is free',
  wait_seconds: 'would wait {} [second|seconds] for an answer',
}

const tests: Record<TextTest, (value: string) => string> = {
  is: (value) => `is “${value}”`,
  contains: (value) => `contains “${value}”`,
  like: (value) => `fits “${value}”`,
  matches: (value) => `fits the expression ${value}`,
}

const names: Record<TextTest, (value: string) => string> = {
  is: (value) => `“${value}”`,
  contains: (value) => `something with “${value}”`,
  like: (value) => `something like “${value}”`,
  matches: (value) => `something that fits the expression ${value}`,
}

/** What describes a trigger. */
export const sentences = {
  places,
  devices,
  phrases,
  tests,
  names,
  atLeast: (amount: string) => `at least ${amount}`,
  /** At most none. */
  no: 'no',
  atMost: (amount: string) => `at most ${amount}`,
  to: 'to',
  between: (least: string, most: string) => `${least} to ${most}`,
  and: 'and',
  or: 'or',
  when: 'When a shopper',
  onAnyPage: 'on any page',
  at: (address: string) => `at ${address}`,
  onAddress: (address: string) => `on ${address}`,
  /** A shopper who only is there. */
  isThere: (where: string) => `is ${where}`,
  either: (conditions: string) => `either ${conditions}`,
  notSo: (conditions: string) => `it is not so that the shopper ${conditions}`,
  reads: (when: string, text: string) => `${when}, they read: ${text}`,
  readsLater: (when: string, seconds: number, text: string) =>
    `${when}, they read ${seconds} ${seconds === 1 ? 'second' : 'seconds'} later: ${text}`,
  noWords: '…',
  /** What differs for each shopper, as it stands in a text. */
  variables: { product: 'product', cart: 'cart value', name: 'name' },
  variants: (count: number) =>
    count === 1 ? 'Or the same in other words.' : `Or the same in one of ${count} other ways.`,
  only: (times: string) => `Only ${times}.`,
  days: (days: string) => `on ${days}`,
  hours: (from: string, to: string) => `from ${from} to ${to}`,
  overMidnight: (from: string, to: string) => `from ${from} until ${to} the next day`,
  start: (day: string) => `from ${day}`,
  end: (day: string) => `until ${day}`,
  whileAway: 'Also while you are away.',
  heldOut: (percent: string) =>
    `${percent} of these visits get nothing, so that you learn what it is worth.`,
  nobodyHeldOut: 'No visit is held out, so nothing will be proven.',
}
export type Sentences = typeof sentences
