/** Milliseconds after which a window that is in view but not drawn, such as a frame far down, goes on. */
const LATEST = 100

/** Does something before this window is drawn next; at once where nobody looks at it. */
export function beforeDrawing(work: () => void): void {
  if (document.hidden) {
    work()
    return
  }
  const once = () => {
    cancelAnimationFrame(frame)
    clearTimeout(late)
    work()
  }
  const frame = requestAnimationFrame(once)
  const late = setTimeout(once, LATEST)
}
