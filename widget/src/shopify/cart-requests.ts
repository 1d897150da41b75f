/** What the shop answered to the page, which asked for its cart to be changed. */
export interface CartAnswer {
  change: CartChange
  ok: boolean
  /** The shop's own words, where it said no. */
  why: string
}

type CartChange = 'add' | 'change' | 'update' | 'clear'

const CART_REQUEST = /\/cart\/(add|change|update|clear)(\.js)?(\?|#|$)/

/** Which change of the cart a request asks for, if any. */
export function cartChange(address: string): CartChange | undefined {
  return CART_REQUEST.exec(address)?.[1] as CartChange | undefined
}

/** The sentence in Shopify's refusal: `{status, message, description}`. */
export function refusal(text: string): string {
  try {
    const { description, message } = JSON.parse(text) as Record<string, unknown>
    return [description, message].find((said) => typeof said === 'string') ?? ''
  } catch {
    return ''
  }
}

interface Page {
  fetch: typeof fetch
  XMLHttpRequest?: { prototype: XMLHttpRequest }
}

/**
 * Listens to what the page itself asks of its cart, because few themes tell of it. The page gets the very
 * answers it would get without us, and nothing it does waits for us.
 */
export function hearCartRequests(page: Page, hear: (answer: CartAnswer) => void): void {
  const { fetch, XMLHttpRequest: { prototype } = {} } = page
  page.fetch = function (this: unknown, ...args) {
    const answer = fetch.apply(this, args)
    const change = cartChange(addressOf(args[0]))
    if (change) answer.then((response) => hearResponse(change, response, hear)).catch(() => {})
    return answer
  }
  if (!prototype) return
  const { open } = prototype
  prototype.open = function (this: XMLHttpRequest, ...args: unknown[]) {
    const change = cartChange(String(args[1]))
    if (change) this.addEventListener('load', () => hear(readRequest(change, this)))
    return open.apply(this, args as Parameters<typeof open>)
  }
}

function addressOf(input: Parameters<typeof fetch>[0]): string {
  return typeof input === 'object' && 'url' in input ? input.url : String(input)
}

async function hearResponse(
  change: CartChange,
  response: Response,
  hear: (answer: CartAnswer) => void,
): Promise<void> {
  const { ok } = response
  // A copy, made before the page reads its own.
  const why = ok ? '' : refusal(await response.clone().text())
  hear({ change, ok, why })
}

function readRequest(
  change: CartChange,
  { status, responseType, responseText, response }: XMLHttpRequest,
): CartAnswer {
  const ok = status < 400
  if (ok) return { change, ok, why: '' }
  const isText = responseType === '' || responseType === 'text'
  return { change, ok, why: refusal(isText ? responseText : JSON.stringify(response)) }
}
