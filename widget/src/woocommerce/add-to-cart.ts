/**
 * Puts a product into the cart as the shop's own buttons do (Store API), and has the page show it.
 * @param store address of the Store API's cart, with or without pretty permalinks
 * @throws where the shop says no, such as of what was sold meanwhile
 */
export async function addToCart(store: string, id: string, quantity: number): Promise<void> {
  const nonce = await askNonce(store)
  const answer = await fetch(`${store}/add-item`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', nonce },
    body: JSON.stringify({ id: Number(id), quantity }),
  })
  if (!answer.ok) throw new Error(`the shop answered ${answer.status}`)
  tellPage()
}

/** Comes with every answer about the cart; never in a page, because pages are cached. */
async function askNonce(store: string): Promise<string> {
  const answer = await fetch(`${store}${store.includes('?') ? '&' : '?'}_fields=items_count`)
  return answer.headers.get('nonce') ?? ''
}

/** Blocks and classic themes each hear of it in their own way; ours listens to the first. */
function tellPage(): void {
  document.body.dispatchEvent(
    new CustomEvent('wc-blocks_added_to_cart', {
      bubbles: true,
      detail: { preserveCartData: false },
    }),
  )
  const { jQuery } = window as { jQuery?: (target: unknown) => { trigger(event: string): void } }
  jQuery?.(document.body).trigger('wc_fragment_refresh')
}
