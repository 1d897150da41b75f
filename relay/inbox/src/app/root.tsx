import type { ReadonlySignal } from '@preact/signals'
import { CircleAlert, Store } from 'lucide'
import type { Words } from '../i18n/words.ts'
import { Button } from '../parts/button.tsx'
import { Empty } from '../parts/empty.tsx'
import { type Inbox, InboxContext } from './context.ts'
import { Shell } from './shell.tsx'
import { errorWords } from './toasts.ts'

/** What fills the element: nothing yet, the inbox, or why there is none. */
export type Screen =
  | { name: 'loading' }
  | { name: 'ready'; inbox: Inbox; signIn: () => void }
  | { name: 'failed'; words: Words; error: unknown; retry: () => void }
  | { name: 'no_shop'; words: Words; signOut: (() => void) | undefined }

export function Root({ screen }: { screen: ReadonlySignal<Screen> }) {
  return <div class="inbox">{show(screen.value)}</div>
}

function show(screen: Screen) {
  switch (screen.name) {
    case 'loading':
      return null
    case 'ready':
      return (
        <InboxContext.Provider key={screen.inbox.desk.membership.siteId} value={screen.inbox}>
          <Shell signIn={screen.signIn} />
        </InboxContext.Provider>
      )
    case 'failed':
      return (
        <Empty
          icon={CircleAlert}
          title={screen.words.app.failedTitle}
          hint={errorWords(screen.words, screen.error)}
        >
          <Button kind="main" onClick={screen.retry}>
            {screen.words.app.retry}
          </Button>
        </Empty>
      )
    case 'no_shop':
      return (
        <Empty icon={Store} title={screen.words.app.noShops}>
          {screen.signOut && <Button onClick={screen.signOut}>{screen.words.app.signOut}</Button>}
        </Empty>
      )
  }
}
