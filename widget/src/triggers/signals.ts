import type { LeavingWatch } from './leaving.ts'

/** Milliseconds in which a pointer that left may come back without having meant it. */
const GRACE = 250
/** Milliseconds a page must have been out of sight, and then in sight again, to mean "still deciding". */
const AWAY_AT_LEAST = 2_000
const BACK_FOR = 1_000
/** Milliseconds after a finger moved in which scrolling is its doing, and not a link's. */
const FINGER = 1_000

/** Tells when the shopper seems about to leave: by pointer on a desk, by finger on a phone. */
export function watchLeaving(watch: LeavingWatch, tell: () => void, signal: AbortSignal): void {
  if (matchMedia('(pointer:coarse)').matches) {
    onFingerLeaving(watch, tell, signal)
    onReturn(tell, signal)
  } else {
    onPointerLeaving(watch, tell, signal)
  }
}

/** A pointer leaves for the tabs; coming back within the grace takes it back. */
function onPointerLeaving(watch: LeavingWatch, tell: () => void, signal: AbortSignal): void {
  let grace: ReturnType<typeof setTimeout> | undefined
  const on = (
    name: 'mousemove' | 'mouseenter' | 'mouseleave',
    heard: (event: MouseEvent) => void,
  ) => document.documentElement.addEventListener(name, heard, { passive: true, signal })
  on('mousemove', (event) => watch.pointerAt(event.clientY, event.timeStamp))
  on('mouseenter', () => clearTimeout(grace))
  on('mouseleave', (event) => {
    if (event.relatedTarget || !watch.pointerLeft(event.clientY, event.timeStamp)) return
    clearTimeout(grace)
    grace = setTimeout(tell, GRACE)
  })
}

/** A finger throws the page back to its top. */
function onFingerLeaving(watch: LeavingWatch, tell: () => void, signal: AbortSignal): void {
  let movedAt = Number.NEGATIVE_INFINITY
  const on = (name: 'touchmove' | 'scroll', heard: (event: Event) => void) =>
    addEventListener(name, heard, { passive: true, signal })
  on('touchmove', (event) => {
    movedAt = event.timeStamp
  })
  on('scroll', ({ timeStamp }) => {
    if (watch.scrolledTo(scrollY, timeStamp) && timeStamp - movedAt < FINGER) tell()
  })
}

/** A shopper looked at something else, perhaps another shop, and came back. */
function onReturn(tell: () => void, signal: AbortSignal): void {
  let leftAt = Number.POSITIVE_INFINITY
  let back: ReturnType<typeof setTimeout> | undefined
  const look = ({ timeStamp }: Event) => {
    clearTimeout(back)
    if (document.hidden) leftAt = timeStamp
    else if (timeStamp - leftAt >= AWAY_AT_LEAST) back = setTimeout(tell, BACK_FOR)
  }
  document.addEventListener('visibilitychange', look, { signal })
}

/** Tells each time the page comes into or goes out of the shopper's sight: visible and focused. */
export function onSight(tell: (inSight: boolean) => void, signal: AbortSignal): void {
  const look = () => tell(!document.hidden && document.hasFocus())
  document.addEventListener('visibilitychange', look, { signal })
  for (const name of ['focus', 'blur']) addEventListener(name, look, { signal })
  look()
}

/** Where texts are typed, or where a frame such as a payment's may be typed in. */
const FIELDS =
  'textarea,select,iframe,[contenteditable],input:not([type=submit],[type=button],[type=checkbox],[type=radio])'

/** Whether a field has the focus, however deep. */
export function isTyping(): boolean {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return Boolean(active?.matches(FIELDS))
}
