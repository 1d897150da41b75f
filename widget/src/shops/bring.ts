/** The widget's own script element, where a plugin or app said what kind of shop this is. */
const script = document.querySelector<HTMLScriptElement>('script[data-store]')

/**
 * Brings what a shop of that kind adds, once somebody does something on the page, the chat opens, or
 * there is a conversation already. The builds for WooCommerce and Shopify append it to the loader.
 */
if (script) {
  const bring = () => void import(script.src.replace('loader.js', 'shop.js')).catch(() => {})
  for (const name of ['pointerdown', 'keydown']) {
    addEventListener(name, bring, { capture: true, once: true })
  }
  window.loods?.('on', 'open', bring)
  try {
    if (localStorage[`loods.${script.dataset.site}`]) addEventListener('load', bring)
  } catch {
    // Without storage nobody has a conversation.
  }
}
