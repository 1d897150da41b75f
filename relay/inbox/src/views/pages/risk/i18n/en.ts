import type { RiskReport } from '@loods/protocol'
import type { RiskFeature } from '@loods/protocol/risk'

export const words = {
  title: 'Chance that a visit ends without an order',
  intro:
    'Each night Loods learns from your own visits how likely a shopper is to leave without an order. A trigger can wait for it.',
  states: {
    on: 'In use',
    few: 'Not visits enough yet',
    useless: 'Not used: it says too little',
    uncalibrated: 'Not used: it is off too often',
    off: 'Visits are not counted',
  } satisfies Record<RiskReport['state'], string>,
  waits: 'A trigger that waits for this chance does nothing until then.',
  first: 'Loods looks at your visits for the first time within ten minutes of counting them.',
  missing: (visits: string, orders: string) =>
    `About ${visits} more visits and ${orders} more orders that your shop confirms are needed.`,
  missingVisits: (visits: string) => `About ${visits} more visits are needed.`,
  missingOrders: (orders: string) =>
    `About ${orders} more orders that your shop confirms are needed.`,
  useless:
    'What shoppers do in your shop does not tell yet who will order: one number for all of them is as good. Loods tries again each night.',
  uncalibrated:
    'What Loods foretold of your newest visits and what then happened are too far apart. Loods tries again each night.',
  judged: (visits: string, orders: string) =>
    `Held against your ${visits} newest visits, ${orders} of them with an order, which it was not learnt from.`,
  auc: (share: string) =>
    `Of two visits, one with an order and one without, Loods gives the right one the higher chance of leaving in ${share} of cases. Guessing gives 50%.`,
  spread: (low: string, middle: string) =>
    `At one moment in ten the chance is below ${low}, at half of them above ${middle}. Choose the limit of a trigger by that.`,
  chart: 'Foretold and seen',
  chartNote:
    'Each dot is about a tenth of all moments. On the line, what was foretold is what happened.',
  foretold: 'foretold',
  seen: 'seen',
  dot: (foretold: string, seen: string) => `Foretold ${foretold}, seen ${seen}`,
  effects: 'What it goes by',
  effectsNote: 'Each by itself, with everything else the same; the strongest first.',
  leaves: 'Leaves sooner',
  orders: 'Orders sooner',
  features: {
    pages: 'more pages',
    productPages: 'more product pages',
    listPages: 'more categories',
    otherPages: 'more other pages',
    cartPages: 'has seen the cart',
    seconds: 'longer in the shop',
    productSeconds: 'longer at products',
    secondsPerPage: 'longer on each page',
    secondsHere: 'longer on this page',
    checkout: 'has been to the checkout',
    added: 'has put something in the cart',
    phone: 'on a phone',
    weekend: 'at the weekend',
  } satisfies Record<RiskFeature, string>,
  learnt: (when: string, next: string) => `Updated ${when}; next time ${next}.`,
}
