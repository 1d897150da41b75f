/** Where texts are typed. */
export const FIELDS =
  'textarea,select,[contenteditable],input:not([type=submit],[type=button],[type=checkbox],[type=radio])'

/** Where a card, a bank account or a password is typed; what happens there is not looked at. */
export const SECRET =
  'iframe,[type=password],[autocomplete^=cc-],[autocomplete*=password],[name*=card i],[name*=cvc i],[name*=iban i]'

/** What has the focus, however deep. */
export function focused(): Element {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active ?? document.documentElement
}

/** Whether texts are typed where the focus is. */
export function isTyping(focused: Element): boolean {
  return focused.matches(FIELDS)
}

/** Pixels above the launcher, and in from its outer edge, where a prompt would lie. */
const ABOVE = [20, 90, 180]
const INWARD = [10, 270]

/** Whether a drawer, bar or dialog of the page lies where a prompt would come, or over its middle. */
export function isCovered(own: Element, side: 'left' | 'right'): boolean {
  const { left, right, top } = own.getBoundingClientRect()
  const places = INWARD.flatMap((inward) => {
    const x = side === 'left' ? left + inward : right - inward
    return ABOVE.map((above) => isOverlay(own, x, top - above))
  })
  return places.includes(true) || isOverlay(own, innerWidth / 2, innerHeight / 2)
}

/** Fixed to the window, and not the frame that the whole page lives in. */
function isOverlay(own: Element, x: number, y: number): boolean {
  const top = document.elementFromPoint(x, y)
  for (let at = top; at && at !== own; at = at.parentElement) {
    if (at.matches('dialog,[role=dialog]')) return true
    if (getComputedStyle(at).position === 'fixed') return !at.querySelector('h1,main')
  }
  return false
}
