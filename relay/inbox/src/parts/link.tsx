import type { ComponentChildren } from 'preact'
import { useInbox } from '../app/context.ts'
import { formatPath, type Route } from '../app/route.ts'

interface LinkProps {
  to: Route
  class?: string
  /** It leads to where one is. */
  here?: boolean
  children: ComponentChildren
}

/** A link to another place in the inbox, which opens in a tab of its own where that is asked for. */
export function Link({ to, class: look, here, children }: LinkProps) {
  const { desk, go } = useInbox()
  const path = formatPath({ siteId: desk.membership.siteId, route: to })
  return (
    <a
      class={look}
      aria-current={here ? 'page' : undefined}
      href={`#${path}`}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        go(to)
      }}
    >
      {children}
    </a>
  )
}
