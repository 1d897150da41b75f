import { raw } from 'hono/html'

const paths = {
  bag: '<path d="M5 8h14l1 13H4z"/><path d="M8.5 10.5V7a3.5 3.5 0 0 1 7 0v3.5"/>',
  theme:
    '<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5v17a8.5 8.5 0 0 0 0-17z" fill="currentColor"/>',
  truck:
    '<path d="M2.5 6h11v10.5h-11z"/><path d="M13.5 9.5h4l3.5 3.5v3.5h-7.5z"/><circle cx="7" cy="17.5" r="2"/><circle cx="17" cy="17.5" r="2"/>',
  back: '<path d="M4 9.5h10.5a5 5 0 0 1 0 10H8"/><path d="M8 5 3.5 9.5 8 14"/>',
  chat: '<path d="M4 5h16v11.5H10L5.5 20v-3.5H4z"/>',
  check: '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
  minus: '<path d="M6 12h12"/>',
  plus: '<path d="M6 12h12M12 6v12"/>',
  arrow: '<path d="M5 12h14M13 6l6 6-6 6"/>',
  left: '<path d="M19 12H5M11 6l-6 6 6 6"/>',
  bulb: '<path d="M9 17.5h6M10 20.5h4"/><path d="M12 3.5a6 6 0 0 0-3.5 10.9V17h7v-2.6A6 6 0 0 0 12 3.5z"/>',
  alert: '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5v5.5M12 16.2v.3"/>',
} as const

export type IconName = keyof typeof paths

/** A drawing of 24 by 24 beside a text, so silent for a screen reader. */
export function icon(name: IconName): ReturnType<typeof raw> {
  return raw(
    `<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">${paths[name]}</svg>`,
  )
}
