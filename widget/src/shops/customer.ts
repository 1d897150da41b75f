/** Where a shop is known. */
export interface ShopSite {
  /** Origin of the relay, and the shop's key there. */
  relay: string
  site: string
}

/**
 * Asks the shop for a token that says who is logged in.
 * @returns undefined where nobody is
 * @throws where it is not known
 */
export type AskToken = () => Promise<string | undefined>

/**
 * Says who is logged in at the shop once the chat is open, with a token the shop signs for ten
 * minutes. Whoever logged out of the shop begins anew.
 */
export function tellCustomer(shop: ShopSite, askToken: AskToken): void {
  let asked = false
  const ask = () => {
    if (asked) return
    asked = true
    tell(shop, askToken).catch(() => {
      asked = false
    })
  }
  window.loods?.('on', 'open', ask)
  // Opened while this script was on its way, or told before who it is.
  const chat = document.querySelector('loods-chat')
  if (chat?.hasAttribute('data-open') || localStorage[markOf(shop)]) ask()
}

async function tell(shop: ShopSite, askToken: AskToken): Promise<void> {
  const token = await askToken()
  if (token === undefined) return logOut(shop)
  localStorage[markOf(shop)] = '1'
  window.loods?.('identify', token)
}

/** The next person at this browser must not read what was said by the one before. */
async function logOut(shop: ShopSite): Promise<void> {
  const { relay, site } = shop
  if (!localStorage[markOf(shop)]) return
  const { secret } = JSON.parse(localStorage[`loods.${site}`] || '{}') as { secret?: string }
  if (secret) {
    const answer = await fetch(`${relay}/widget/v1/${site}/logout`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}` },
    })
    if (!answer.ok && answer.status !== 401) throw new Error('the relay does not answer')
  }
  localStorage.removeItem(markOf(shop))
}

/** Where this browser remembers that the shop said who it is. */
function markOf({ site }: ShopSite): string {
  return `loods.${site}.customer`
}
