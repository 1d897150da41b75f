// @ts-check
/** Runs before the widget: keeps calls until it is there, and keeps links out of the frame. */

const own = /** @type {{ loods?: { (...call: unknown[]): void, q?: unknown[][] } }} */ (
  /** @type {unknown} */ (window)
)
own.loods ??= (...call) => {
  if (own.loods) own.loods.q = [...(own.loods.q ?? []), call]
}

/** The token in the address is for this page alone: what the widget tells of the page leaves it out. */
history.replaceState(history.state, '', location.pathname)

/** What a link gives away by its address: `/discount/<code>`, as Shopify's own do. @param {string} address */
function discountIn(address) {
  const code = URL.canParse(address) && new URL(address).pathname.match(/\/discount\/([^/]+)$/)?.[1]
  return code ? decodeURIComponent(code) : undefined
}

/** Has the checkout take it, where it takes discount codes. @param {string | undefined} code @returns whether it does */
function apply(code) {
  if (!code || !document.documentElement.hasAttribute('data-takes-discounts')) return false
  dispatchEvent(new CustomEvent('loods-discount', { detail: code }))
  return true
}

// What a member gives somebody who is paying is theirs at once.
own.loods('on', 'message', (/** @type {{ detail: { text: string } }} */ { detail }) => {
  for (const [address] of detail.text.matchAll(/https?:\S+/g)) apply(discountIn(address))
})

// Pressed again it is applied again; any other link opens beside the checkout.
addEventListener(
  'click',
  (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement)
    if (!(link instanceof HTMLAnchorElement) || !link.href) return
    link.target = '_blank'
    if (apply(discountIn(link.href))) event.preventDefault()
  },
  true,
)
