import { useLayoutEffect } from 'preact/hooks'
import { useInbox } from './context.ts'

/** What a shortcut can do here and now; views offer what they can while they are shown. */
export type Command =
  | 'next'
  | 'previous'
  | 'reply'
  | 'note'
  | 'quote'
  | 'finish'
  | 'snooze'
  | 'assign'
  | 'take'
  | 'details'
  | 'search'
  | 'help'
  | `list${1 | 2 | 3 | 4 | 5}`

export type Commands = Map<Command, () => void>

/** Offers a command while this component is shown. */
export function useCommand(name: Command, run: () => void): void {
  const { commands } = useInbox()
  // With the drawing itself: whoever sees a thread can already press its keys.
  useLayoutEffect(() => {
    commands.set(name, run)
    return () => {
      if (commands.get(name) === run) commands.delete(name)
    }
  })
}

/** Keys of the commands; one letter each, and only where no text is written. */
export const KEYS: Record<string, Command> = {
  j: 'next',
  k: 'previous',
  r: 'reply',
  n: 'note',
  q: 'quote',
  e: 'finish',
  l: 'snooze',
  a: 'assign',
  m: 'take',
  d: 'details',
  '/': 'search',
  '?': 'help',
  '1': 'list1',
  '2': 'list2',
  '3': 'list3',
  '4': 'list4',
  '5': 'list5',
}

/** The command behind a key press, if it is one and no text is being written. */
export function commandFor(event: KeyboardEvent): Command | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return undefined
  const [target] = event.composedPath()
  if (target instanceof HTMLElement && isWriting(target)) return undefined
  return KEYS[event.key]
}

function isWriting(target: HTMLElement): boolean {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}
