/** @jsxImportSource #dom */
/** Lucide (ISC), each as one path. Parts that come later bring their own. */
export const ICONS = {
  down: 'm6 9 6 6 6-6',
  send: 'M5 12h14m-7-7 7 7-7 7',
  clip: 'm21.4 11.05-9.2 9.2a6 6 0 0 1-8.5-8.5l8.6-8.57A4 4 0 1 1 18 8.84l-8.6 8.57a2 2 0 0 1-2.8-2.83l8.5-8.48',
  smile: 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0zM8 14s1.5 2 4 2 4-2 4-2M9 9h0m6 0h0',
  mic: 'M12 2a3 3 0 0 0-3 3v7a3 3 0 0 0 6 0V5a3 3 0 0 0-3-3zm7 8v2a7 7 0 0 1-14 0v-2m7 9v3',
  bell: 'M10.3 21a2 2 0 0 0 3.4 0M6 8a6 6 0 1 1 12 0c0 5 2 6.5 3 8H3c1-1.5 3-3 3-8',
  silent:
    'M10.3 21a2 2 0 0 0 3.4 0M17.4 17H3c1-1.5 3-4 3-9 0-.7.1-1.4.3-2m2.3-3A6 6 0 0 1 18 8c0 2 .2 3.6.6 4.8M2 2l20 20',
}

/** @param path what it draws, such as one of ICONS */
export function Icon({ path }: { path: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}

/** A round button that says what it does to those who do not see its icon. */
export function IconButton(props: {
  icon: string
  label: string
  onClick(event: MouseEvent): void
  pressed?: boolean
  expanded?: boolean
  class?: string
}) {
  return (
    <button
      type="button"
      class={`icon ${props.class ?? ''}`}
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      onClick={props.onClick}
    >
      <Icon path={props.icon} />
    </button>
  )
}
