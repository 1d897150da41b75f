/** Where a shop is known. */
interface ShopSite {
  /** Origin of the relay, and the shop's key there. */
  relay: string
  site: string
}

/** What this page handed over, and what an earlier page of this tab did: the conversation's id. */
let handed: string | undefined
const markOf = (site: string) => `loods.${site}.kept`

/**
 * Hands what opens this browser's conversation to a page of the relay in this shop, so that it goes on in
 * the chat that Shopify frames in the checkout, where nothing of the shop's own pages can be read. It goes
 * from this page to that one, and over no network, cart or address. What somebody wrote who has logged out
 * since is taken back the same way.
 */
export function keepForCheckout({ relay, site }: ShopSite): void {
  try {
    const account = localStorage[`loods.${site}`] ?? ''
    const { conversationId = '' } = JSON.parse(account || '{}')
    if (conversationId === (handed ?? sessionStorage[markOf(site)] ?? '')) return
    handed = conversationId
    handOver(`${relay}/shopify/keep/${site}`, account, () => {
      sessionStorage[markOf(site)] = conversationId
    })
  } catch {
    // Nothing can be kept here, so the chat in the checkout is a new one.
  }
}

function handOver(page: string, account: string, done: () => void): void {
  const frame = document.createElement('iframe')
  frame.hidden = true
  frame.src = page
  frame.onload = () => {
    frame.contentWindow?.postMessage({ loodsKeep: account }, new URL(page).origin)
    done()
  }
  document.body.append(frame)
}
