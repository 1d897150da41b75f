import { showWaiting } from './menu-count'

/** WordPress's heartbeat carries the number of waiting shoppers; the inbox itself knows it sooner. */
interface Beats {
  on(event: string, listener: (event: unknown, data: { loods?: number | true }) => void): void
}

const beats = (window as unknown as { jQuery(page: Document): Beats }).jQuery(document)

if (!document.body.classList.contains('toplevel_page_loods')) {
  beats.on('heartbeat-send', (_, asked) => {
    asked.loods = true
  })
  beats.on('heartbeat-tick', (_, { loods }) => {
    if (typeof loods === 'number') showWaiting(loods)
  })
}
