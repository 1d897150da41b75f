import apiFetch from '@wordpress/api-fetch'
import { __ } from '@wordpress/i18n'
import { facts } from './facts'
import { showWaiting } from './menu-count'
import { orders } from './orders'
import './inbox.scss'

/** A bearer token of the relay, as the inbox asks for one. */
interface MemberToken {
  token: string
  expiresAt: number
  siteId: string
}

/** What we use of the inbox app; it ships beside this script and is the relay's own. */
interface InboxApp {
  hashNavigation(page: Window): unknown
  mountInbox(
    element: HTMLElement,
    options: {
      relayUrl: string
      getToken(): Promise<MemberToken>
      language: 'nl' | 'en'
      onWaiting(count: number): void
      titleLevel: 2
      navigation: unknown
      shopUrl: string
      onSignIn(): void
      orders?: typeof orders
    },
  ): void
}

/** WordPress signs who we are, the relay gives a token for ten minutes. */
async function getToken(): Promise<MemberToken> {
  const { token } = await apiFetch<{ token: string }>({
    path: '/loods/v1/member-token',
    method: 'POST',
  })
  const answer = await fetch(`${facts.relay}/host/v1/${facts.siteKey}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  if (!answer.ok) throw new Error(await refusalOf(answer))
  return (await answer.json()) as MemberToken
}

async function refusalOf(answer: Response): Promise<string> {
  const body = (await answer.json().catch(() => ({}))) as { error?: { message: string } }
  return body.error?.message ?? __('The chat server cannot be reached just now.', 'loods-live-chat')
}

async function show(element: HTMLElement): Promise<void> {
  const app = (await import(/* webpackIgnore: true */ `${facts.inbox}index.js`)) as InboxApp
  element.replaceChildren()
  // The inbox marks what is the main part of the page, more closely than the frame around it.
  document.getElementById('wpbody')?.removeAttribute('role')
  app.mountInbox(element, {
    relayUrl: facts.relay,
    getToken,
    language: facts.language,
    onWaiting: showWaiting,
    titleLevel: 2,
    navigation: app.hashNavigation(window),
    shopUrl: facts.shopUrl,
    onSignIn: () => location.reload(),
    ...(facts.orders && { orders }),
  })
}

const element = document.getElementById('loods-app')
if (element) void show(element)
