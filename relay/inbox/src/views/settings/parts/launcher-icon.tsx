import { launcherIcons } from '@loods/protocol/launcher-icons'

/** A launcher's icon, drawn as the widget draws it. */
export function LauncherIcon({ name }: { name: keyof typeof launcherIcons }) {
  return (
    <svg
      width={20}
      height={20}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={1.8}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={launcherIcons[name]} />
    </svg>
  )
}
