import type { ComponentChildren, Ref } from 'preact'
import { useInbox } from '../app/context.ts'

interface TitleProps {
  children: ComponentChildren
  /** For a title that takes the focus when its view opens. */
  heading?: Ref<HTMLHeadingElement>
}

/** Title of a view; a level lower where the page around the inbox has a title of its own. */
export function Title({ children, heading }: TitleProps) {
  const { titleLevel } = useInbox()
  const Level = titleLevel === 1 ? 'h1' : 'h2'
  const focusable = heading ? { ref: heading, tabIndex: -1 } : {}
  return (
    <Level class="title" {...focusable}>
      {children}
    </Level>
  )
}
