export interface CustomerRoutes {
  /** WordPress's admin-ajax.php. */
  ajax: string
  /** The plugin's route that signs who is logged in. */
  customer: string
  /** Address of the relay, and the shop's key there. */
  relay: string
  site: string
}

/**
 * Says who is logged in at the shop once the chat is open, with a token the shop signs for ten
 * minutes. Whoever logged out of the shop begins anew.
 */
export function tellCustomer(routes: CustomerRoutes): void {
  let asked = false
  const ask = () => {
    if (asked) return
    asked = true
    tell(routes).catch(() => {
      asked = false
    })
  }
  window.loods?.('on', 'open', ask)
  // Opened while this script was on its way, or told before who it is.
  const chat = document.querySelector('loods-chat')
  if (chat?.hasAttribute('data-open') || localStorage[markOf(routes)]) ask()
}

async function tell(routes: CustomerRoutes): Promise<void> {
  const nonce = await askNonce(routes.ajax)
  if (nonce === undefined) return logOut(routes)
  const answer = await fetch(routes.customer, {
    method: 'POST',
    headers: { 'x-wp-nonce': nonce },
  })
  if (!answer.ok) return
  const { token } = (await answer.json()) as { token: string }
  localStorage[markOf(routes)] = '1'
  window.loods?.('identify', token)
}

/** Only whoever is logged in gets one. It is never in a page, because pages are cached. */
async function askNonce(ajax: string): Promise<string | undefined> {
  const answer = await fetch(`${ajax}?action=rest-nonce`)
  const text = (await answer.text()).trim()
  if (answer.status >= 500) throw new Error('the shop does not answer')
  return answer.ok && /^\w{6,}$/.test(text) ? text : undefined
}

/** The next person at this browser must not read what was said by the one before. */
async function logOut(routes: CustomerRoutes): Promise<void> {
  const { relay, site } = routes
  if (!localStorage[markOf(routes)]) return
  const { secret } = JSON.parse(localStorage[`loods.${site}`] || '{}') as { secret?: string }
  if (secret) {
    const answer = await fetch(`${relay}/widget/v1/${site}/logout`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}` },
    })
    if (!answer.ok && answer.status !== 401) throw new Error('the relay does not answer')
  }
  localStorage.removeItem(markOf(routes))
}

/** Where this browser remembers that the shop said who it is. */
function markOf({ site }: CustomerRoutes): string {
  return `loods.${site}.customer`
}
