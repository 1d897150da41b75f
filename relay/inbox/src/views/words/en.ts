import { words as channel } from '../channel/words/en.ts'
import { words as composer } from '../composer/words/en.ts'
import { words as context } from '../context/words/en.ts'
import { words as conversation } from '../conversation/words/en.ts'
import { words as deliveries } from '../deliveries/words/en.ts'
import { words as firstRun } from '../first-run/words/en.ts'
import { words as pages } from '../pages/words/en.ts'
import { words as visitors } from '../visitors/words/en.ts'
/** English: what the views that follow say. */
export const words = {
  ...composer,
  ...context,
  ...conversation,
  ...deliveries,
  ...firstRun,
  ...pages,
  ...visitors,
  channel,
  search: {
    title: 'Search',
    placeholder: 'Words, a name, an e-mail address',
    label: 'Search in messages and contacts',
    hint: 'Type at least two letters. The beginning of a word is enough.',
    none: (text: string) => `Nothing found for “${text}”`,
    noneHint: 'Try fewer or other words.',
    failed: 'Searching did not work.',
    results: (count: number) => (count === 1 ? '1 result' : `${count} results`),
  },
  account: {
    waiting: (count: number) => (count === 1 ? '1 shopper waits' : `${count} shoppers wait`),
    shopIs: 'Your shop is',
    open: 'Open',
    away: 'Away',
    theme: 'Look',
    themes: { auto: 'Automatic', light: 'Light', dark: 'Dark' },
    sound: 'Sound when somebody waits',
    coach: 'Tips while you write',
  },
  shortcuts: {
    on: 'Use single letters as shortcuts',
    title: 'Keyboard shortcuts',
    next: 'Next conversation',
    previous: 'Previous conversation',
    reply: 'Write a reply',
    note: 'Write a note',
    quote: 'Reply to the newest message (WhatsApp, Messenger)',
    finish: 'Finish',
    snooze: 'Put off',
    assign: 'Assign',
    take: 'Take it yourself',
    search: 'Search',
    details: 'Show or hide details',
    lists: 'Go to a list',
    help: 'This help',
    leave: 'Leave the text, close what is open',
    canned: 'Canned replies, in a reply',
    mention: 'Mention somebody, in a note',
  },
}
