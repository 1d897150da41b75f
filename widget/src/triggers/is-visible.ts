/** Whether a part of the page is in the window. */
export function isVisible(selector: string): boolean {
  try {
    const box = document.querySelector(selector)?.getBoundingClientRect()
    return Boolean(box?.height && box.top < innerHeight && box.bottom > 0)
  } catch {
    // It is no selector.
    return false
  }
}
