import type { IconNode } from 'lucide'
import { h } from 'preact'

/** A Lucide icon, 1.8 px strokes. Decoration: the control around it has the name. */
export function Icon({ of, size = 18, flip }: { of: IconNode; size?: number; flip?: boolean }) {
  return (
    <svg
      class={flip ? 'flip' : undefined}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={(1.8 * 24) / Math.max(size, 18)}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {of.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  )
}
