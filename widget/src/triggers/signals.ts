import { listen } from '../embed/events.ts'
import { createLeavingWatch, type LeavingWatch } from './leaving.ts'

/** Milliseconds in which a pointer that left may come back without having meant it. */
const GRACE = 250
/** Milliseconds a page must have been out of sight, and then in sight again, to mean "still deciding". */
const AWAY_AT_LEAST = 2_000
const BACK_FOR = 1_000
/** Milliseconds after a finger moved in which scrolling is its doing, and not a link's. */
const FINGER = 1_000

/**
 * What this part exports: `watchLeaving`.
 * @param own our element, which says when another page begins
 */
export type WatchLeaving = (own: HTMLElement, tell: () => void) => void

/** Tells when the shopper seems about to leave: by pointer on a desk, by finger on a phone. */
export const watchLeaving: WatchLeaving = (own, tell) => {
  let watch: LeavingWatch
  const turn = () => {
    watch = createLeavingWatch(performance.now())
  }
  turn()
  listen(own, 'page', turn)
  if (matchMedia('(pointer:coarse)').matches) {
    onFingerLeaving(() => watch, tell)
    onReturn(tell)
  } else {
    onPointerLeaving(() => watch, tell)
  }
}

/** A pointer leaves for the tabs; coming back within the grace takes it back. */
function onPointerLeaving(watch: () => LeavingWatch, tell: () => void): void {
  let grace: ReturnType<typeof setTimeout> | undefined
  const on = (
    name: 'mousemove' | 'mouseenter' | 'mouseleave',
    heard: (event: MouseEvent) => void,
  ) => document.documentElement.addEventListener(name, heard, { passive: true })
  on('mousemove', (event) => watch().pointerAt(event.clientY, event.timeStamp))
  on('mouseenter', () => clearTimeout(grace))
  on('mouseleave', (event) => {
    if (event.relatedTarget || !watch().pointerLeft(event.clientY, event.timeStamp)) return
    clearTimeout(grace)
    grace = setTimeout(tell, GRACE)
  })
}

/** A finger throws the page back to its top. */
function onFingerLeaving(watch: () => LeavingWatch, tell: () => void): void {
  let movedAt = Number.NEGATIVE_INFINITY
  const on = (name: 'touchmove' | 'scroll', heard: (event: Event) => void) =>
    addEventListener(name, heard, { passive: true })
  on('touchmove', (event) => {
    movedAt = event.timeStamp
  })
  on('scroll', ({ timeStamp }) => {
    if (watch().scrolledTo(scrollY, timeStamp) && timeStamp - movedAt < FINGER) tell()
  })
}

/** A shopper looked at something else, perhaps another shop, and came back. */
function onReturn(tell: () => void): void {
  let leftAt = Number.POSITIVE_INFINITY
  let back: ReturnType<typeof setTimeout> | undefined
  const look = ({ timeStamp }: Event) => {
    clearTimeout(back)
    if (document.hidden) leftAt = timeStamp
    else if (timeStamp - leftAt >= AWAY_AT_LEAST) back = setTimeout(tell, BACK_FOR)
  }
  document.addEventListener('visibilitychange', look)
}
