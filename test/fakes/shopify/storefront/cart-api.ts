import { toJson } from '../json.ts'
import type { Shop } from '../world/shop.ts'
import { addLine, type Cart, CartRefusal, cartView, lineView, setQuantity } from './carts.ts'

/** Sections rendered with one answer; Shopify refuses more. */
const MAX_SECTIONS = 5

export interface CartCall {
  shop: Shop
  cart: Cart
  /** Renders a section of the theme as the page that asks would show it; null where there is none. */
  section(name: string): Promise<string | null>
}

type Given = Record<string, unknown>

/** Answers `/cart.js` and `/cart/<change>.js`; without `.js` a form was sent, and the cart's page follows. */
export async function answerCart(
  call: CartCall,
  path: string,
  request: Request,
): Promise<Response> {
  const { shop, cart } = call
  if (path === '/cart.js') return json(200, cartView(shop, cart))
  const [, change = '', isAjax] = /^\/cart\/(\w+)(\.js)?$/.exec(path) ?? []
  const given = await readGiven(request)
  const wanted = sectionsIn(given)
  if (wanted.length > MAX_SECTIONS) return json(400, { status: 400, message: 'too many sections' })
  try {
    const body = apply(shop, cart, change, given)
    if (!isAjax) return new Response(null, { status: 302, headers: { location: '/cart' } })
    const sections = await Promise.all(
      wanted.map(async (name) => [name, await call.section(name)] as const),
    )
    return json(200, wanted.length > 0 ? { ...body, sections: Object.fromEntries(sections) } : body)
  } catch (error) {
    if (!(error instanceof CartRefusal)) throw error
    const { status, message } = error
    return json(status, { status, message: 'Cart Error', description: message })
  }
}

function apply(shop: Shop, cart: Cart, change: string, given: Given): object {
  switch (change) {
    case 'add':
      return add(shop, cart, given)
    case 'change':
      setQuantity(cart, String(given.id ?? idAt(cart, given.line)), Number(given.quantity))
      break
    case 'update':
      update(cart, given)
      break
    case 'clear':
      cart.lines = []
      break
    default:
      throw new CartRefusal(404, 'Not Found')
  }
  return cartView(shop, cart)
}

/** One thing is answered with its line, several with a list. */
function add(shop: Shop, cart: Cart, given: Given): object {
  const one = (it: Given) => {
    const { id, quantity = 1, properties } = it
    const wanted = { id: String(id), quantity: Number(quantity) }
    return addLine(shop, cart, { ...wanted, properties: Object(properties ?? {}) })
  }
  if (!Array.isArray(given.items)) return lineView(one(given))
  return { items: given.items.map((it) => lineView(one(Object(it)))) }
}

function update(cart: Cart, { attributes, updates, note, discount }: Given): void {
  Object.assign(cart.attributes, attributes)
  for (const [name, value] of Object.entries(cart.attributes)) {
    if (!value) delete cart.attributes[name]
  }
  for (const [id, quantity] of Object.entries(Object(updates ?? {}))) {
    setQuantity(cart, id, Number(quantity))
  }
  if (typeof note === 'string') cart.note = note
  if (typeof discount === 'string') cart.codes = discount.split(',').filter(Boolean)
}

function idAt({ lines }: Cart, line: unknown): string {
  return String(lines[Number(line) - 1]?.variant.id ?? '')
}

function sectionsIn({ sections }: Given): string[] {
  if (Array.isArray(sections)) return sections.map(String)
  return typeof sections === 'string' ? sections.split(',').filter(Boolean) : []
}

/** JSON, or a form with names such as `attributes[_x]` and `updates[12]`. */
async function readGiven(request: Request): Promise<Given> {
  if (request.method !== 'POST') return Object.fromEntries(new URL(request.url).searchParams)
  if (request.headers.get('content-type')?.includes('json')) return Object(await request.json())
  const given: Given = {}
  for (const [name, value] of await request.formData()) {
    const [, of, key] = /^(\w+)\[(.+)\]$/.exec(name) ?? []
    if (of && key) given[of] = { ...Object(given[of]), [key]: String(value) }
    else given[name] = String(value)
  }
  return given
}

function json(status: number, body: object): Response {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }
  return new Response(toJson(body), { status, headers })
}
