import { listen } from '../embed/events.ts'
import { FIELDS, focused, SECRET } from './moment.ts'

/** Clicks that close to each other, in pixels and milliseconds, are one burst of them. */
const RAGE = { clicks: 3, distance: 30, time: 1_000 }
/** Milliseconds in a field that was left as it was found. */
const HESITATION = 3_000
/** Seconds in which nothing was done, with the focus in a form. */
const STUCK = 30
/** Times that a field was filled in: once, and twice again. */
const FILLS = 3
/** Milliseconds in which all that marks a field is about one attempt, and after which a mark has come. */
const ATTEMPT = 500
/** How shops mark a field, or what stands around it: WooCommerce, its blocks, Bootstrap, Magento. */
const WRONG = '[aria-invalid=true],.woocommerce-invalid,.has-error,.is-invalid,.mage-error'

/** How often something went wrong on this page. Kinds, never values. */
export interface Troubles {
  rage_clicks: number
  field_errors: number
  hesitation: number
}

export interface Watched {
  /** Is counted on; another page has another one. */
  troubles(): Troubles
  /** Seconds since the shopper did anything. */
  idle(): number
}

/** What this part exports: `watchTroubles`. */
export type WatchTroubles = (own: HTMLElement, page: Watched) => void

export const watchTroubles: WatchTroubles = (own, page) => {
  const hear: Hear = (name, heard) =>
    addEventListener(
      name,
      (event) => {
        const { target } = event
        if (target instanceof Element && target !== own) heard(target, event as never)
      },
      { capture: true, passive: true },
    )
  watchClicks(hear, page)
  listen(own, 'page', watchErrors(hear, page))
  listen(own, 'page', watchHesitation(hear, page))
}

/** Listens to what the shopper does on the shop's page. */
type Hear = <E extends Event>(name: string, heard: (target: Element, event: E) => void) => void

function watchClicks(hear: Hear, { troubles }: Watched): void {
  let burst: MouseEvent[] = []
  hear<MouseEvent>('click', (_, event) => {
    const near = ({ timeStamp, clientX, clientY }: MouseEvent) =>
      event.timeStamp - timeStamp <= RAGE.time &&
      Math.hypot(event.clientX - clientX, event.clientY - clientY) <= RAGE.distance
    burst = [...burst.filter(near), event]
    if (burst.length === RAGE.clicks) troubles().rage_clicks += 1
  })
}

/** The browser refuses a field, or the shop marks it. @returns forgets them: another page begins */
function watchErrors(hear: Hear, { troubles }: Watched): () => void {
  const marked = new WeakSet<Element>()
  let errors = new Map<Element, { times: number; at: number }>()

  function note(field: Element | undefined): void {
    if (!field || field.matches(SECRET)) return
    const { times, at } = errors.get(field) ?? { times: 0, at: Number.NEGATIVE_INFINITY }
    const now = performance.now()
    if (now - at < ATTEMPT) return
    errors.set(field, { times: times + 1, at: now })
    troubles().field_errors = Math.max(troubles().field_errors, times + 1)
  }

  function look(element: Element): void {
    if (!element.matches(WRONG)) marked.delete(element)
    else if (!marked.has(element)) {
      marked.add(element)
      note(fieldOf(element))
    }
  }

  hear('invalid', note)
  // Filled in anew, and still wrong.
  hear('change', (field) =>
    setTimeout(() => {
      const wrong = field.closest(WRONG)
      if (wrong && fieldOf(wrong) === field) note(field)
    }, ATTEMPT),
  )
  new MutationObserver((changes) => {
    for (const { target } of changes) look(target as Element)
  }).observe(document, { attributeFilter: ['aria-invalid', 'class'], subtree: true })
  document.querySelectorAll(WRONG).forEach(look)
  return () => {
    errors = new Map()
  }
}

/** A field, or the only one of what is marked. */
function fieldOf(marked: Element): Element | undefined {
  const within = marked.matches(FIELDS) ? [marked] : marked.querySelectorAll(FIELDS)
  return within.length === 1 ? within[0] : undefined
}

/**
 * A field is left as it was found, filled in again and again, or nothing is done in it.
 * @returns forgets it: another page begins
 */
function watchHesitation(hear: Hear, { troubles, idle }: Watched): () => void {
  let fills = new Map<Element, number>()
  let found: { at: number; changed: boolean } | undefined
  let stuck = false
  const hearField = (name: string, heard: (field: Element, event: Event) => void) =>
    hear(name, (target, event) => {
      if (target.matches(FIELDS) && !target.matches(SECRET)) heard(target, event)
    })

  hearField('focusin', (_, { timeStamp }) => {
    found = { at: timeStamp, changed: false }
  })
  hearField('input', () => {
    if (found) found.changed = true
  })
  hearField('focusout', (_, { timeStamp }) => {
    if (found && !found.changed && timeStamp - found.at > HESITATION) troubles().hesitation += 1
    found = undefined
  })
  hearField('change', (field) => {
    const times = (fills.get(field) ?? 0) + 1
    fills.set(field, times)
    if (times === FILLS) troubles().hesitation += 1
  })
  setInterval(() => {
    const was = stuck
    const field = focused()
    stuck = idle() >= STUCK && !document.hidden && field.matches(FIELDS) && !field.matches(SECRET)
    if (stuck && !was && field.closest('form')) troubles().hesitation += 1
  }, 1_000)
  return () => {
    fills = new Map()
  }
}
