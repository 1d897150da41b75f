import type { Conversation } from '@loods/protocol'
import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import {
  cannedFor,
  membersFor,
  replace,
  type Suggestion,
  type Wanted,
  wantedAt,
} from './suggesting.ts'
import type { DraftControl } from './use-draft.ts'

export interface Suggestions {
  open: boolean
  wanted: Wanted | undefined
  items: Suggestion[]
  active: number
  activeId: string | undefined
  /** Looks at the cursor again, after typing or clicking. */
  look(): void
  /** @returns whether the key was for the list */
  onKeyDown(event: KeyboardEvent): boolean
  choose(item: Suggestion): void
}

/** What can be put at the cursor, following it. */
export function useSuggestions(
  conversation: Conversation,
  box: RefObject<HTMLTextAreaElement | null>,
  draft: DraftControl,
): Suggestions {
  const { desk } = useInbox()
  const [wanted, setWanted] = useState<Wanted>()
  const [active, setActive] = useState(0)
  const items = wanted ? itemsFor(wanted) : []
  const open = wanted !== undefined

  function itemsFor({ kind, query }: Wanted): Suggestion[] {
    if (kind === 'mention') return membersFor(desk.members(), query)
    const { context, contact } = conversation
    const language = context.language?.slice(0, 2)
    return cannedFor(desk.cannedReplies.value ?? [], query, language, contact.name)
  }

  function look(): void {
    const { value = '', selectionStart = 0 } = box.current ?? {}
    setWanted(wantedAt(value, selectionStart, draft.note))
    setActive(0)
  }

  function choose(item: Suggestion): void {
    if (!wanted) return
    const next = replace(box.current?.value ?? '', wanted, item.text)
    draft.change({ text: next.text, note: draft.note })
    setWanted(undefined)
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(next.cursor, next.cursor)
    })
  }

  function onKeyDown(event: KeyboardEvent): boolean {
    if (!open) return false
    const item = items[active]
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Escape') setWanted(undefined)
    else if (step !== 0) setActive((active + step + items.length) % Math.max(1, items.length))
    else if ((event.key === 'Enter' || event.key === 'Tab') && item) choose(item)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  const activeId = open && items[active] ? `suggestion-${items[active].key}` : undefined
  return { open, wanted, items, active, activeId, look, onKeyDown, choose }
}

/** The suggestions over the composer, with what each would write. */
export function SuggestionList({ suggestions }: { suggestions: Suggestions }) {
  const { desk, words, go } = useInbox()
  const { open, wanted, items, active, choose } = suggestions
  if (!open) return null
  const none = wanted?.kind === 'canned' && desk.cannedReplies.value?.length === 0
  return (
    <div class="suggestions">
      {items.length === 0 && (
        <p class="menu-note">
          {none ? words.composer.cannedNone : words.composer.cannedEmpty}{' '}
          {none && (
            <button
              type="button"
              class="link"
              onClick={() => go({ name: 'settings', page: 'replies' })}
            >
              {words.composer.cannedMake}
            </button>
          )}
        </p>
      )}
      <div role="listbox" id="suggestions" aria-label={words.composer.canned}>
        {items.map((item, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text box takes the keys
          <div
            key={item.key}
            id={`suggestion-${item.key}`}
            class="menu-item"
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(item)}
          >
            <b>{item.label}</b>
            {wanted?.kind === 'canned' && <span class="cut quiet">{item.text}</span>}
          </div>
        ))}
      </div>
    </div>
  )
}
