import { showWaiting } from './menu-count'

/** WordPress's heartbeat carries the number of waiting shoppers; the inbox itself knows it sooner. */
interface Beats {
  on(event: string, listener: (event: unknown, data: { loods?: number | true }) => void): void
}

interface HeartbeatPage {
  jQuery(page: Document): Beats
  wp: { heartbeat: { interval(seconds?: number): number } }
}

/** Seconds between beats: the relay is asked as often. WordPress's own minute is long for who waits. */
const EVERY = 30

const page = window as unknown as HeartbeatPage
const beats = page.jQuery(document)

if (!document.body.classList.contains('toplevel_page_loods')) {
  beats.on('heartbeat-send', (_, asked) => {
    asked.loods = true
  })
  beats.on('heartbeat-tick', (_, { loods }) => {
    if (typeof loods === 'number') showWaiting(loods)
  })
  const { heartbeat } = page.wp
  if (heartbeat.interval() > EVERY) heartbeat.interval(EVERY)
}
