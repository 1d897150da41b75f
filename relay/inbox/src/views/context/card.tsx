import { ShieldQuestion } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useInbox } from '../../app/context.ts'
import { Icon } from '../../parts/icon.tsx'

interface CardProps {
  title: string
  /** Who vouches for it; undefined when nobody needs to. */
  verified?: boolean | undefined
  /** What can be done with it, at the end of its heading. */
  action?: ComponentChildren
  children: ComponentChildren
}

/** A card of the column. */
export function Card({ title, verified, action, children }: CardProps) {
  const { words } = useInbox()
  return (
    <section class="card">
      <h3>
        {title}
        {verified === false && (
          <span class="unverified" title={words.context.unverifiedHint}>
            <Icon of={ShieldQuestion} size={14} />
            {words.context.unverified}
          </span>
        )}
        {action}
      </h3>
      {children}
    </section>
  )
}

/** What is known, line by line. */
export function Facts({ children }: { children: ComponentChildren }) {
  return <dl class="facts">{children}</dl>
}

/** One thing that is known; nothing at all when it is not. */
export function Fact({ name, children }: { name: string; children?: ComponentChildren }) {
  if (!children) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
