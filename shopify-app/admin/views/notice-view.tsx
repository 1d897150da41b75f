import type { PageContext } from '../page-context.ts'
import type { Sight } from '../sight.ts'

interface NoticeProps {
  context: PageContext
  sight: Sight
  onClose(): void
}

/** Over the inbox, so that nothing in it moves: shoppers see no chat, and what to do. */
export function NoticeView({ context: { words, bridge }, sight, onClose }: NoticeProps) {
  return (
    <div class="notice" role="status">
      <p>{words.notice.off}</p>
      <button
        type="button"
        class="plain-button"
        onClick={() => bridge.open(sight.status.editorUrl)}
      >
        {words.notice.button}
      </button>
      <button type="button" class="close" aria-label={words.notice.close} onClick={onClose}>
        ✕
      </button>
    </div>
  )
}
