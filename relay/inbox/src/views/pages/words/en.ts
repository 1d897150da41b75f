/** English: pages that lose shoppers. */
export const words = {
  pages: {
    title: 'Where visitors leave',
    intro: 'Page by page, beside other pages of the same kind. Nobody is followed.',
    period: 'Period',
    days: (days: number) => `${days} days`,
    download: 'Download as a table',
    loading: 'Loading…',
    views: 'Views',
    bounce: 'Gone at once',
    exit: 'Last page',
    dropOff: 'No further',
    finding: 'What that says',
    few: (count: number) => `only ${count} yet`,
    others: 'All other pages',
    kinds: {
      home: 'home page',
      category: 'category',
      product: 'product',
      cart: 'cart',
      checkout: 'checkout',
      'thank-you': 'thank-you page',
      other: 'other page',
    },
    found: {
      bounce: (rate: string, usual: string) =>
        `${rate} leave at once, on other pages of this kind ${usual}.`,
      exit: (rate: string, usual: string) =>
        `For ${rate} this is the last page, for ${usual} on others of this kind.`,
      dropOff: (rate: string, usual: string) =>
        `${rate} go no further, on others of this kind ${usual}.`,
    },
    lost: (count: number) =>
      count === 1 ? 'That is 1 visit lost.' : `That is ${count} visits lost.`,
    usual: 'No different from other pages of this kind.',
    notYet: (days: number) =>
      days === 0
        ? 'Too few visits to say anything yet.'
        : days === 1
          ? 'Too few visits yet: about a day more.'
          : `Too few visits yet: about ${days} days more.`,
    note: 'The bar is what was measured, its pale part how sure that is, the tick what is usual for this kind of page. Of the pages flagged at most one in ten is flagged wrongly.',
    funnel: 'On the way to an order',
    steps: { product: 'Product', cart: 'Cart', checkout: 'Checkout', order: 'Ordered' },
    leave: (share: string) => `${share} go no further`,
    empty: 'No visits counted yet',
    emptyHint: 'A visit counts once it has been over for half an hour. Look again later.',
    noneOn: {
      phone: 'No visits on a phone in these days',
      tablet: 'No visits on a tablet in these days',
      desk: 'No visits on a computer in these days',
    },
    noneOnHint: 'There were some on other devices: choose one above.',
    off: 'Visits are not counted',
    offHint:
      'It is switched off in the settings. Without counting nobody knows where visitors leave.',
    toSettings: 'Go to the setting',
    dwell: 'How long those who left had stayed',
    medianLeaver: (seconds: number) => `Half of those who left had gone after ${seconds} s.`,
    nobodyLeft: 'Nobody has left here yet.',
    perDay: 'Day by day',
    strip: 'The darker, the more visits were lost in this way that day.',
    seconds: (seconds: number) => `${seconds} s`,
    dayTitle: (date: string, count: number, share: string) => `${date}: ${share} of ${count} lost`,
    dayEmpty: (date: string) => `${date}: no visits`,
  },
}
