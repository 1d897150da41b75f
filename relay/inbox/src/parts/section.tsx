import { CircleAlert } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useInbox } from '../app/context.ts'
import { errorWords } from '../app/toasts.ts'
import type { Loaded } from '../app/use-loaded.ts'
import { Button } from './button.tsx'
import { Empty } from './empty.tsx'

/** A group of settings under one heading. */
export function Section({
  title,
  intro,
  actions,
  children,
}: {
  title?: string
  intro?: ComponentChildren
  actions?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <section class="section">
      {(title || actions) && (
        <header>
          {title && <h2>{title}</h2>}
          {actions}
        </header>
      )}
      {intro && <p class="quiet">{intro}</p>}
      {children}
    </section>
  )
}

/** Shows what was loaded; before that a skeleton, and after a failure what to do. */
export function WhenLoaded<T>({
  of,
  children,
}: {
  of: Loaded<T>
  children: (value: T) => ComponentChildren
}) {
  const { words } = useInbox()
  if (of.value !== undefined) return <>{children(of.value)}</>
  if (of.error === undefined) return <Skeleton />
  return (
    <Empty icon={CircleAlert} title={errorWords(words, of.error)}>
      <Button onClick={() => void of.reload()}>{words.app.retry}</Button>
    </Empty>
  )
}

function Skeleton() {
  const { words } = useInbox()
  return (
    <div class="skeleton loading-rows" role="status" aria-label={words.app.loading}>
      <i />
      <i />
      <i />
    </div>
  )
}
