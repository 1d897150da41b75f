import { shopifyPage, shopRoot } from './page.ts'

/** A part of the page that a theme says it draws anew when its cart changes. */
interface CartPart {
  /** Of its element, or of its section where `section` names no other. */
  id: string
  section?: string
  selector?: string
}

/** Drawers and notices of Shopify's own themes, and of the many that are made of them. */
type CartElement = HTMLElement & { getSectionsToRender?(): CartPart[] }

/** Sections drawn at once; Shopify refuses more. */
const MAX_SECTIONS = 5

/**
 * Puts a variant into the cart and has the page show it: by the theme's own action where it has one, else
 * by the Ajax API, with the parts of the page that show a cart drawn anew.
 * @returns where the cart is to be seen, in the page's language
 * @throws where the shop says no, such as of what was sold meanwhile
 */
export async function addToCart(variantId: string, quantity: number): Promise<{ cartUrl: string }> {
  await put(variantId, quantity)
  return { cartUrl: `${shopRoot()}cart` }
}

async function put(variantId: string, quantity: number): Promise<void> {
  const act = shopifyPage().actions?.updateCart
  if (act && !act.isDefault()) {
    const merchandiseId = `gid://shopify/ProductVariant/${variantId}`
    const { userErrors } = await act({ lines: [{ merchandiseId, quantity }] })
    if (userErrors?.[0]) throw new Error(userErrors[0].message)
    return
  }
  const parts = partsOf(document).slice(0, MAX_SECTIONS)
  const answer = await fetch(`${shopRoot()}cart/add.js`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      items: [{ id: variantId, quantity }],
      sections: parts.map(sectionOf),
    }),
  })
  if (!answer.ok) throw new Error(`the shop answered ${answer.status}`)
  const { sections = {} } = (await answer.json()) as { sections?: Record<string, string | null> }
  drawAnew(parts, sections)
  // What themes that draw their cart by themselves take from apps; neither says more than its name.
  for (const name of ['cart:refresh', 'cart:build']) {
    document.documentElement.dispatchEvent(new CustomEvent(name, { bubbles: true }))
  }
}

function partsOf(page: Document): CartPart[] {
  const elements = [...page.querySelectorAll<CartElement>('cart-drawer,cart-notification')]
  try {
    return elements.flatMap((element) => element.getSectionsToRender?.() ?? [])
  } catch {
    // It is a theme that gives these names another meaning.
    return []
  }
}

function sectionOf({ id, section }: CartPart): string {
  return section ?? id
}

/** As the theme does, but without opening anything: the shopper is in the chat. */
function drawAnew(parts: CartPart[], sections: Record<string, string | null>): void {
  for (const part of parts) {
    const html = sections[sectionOf(part)]
    const selector = part.selector ?? `#${CSS.escape(part.id)}`
    const element = document.querySelector(selector)
    if (!html || !element) continue
    const drawn = new DOMParser().parseFromString(html, 'text/html')
    const fresh = drawn.querySelector(part.selector ?? '.shopify-section')
    if (!fresh) continue
    element.replaceChildren(...fresh.childNodes)
    element.closest('.is-empty')?.classList.remove('is-empty')
  }
}
