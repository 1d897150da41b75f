/**
 * Opens the chat by a button of the page, or for whoever comes by a link that ends in #chat, as in a
 * mail. What is asked before the widget is there waits in its queue.
 */
type Loods = ((...call: unknown[]) => void) & { q?: unknown[][] }

function open(): void {
  const page = window as unknown as { loods?: Loods }
  if (!page.loods) {
    const queue: unknown[][] = []
    page.loods = Object.assign((...call: unknown[]) => void queue.push(call), { q: queue })
  }
  page.loods('open')
}

document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('[data-loods-open]')) open()
})
if (location.hash === '#chat') open()
