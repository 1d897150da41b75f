/** @jsxImportSource #dom */
import style from './emoji.css'
import type { View } from './view.ts'

export const css = style

/** What people in a shop say with one sign. */
const EMOJI =
  '🙂 😊 😄 😉 😍 🤩 😅 😂 🤔 😕 😟 😢 😮 😬 🙈 👍 👎 👋 🙏 👏 🙌 👌 💪 🤝 ❤️ 💛 💙 ✨ 🔥 🎉 🎁 🌸 ☀️ ⭐ ✅ ❌ ❓ ❗ 📦 🚚 🏠 📍 📞 ✉️ 💳 💶 🛒 👕 👟 📏 🎨 🖼️ ⏰ 📅'.split(
    ' ',
  )
const COLUMNS = 9

/** A small set to pick from, by pointer or arrow keys. */
export function Emoji({ view: { words, act } }: { view: View }) {
  return (
    <fieldset
      class="emoji"
      aria-label={words.emoji}
      onKeyDown={(event) => moved(event, () => act.change({ tray: undefined }))}
      ref={focusFirst}
    >
      {EMOJI.map((emoji, i) => (
        <button
          key={emoji}
          type="button"
          tabIndex={i === 0 ? 0 : -1}
          onClick={() => act.insert(emoji)}
        >
          {emoji}
        </button>
      ))}
    </fieldset>
  )
}

function focusFirst(group: HTMLElement | null): void {
  group?.querySelector('button')?.focus()
}

const MOVES: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -COLUMNS,
  ArrowDown: COLUMNS,
}

function moved(event: KeyboardEvent & { currentTarget: HTMLElement }, done: () => void): void {
  if (event.key === 'Escape') {
    event.stopPropagation()
    done()
  }
  const step = MOVES[event.key]
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const next = buttons[buttons.indexOf(event.target as HTMLButtonElement) + (step ?? 0)]
  if (!step || !next) return
  event.preventDefault()
  next.focus()
}
