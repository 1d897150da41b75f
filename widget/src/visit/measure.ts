/** What happened on a page so far; see `viewEnd` of the protocol. */
export interface Measures {
  visible: number
  focused: number
  depth: number
  interactions: number
}

/** Counts what happens on a page while it is open; nothing of it is about who does it. */
export interface Measure {
  read(): Measures
  /** Another page begins. */
  reset(): void
}

/** @param own our element in the page; what happens in it does not count */
export function createMeasure(own: Element): Measure {
  let sum: Measures
  let since: number
  let seen = false
  let focused = false

  /** Adds the time since the last look to what the page was then. */
  function look(): void {
    const passed = performance.now() - since
    since += passed
    if (seen) sum.visible += passed
    if (focused) sum.focused += passed
    seen = !document.hidden
    focused = seen && document.hasFocus()
    const part = (scrollY + innerHeight) / document.documentElement.scrollHeight
    sum.depth = Math.max(sum.depth, Math.min(100 * part, 100))
  }

  function reset(): void {
    since = performance.now()
    sum = { visible: 0, focused: 0, depth: 0, interactions: 0 }
    look()
  }

  reset()
  for (const name of ['visibilitychange', 'focus', 'blur', 'scroll', 'click', 'keydown']) {
    addEventListener(
      name,
      ({ type, target }) => {
        look()
        if (['click', 'keydown'].includes(type) && target !== own) sum.interactions += 1
      },
      { capture: true, passive: true },
    )
  }
  return {
    read() {
      look()
      return sum
    },
    reset,
  }
}
