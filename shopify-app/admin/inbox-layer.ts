import { hashNavigation, type MountedInbox, mountInbox } from '../../relay/inbox/src/index.ts'
import type { PageContext } from './page-context.ts'

/** The inbox, which goes on behind the other views once it was opened: its sounds and counts too. */
export interface InboxLayer {
  show(): void
  hide(): void
  go(path: string): void
}

/** @param onShown called when there is something to see */
export function createInboxLayer(
  element: HTMLElement,
  { api, bridge, words, language }: PageContext,
  shopUrl: string,
  onShown: () => void,
): InboxLayer {
  let asked = false
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
    onWaiting: (count) => bridge.title(count > 0 ? words.waiting(count) : words.inbox),
    onSignIn: () => location.reload(),
  })
  return {
    show: () => element.classList.remove('away'),
    hide: () => element.classList.add('away'),
    go: (path) => mounted.go(path),
  }
}
