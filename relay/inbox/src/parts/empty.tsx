import type { IconNode } from 'lucide'
import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

/** Nothing is here: what that means, and what to do next. */
export function Empty({
  icon,
  title,
  hint,
  children,
}: {
  icon?: IconNode
  title: string
  hint?: string
  children?: ComponentChildren
}) {
  return (
    <div class="empty">
      {icon && <Icon of={icon} size={32} />}
      <h2>{title}</h2>
      {hint && <p>{hint}</p>}
      {children}
    </div>
  )
}
