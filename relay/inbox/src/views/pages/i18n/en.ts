/** English: what proposals and page rules say. */
export const words = {
  title: 'Proposals',
  intro:
    'Pages where more visits strand than usual, each with an offer of help that is ready to go.',
  on: { phone: 'On a phone', tablet: 'On a tablet', desk: 'On a computer' },
  pagesOf: {
    home: 'other home pages',
    category: 'other category pages',
    product: 'other product pages',
    cart: 'other carts',
    checkout: 'other checkout pages',
    'thank-you': 'other thank-you pages',
    other: 'other pages',
  },
  lose: {
    bounce: (on: string, hits: string, n: string) =>
      `${on}, ${hits} of ${n} visits leave here at once`,
    exit: (on: string, hits: string, n: string) =>
      `${on}, this was the last page ${hits} out of ${n} times`,
    dropOff: (on: string, hits: string, n: string) =>
      `${on}, ${hits} of ${n} visits go no further here`,
  },
  beside: (pages: string, usual: string, lost: string) =>
    `; on ${pages} that is ${usual}, so about ${lost} visits are lost here.`,
  also: (on: string) => `${on} too.`,
  both: 'The offer is for all of these devices.',
  moment: {
    visible: (seconds: number, reach: string) =>
      `After ${seconds} s of looking: ${reach} of those who leave are still there then.`,
    leaving: (median: number, reach: string) =>
      `Half of those who leave are gone after ${median} s, and we say nothing in the first seconds of a visit. A message in time is too late here. What can work: offering help when somebody who stays longer (${reach}) is about to go. And look at the page itself: what do people see in those first seconds?`,
    gone: (median: number) =>
      `Half of those who leave are gone after ${median} s, and we say nothing in the first seconds of a visit. Hardly any of them stay that long, so a message helps little here. Look at the page itself: what do people see in those first seconds? This offer comes when somebody who does stay is about to go.`,
    stuck:
      'Only when somebody is stuck: a code that does not work, errors in a field, hesitating, or standing still for long.',
  },
  says: 'What we say then',
  holdOut: 'One in five visits sees nothing, so that later you know what it brings.',
  chart: {
    rate: (name: string, rate: string, usual: string) => `${name}: ${rate}, usual is ${usual}`,
    usual: (usual: string) => `usual ${usual}`,
    legend: 'Bar: what was measured. Pale: how sure that is. Tick: what is usual.',
    moment: (seconds: number) => `Line: our message, at ${seconds} s.`,
    median: (seconds: number) => `Dashes: half are gone, at ${seconds} s.`,
  },
  accept: 'Switch this on',
  dismiss: 'Not on this page',
  readOnly: 'Owners and admins switch proposals on.',
  accepted: 'This offer of help is on.',
  dismissed: 'This page is not proposed any more.',
  undo: 'Undo',
  undone: 'That was undone.',
  none: 'No page stands out that has no offer of help yet.',
  notYet: (days: number) =>
    days === 1
      ? 'Too few visits yet: about a day more until something is known of the next page.'
      : `Too few visits yet: about ${days} days more until something is known of the next page.`,
  all: (count: number) => `Show all ${count} proposals`,
  hidden: (count: number) => (count === 1 ? '1 page hidden' : `${count} pages hidden`),
  restore: 'Propose again',
  started: 'From proposals',
  startedAt: (date: string, automatic: boolean) =>
    automatic ? `started by itself on ${date}` : `switched on on ${date}`,
  off: 'is off',
  show: 'Show',
  takeBack: 'Take back',
  automatic: 'Let proposals start by themselves',
  automaticHint:
    'At most one a day, and three at a time that have not proven themselves; from 100 visits on; on checkout pages only when somebody is stuck; and never again where somebody of your team switched one off or removed it. You see them here and with the triggers, and can take each back.',
  rules: {
    change: 'Count differently',
    done: 'Done',
    choose: (page: string) => `Choose ${page}`,
    chosen: (count: number) => (count === 1 ? '1 page chosen' : `${count} pages chosen`),
    pick: 'Choose pages in the table.',
    merge: 'Count as one',
    split: 'Count by itself',
    mergeTitle: 'Count these pages as one',
    splitTitle: 'Count these pages by themselves',
    pattern: 'Pages',
    patternHint:
      'A path; * stands for anything. Without language: /nl and /en count as the same page.',
    name: 'Name they get',
    nameHint: 'Begins with /',
    catches: (count: number, all: number) =>
      count === 0
        ? `Of the ${all} pages that were counted, none fits yet.`
        : `Fits ${count} of the ${all} pages that were counted:`,
    more: (count: number) => `and ${count} more`,
    fromNow:
      'This holds for visits from now on. What was counted stays under the old names until it is too old to be shown.',
    together:
      'What was counted as one cannot be taken apart any more. From now on each of these pages counts under its own name.',
    save: 'Save',
    saved: 'Pages are counted this way from now on.',
    list: 'How pages are counted',
    merged: (pattern: string, name: string) => `${pattern} counts as ${name}`,
    apart: (pattern: string) => `${pattern} counts by itself`,
    remove: (rule: string) => `Remove: ${rule}`,
    noRules: 'Every page counts under its own address, without language and numbers.',
    languages: 'Languages in addresses',
    languagesHint:
      'First parts of addresses that are a language, such as nl or en-gb, with spaces between.',
    badLanguage: (word: string) => `“${word}” is not a language such as nl or en-gb.`,
    full: 'There are fifty of these rules already. Remove one first.',
  },
}
