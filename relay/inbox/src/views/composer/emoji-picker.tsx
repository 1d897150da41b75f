import { useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { EMOJI, type EmojiGroup } from './emoji.ts'

/** Emoji by group, found by a Dutch or English word. */
export function EmojiPicker({ onPick }: { onPick(emoji: string): void }) {
  const { words } = useInbox()
  const [query, setQuery] = useState('')
  const groups = found(query.trim().toLowerCase())
  return (
    <div class="emoji-picker">
      <input
        class="input"
        type="search"
        aria-label={words.emoji.search}
        placeholder={words.emoji.search}
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          const first = groups[0]?.[1][0]
          if (event.key !== 'Enter' || !first) return
          event.preventDefault()
          onPick(first[0])
        }}
      />
      {groups.length === 0 && <p class="menu-note">{words.emoji.none}</p>}
      <div class="emoji-groups">
        {groups.map(([group, emoji]) => (
          <section key={group}>
            <h3>{words.emoji.groups[group]}</h3>
            <div class="emoji-row">
              {emoji.map(([sign, names]) => (
                <button
                  key={sign}
                  type="button"
                  class="emoji"
                  aria-label={`${sign} ${names.split(' ')[0]}`}
                  onClick={() => onPick(sign)}
                >
                  {sign}
                </button>
              ))}
            </div>
          </section>
        ))}
      </div>
    </div>
  )
}

function found(query: string): [EmojiGroup, [string, string][]][] {
  const all = Object.entries(EMOJI) as [EmojiGroup, [string, string][]][]
  return all
    .map(([group, emoji]): [EmojiGroup, [string, string][]] => [
      group,
      emoji.filter(([, names]) => names.includes(query)),
    ])
    .filter(([, emoji]) => emoji.length > 0)
}
