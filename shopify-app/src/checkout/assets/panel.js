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

/** What a link gives away by its address: `/discount/<code>`, as Shopify's own do. @param {URL} url */
function discountIn({ pathname }) {
  const code = pathname.match(/\/discount\/([^/]+)$/)?.[1]
  return code && decodeURIComponent(code)
}

// A checkout that takes discount codes takes this one by itself; any other link opens beside it.
addEventListener(
  'click',
  (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement)
    if (!(link instanceof HTMLAnchorElement) || !link.href) return
    const code = discountIn(new URL(link.href))
    link.target = '_blank'
    if (!code || !document.documentElement.hasAttribute('data-takes-discounts')) return
    event.preventDefault()
    dispatchEvent(new CustomEvent('loods-discount', { detail: code }))
  },
  true,
)
