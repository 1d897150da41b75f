/** A screen the panel fills; the style sheet asks the same. */
export const PHONE = '(max-width:540px),(max-height:440px)'

/** What a full screen takes over from the page, and gives back. */
export interface FullScreen {
  enter(): void
  leave(): void
}

/**
 * On a phone the panel is a screen of its own: the page behind stands still, the back gesture closes
 * it, and the keyboard never covers the field.
 * @param resize gets the visible part of the screen, in CSS pixels
 */
export function createFullScreen(
  close: () => void,
  resize: (top: number, height: number) => void,
): FullScreen {
  const page = document.documentElement
  const seen = window.visualViewport
  let overflow = ''
  let inside = false

  const refit = () => seen && resize(seen.offsetTop, seen.height)
  const back = () => {
    if (inside && !history.state?.loods) close()
  }

  return {
    enter() {
      if (inside) return
      inside = true
      overflow = page.style.overflow
      page.style.overflow = 'hidden'
      history.pushState({ ...history.state, loods: 1 }, '')
      addEventListener('popstate', back)
      seen?.addEventListener('resize', refit)
      seen?.addEventListener('scroll', refit)
      refit()
    },
    leave() {
      if (!inside) return
      inside = false
      page.style.overflow = overflow
      removeEventListener('popstate', back)
      seen?.removeEventListener('resize', refit)
      seen?.removeEventListener('scroll', refit)
      if (history.state?.loods) history.back()
    },
  }
}
