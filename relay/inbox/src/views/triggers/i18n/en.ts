import type { Manners } from '@loods/protocol'

/** Each of the manners as a sentence around its number. */
const said: Record<keyof Manners, (value: number) => [before: string, after: string]> = {
  perVisit: (count: number) => [
    'At most',
    count === 1 ? 'offer in a visit.' : 'offers in a visit.',
  ],
  perWeek: () => ['Who takes offers up gets at most', 'in seven days.'],
  early: () => ['Nothing in the first', 'seconds of a visit.'],
  cartPause: () => ['Nothing until', 'seconds after something went into the cart.'],
  sameClosed: (days: number) => [
    'Who closes an offer does not get the same one for',
    days === 1 ? 'day.' : 'days.',
  ],
  anyClosed: (days: number) => ['And no other one for', days === 1 ? 'day.' : 'days.'],
  longWait: () => ['None while the wait for an answer is above', 'seconds.'],
}

/** English: what the list of triggers says. */
export const words = {
  title: 'Triggers',
  intro: 'A short question at the right moment, where shoppers get stuck or leave.',
  byItself: (pages: string) => `Started by itself: ${pages}.`,
  toProposals: 'Look at it or take it back',
  none: 'No help is offered yet',
  noneHint: 'Begin with one of these; you can change every word.',
  add: 'New trigger',
  change: 'Change',
  remove: 'Remove',
  removeTitle: 'Remove this trigger?',
  removeText: 'Shoppers no longer get it. Conversations that began with it stay.',
  gone: 'This trigger is no longer there',
  goneHint: 'Perhaps somebody removed it.',
  toList: 'To the triggers',
  readOnly: 'Owners and admins make and change triggers.',
  results: 'Results',
  download: 'Download as table',
  verdicts: {
    together: 'All triggers together',
    togetherHint:
      'A visit of theirs that was held out gets nothing. The difference between both is what offering help brings.',
    earns: (mean: string, low: string, high: string) =>
      `Earns ${mean} per visit, between ${low} and ${high}`,
    moreOrders: (mean: string, low: string, high: string) =>
      `Brings ${mean} orders more per 100 visits, between ${low} and ${high}; in money it is not sure yet`,
    harms: 'Harms: fewer shoppers order. Switch it off',
    harmed: 'Harmed: fewer shoppers ordered',
    paused: {
      harms: 'Harms: paused, fewer shoppers ordered',
      closed: 'Paused: more than two in five shoppers closed it',
    },
    pausedHint: 'Change it, or switch it on again: then another trial begins.',
    variants: 'Ways to say it',
    way: 'What is said',
    share: 'Share now',
    chosenBy: {
      accepted:
        'The way that more shoppers take up is shown more, day by day; once there are 50 orders, orders decide. That chooses between texts and proves nothing.',
      ordered:
        'The way that brings more orders is shown more, day by day. That chooses between texts and proves nothing.',
    },
    mismatch: 'Cannot say: visits did not go to the two groups as planned',
    notYet: (days: number) =>
      days === 1 ? 'Not proven yet: about 1 day more' : `Not proven yet: about ${days} days more`,
    longWait: 'Not proven yet: at this pace not within a year',
    nobodyYet: 'Not proven yet: its moment has not come in any visit',
    blind: 'No visits are held out: nothing is proven',
    nothingKnown: 'Too few visits to say anything.',
    chart: (name: string, mean: string, low: string, high: string) =>
      `${name}: ${mean}, between ${low} and ${high}`,
    arms: 'What became of the visits in which its moment came',
    offered: 'Offered help',
    heldOut: 'Held out',
    eligible: 'Its moment came',
    shown: 'Shown',
    closed: 'Closed',
    accepted: 'Accepted',
    replied: 'Wrote back',
    bounced: 'Left without touching anything',
    addedToCart: 'Put something in the cart',
    ordered: 'Ordered',
    revenue: 'Revenue per visit',
    ordersDifference: 'Orders more or less per 100 visits',
    revenueDifference: 'Revenue more or less per visit',
    ripening: (count: string) =>
      `${count} visits are too young: an order of theirs may still come, so they are not counted yet.`,
    suppressed: 'When it kept still',
    reasons: {
      acted: 'The shopper had chatted already',
      prompted: 'Another offer was shown in this visit',
      closed: 'The shopper closed one lately',
      often: 'The shopper took up enough of them this week',
      early: 'The visit had just begun',
      hidden: 'Nobody would have seen it',
      paying: 'The shopper was paying',
      typing: 'The shopper was typing',
      cart: 'Something had just gone into the cart',
      covered: 'A window of the shop lay over it',
      away: 'You were away',
      busy: 'The wait was too long',
    },
  },
  manners: {
    title: 'Manners',
    intro: 'What keeps offers from annoying anybody, whatever a trigger waits for.',
    change: 'Change manners',
    said,
    always: [
      'None while somebody types or pays, and none over a window of your shop.',
      'In the checkout only when somebody is stuck.',
      'None to somebody who chatted with you in this visit.',
      'It never takes the keyboard, and nothing on the page moves.',
    ],
    loose: (recommended: number) => `looser than the recommended ${recommended}`,
    back: 'Back to what is recommended',
    saved: 'Manners saved',
    looseTitle: 'Looser than recommended?',
    looseText:
      'More and earlier offers mean more shoppers who close them, and some who leave. Watch what your triggers are worth after this.',
    looseAction: 'Save looser manners',
  },
}
