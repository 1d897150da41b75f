// @ts-check
/** The page Shopify frames in a checkout: a button, the chat behind it, and what the checkout tells. */

/**
 * @typedef {import('../messages.ts').CheckoutTold} CheckoutTold
 * @typedef {import('../messages.ts').DiscountDone} DiscountDone
 * @typedef {{ idToken?: () => Promise<string>, extension?: { port?: MessagePort } }} Bridge
 * @typedef {Window & { loods(...call: unknown[]): void }} Panel
 * @typedef {{ step: string, discounts: string, order: string }} Fields
 * @typedef {{ place: string, siteKey: string, applied: string, refused: string, anew: string, unread: string, fields: Fields }} Page
 */

/** Pixels: the most Shopify shows of a chat nobody opened and of an open one, and where a screen is small. */
const CLOSED = { width: 224, height: 72 }
const OPEN = { width: 415, height: 700 }
const SMALL = 579
/** Part of a small screen's height an open chat may take. */
const SMALL_HEIGHT = 0.93
/** Milliseconds what is said over the chat stays. */
const SAID_FOR = 10_000

const button = /** @type {HTMLButtonElement} */ (document.querySelector('#open'))
const frame = /** @type {HTMLIFrameElement} */ (document.querySelector('#chat'))
const saying = /** @type {HTMLElement} */ (document.querySelector('#said'))
const badge = /** @type {HTMLElement} */ (button.querySelector('b'))
/** @type {Page} */
const page = JSON.parse(document.querySelector('#page')?.textContent ?? '{}')
const bridge = /** @type {{ shopify?: Bridge }} */ (/** @type {unknown} */ (window)).shopify ?? {}
const port = bridge.extension?.port

/** @type {CheckoutTold | undefined} */
let told
/** @type {Promise<Panel> | undefined} */
let loading
/** Whose checkout it is: a customer's conversations are one, wherever they were begun. @type {'customer' | 'guest' | undefined} */
let who
let saidAnew = false

/** The chat's own page, from when it is first wanted. */
function panel() {
  loading ??= load()
  return loading
}

/** @returns {Promise<Panel>} */
async function load() {
  const token = await freshToken()
  const query = new URLSearchParams(location.search)
  query.set('id_token', token)
  frame.src = `/shopify/checkout-chat/${page.place}/panel?${query}`
  await new Promise((done) => frame.addEventListener('load', done, { once: true }))
  const inside = /** @type {Panel} */ (/** @type {unknown} */ (frame.contentWindow))
  inside.loods('hide')
  inside.loods('on', 'close', close)
  inside.loods('on', 'unread', (/** @type {{ detail: number }} */ { detail }) => showUnread(detail))
  inside.addEventListener('loods-discount', (event) => {
    const code = /** @type {CustomEvent<string>} */ (event).detail
    if (told?.discounts.includes(code)) sayDiscount({ loods: 'discount', code, applied: true })
    else port?.postMessage({ loods: 'discount', code })
  })
  tell(inside)
  void identify(inside, token)
    .catch(() => 'guest')
    .then((found) => {
      who = found === 'customer' ? found : 'guest'
      tell(inside)
      sayAnew()
    })
  return inside
}

/** Good for minutes only, so it is asked for each time. */
async function freshToken() {
  return (await bridge.idToken?.()) ?? new URLSearchParams(location.search).get('id_token') ?? ''
}

/**
 * A customer who is logged in goes on with the conversation they have.
 * @param {Panel} inside
 * @param {string} idToken
 * @returns {Promise<'customer' | 'guest'>}
 */
async function identify(inside, idToken) {
  const answer = await fetch('/shopify/checkout-chat/identify', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ idToken }),
  })
  const { token } = answer.ok ? await answer.json() : {}
  if (!token) return 'guest'
  inside.loods('identify', token)
  return 'customer'
}

/** The conversation of the shop's own pages, where the one here is another. */
function elsewhere() {
  const named = told?.conversation
  return who === 'guest' && named !== kept()?.conversationId ? named : undefined
}

/** What opens the conversation here: begun here, or handed over by the shop's own pages. */
function kept() {
  try {
    return JSON.parse(localStorage[`loods.${page.siteKey}`] ?? 'null')
  } catch {
    // Nothing may be stored in this frame.
    return undefined
  }
}

/** Once, to whoever would look here for what they wrote before. */
function sayAnew() {
  if (saidAnew || frame.hidden || !elsewhere()) return
  saidAnew = true
  say(page.anew)
}

/** What members see beside the conversation. @param {Panel} inside */
function tell(inside) {
  if (!told) return
  const { cart, step, discounts, order } = told
  const fields = {
    [page.fields.step]: step,
    ...(discounts.length > 0 && { [page.fields.discounts]: discounts.join(', ') }),
    ...(order && { [page.fields.order]: order }),
  }
  const other = elsewhere()
  const signals = other ? [{ id: `chat-${other}`, code: 'other_chat', text: other }] : []
  inside.loods('context', { cart, fields, signals })
  inside.document.documentElement.toggleAttribute('data-takes-discounts', told.takesDiscounts)
}

async function open() {
  const small = innerWidth <= SMALL
  const height = small ? Math.floor(innerHeight * SMALL_HEIGHT) : OPEN.height
  // Shopify lets a chat grow in answer to the shopper only, so before anything is waited for.
  resizeTo(small ? innerWidth : OPEN.width, height)
  button.hidden = true
  frame.hidden = false
  const inside = await panel()
  inside.loods('open')
  frame.focus()
  sayAnew()
}

function close() {
  frame.hidden = true
  button.hidden = false
  shrink()
  button.focus()
}

/** As small as the button: what is beside it belongs to the checkout. */
function shrink() {
  resizeTo(Math.min(button.offsetWidth + 16, CLOSED.width), CLOSED.height)
}

/** @param {number} count */
function showUnread(count) {
  badge.textContent = count > 0 ? String(count) : ''
  badge.title = `${count} ${page.unread}`
  if (!button.hidden) shrink()
}

/** @param {DiscountDone} done */
function sayDiscount({ code, applied, reason }) {
  say((applied ? page.applied : reason || page.refused).replace('{code}', code))
}

/** @param {string} text */
function say(text) {
  saying.textContent = text
  setTimeout(() => {
    if (saying.textContent === text) saying.textContent = ''
  }, SAID_FOR)
}

if (port) {
  port.onmessage = ({ data }) => {
    if (data?.loods === 'discount') sayDiscount(data)
    if (data?.loods !== 'checkout') return
    told = data
    void loading?.then(tell)
  }
  port.start()
}
button.addEventListener('click', () => void open())
shrink()
// Whoever has a conversation here sees when it is answered.
if (kept()) void panel()
