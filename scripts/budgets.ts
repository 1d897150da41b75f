const KB = 1024

export interface Budget {
  name: string
  /** Source files of the entries; what they import at once counts too, once. Of several languages the largest. */
  entries: string[]
  /** Folder of the languages that come by themselves; the largest one is counted. */
  languages?: string
  /** Bytes after brotli, quality 11, file by file. */
  brotli: number
  /** Bytes before compression. */
  raw?: number
}

/** What a page may weigh; `npm run check` fails above it. */
export const BUDGETS: Budget[] = [
  {
    name: 'loader, on every page',
    entries: ['widget/src/loader/index.ts'],
    brotli: 2 * KB,
    raw: 9_999,
  },
  {
    name: 'visit, after the page has settled, without triggers',
    entries: ['widget/src/visit/index.ts'],
    brotli: 0.9 * KB + 48,
  },
  {
    name: 'triggers, after the page has settled',
    entries: ['widget/src/triggers/index.ts'],
    brotli: 3 * KB,
  },
  {
    name: 'exit intent, where a trigger waits for it',
    entries: ['widget/src/triggers/signals.ts'],
    brotli: 0.75 * KB,
  },
  {
    name: 'errors, hesitation and rage clicks, where a trigger waits for them',
    entries: ['widget/src/triggers/troubles.ts'],
    brotli: 1 * KB,
  },
  {
    name: 'risk score, where a trigger waits for it',
    entries: ['widget/src/triggers/risk.ts'],
    brotli: 0.75 * KB,
  },
  {
    name: 'manners and prompt, when the moment of a trigger has come',
    entries: ['widget/src/triggers/offers.ts'],
    brotli: 3.375 * KB,
  },
  {
    name: 'WhatsApp and Messenger beside the launcher, where a shop is on them',
    entries: ['widget/src/beside/index.ts'],
    brotli: 1.125 * KB,
  },
  {
    name: 'doctor, for a merchant who tests triggers',
    entries: ['widget/src/doctor/index.tsx'],
    brotli: 8 * KB,
  },
  {
    name: 'loader and opened chat that can send, one language',
    entries: ['widget/src/loader/index.ts', 'widget/src/panel/index.ts'],
    brotli: 16 * KB,
  },
  {
    name: 'inbox, first view',
    entries: ['relay/inbox/src/page.ts', 'relay/inbox/src/index.ts'],
    languages: 'relay/inbox/src/i18n/',
    brotli: 40 * KB,
  },
]
