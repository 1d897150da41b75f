import { useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import composerCss from '../../look/composer.css'
import { adopt } from '../../look/sheets.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { EmojiPicker } from '../composer/emoji-picker.tsx'

/** What people answer with when words are too much. */
const USUAL = ['👍', '❤️', '😂', '😮', '😢', '🙏']

/** Six usual emoji, and all others behind a button. */
export function ReactionMenu({ onPick }: { onPick(emoji: string): void }) {
  const { words, root } = useInbox()
  adopt(root, composerCss)
  const [all, setAll] = useState(false)
  return (
    <div class="usual-reactions">
      {USUAL.map((emoji) => (
        <button
          key={emoji}
          type="button"
          class="emoji"
          aria-label={words.channel.react.with(emoji)}
          onClick={() => onPick(emoji)}
        >
          {emoji}
        </button>
      ))}
      <Button kind="plain" onClick={() => setAll(true)}>
        {words.channel.react.more}
      </Button>
      {all && (
        <Dialog title={words.channel.react.action} onClose={() => setAll(false)}>
          <EmojiPicker onPick={onPick} />
        </Dialog>
      )}
    </div>
  )
}
