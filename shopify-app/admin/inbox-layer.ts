import { hashNavigation, type MountedInbox, mountInbox } from '../../relay/inbox/src/index.ts'
import type { PageContext } from './page-context.ts'
import { SCOPES } from './scopes.ts'

/** The inbox, which goes on behind the other views: its sounds and counts too. */
export interface InboxLayer {
  /** Resolves once there is something to see. */
  drawn: Promise<void>
  setShown(shown: boolean): void
  /** Where who has waited longest is. */
  longest(): string | undefined
  go(path: string): void
}

/** @param onWaiting called with how many shoppers wait for an answer */
export function createInboxLayer(
  element: HTMLElement,
  { api, bridge, language }: PageContext,
  shopUrl: string,
  onWaiting: (count: number) => void,
): InboxLayer {
  let asked = false
  const { promise: drawn, resolve: onShown } = Promise.withResolvers<void>()
  const navigation = hashNavigation(window)
  navigation.path.subscribe((path) => element.classList.toggle('in-chat', path.includes('/c/')))
  const mounted: MountedInbox = mountInbox(element, {
    relayUrl: '',
    // What we have serves the inbox too; when it asks again, that one is no good any more.
    async getToken() {
      const fresh = asked
      asked = true
      return api.token(fresh)
    },
    language,
    theme: 'light',
    shopUrl,
    navigation,
    onShown,
    onWaiting,
    allow: (what) => bridge.request(SCOPES[what]),
    onSignIn: () => location.reload(),
  })
  return {
    drawn,
    setShown: mounted.setShown,
    longest: mounted.longest,
    // The address has it already.
    go: (path) => navigation.go(path, true),
  }
}
