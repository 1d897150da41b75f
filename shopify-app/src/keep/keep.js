// @ts-check
/**
 * Keeps, at our own address inside this shop, what opens a shopper's conversation, for the chat that Shopify
 * frames in the checkout: browsers keep apart what a framed page keeps in one shop and in another, and no
 * attribute of a cart, which any app may read, ever has it. Only the shop's own pages may frame this one.
 */

const name = `loods.${document.documentElement.dataset.site}`

/** What a conversation is opened with; an empty text for none. @param {unknown} text */
function isAccount(text) {
  if (typeof text !== 'string' || text.length > 1_000) return false
  try {
    const { conversationId, secret } = JSON.parse(text || '{}')
    return text === '' || (typeof conversationId === 'string' && typeof secret === 'string')
  } catch {
    return false
  }
}

addEventListener('message', ({ data, source }) => {
  if (source !== parent || !isAccount(data?.loodsKeep)) return
  try {
    if (data.loodsKeep) localStorage[name] = data.loodsKeep
    else localStorage.removeItem(name)
  } catch {
    // Nothing may be stored here, so the chat in the checkout is a new one.
  }
})
