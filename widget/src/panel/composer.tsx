/** @jsxImportSource #dom */
import { MAX_VISITOR_TEXT } from '@loods/protocol'
import { ICONS, Icon, IconButton } from './icons.tsx'
import type { View } from './view.ts'
import { fill } from './words.ts'

const ACCEPTED = 'image/jpeg,image/png,image/webp,image/gif,application/pdf,text/plain'

export function Composer({ view }: { view: View }) {
  const { words, act, parts, text, tray } = view
  const tooLong = text.trim().length - MAX_VISITOR_TEXT
  const empty = !text.trim()
  const Voice = parts.voice?.Voice
  const Emoji = parts.emoji?.Emoji
  if (tray === 'voice' && Voice) return <Voice view={view} />
  return (
    <form
      class="composer"
      onSubmit={(event) => submit(event, view)}
      onPaste={(event) => act.addFiles(event.clipboardData?.files)}
    >
      {tray === 'emoji' && Emoji && <Emoji view={view} />}
      {tooLong > 0 && (
        <p class="too-long" role="status">
          {fill(words.tooLong, { n: tooLong })}
        </p>
      )}
      <label class="icon" title={words.attach}>
        <Icon path={ICONS.clip} />
        <input
          type="file"
          class="hidden"
          multiple
          accept={ACCEPTED}
          aria-label={words.attach}
          onChange={(event) => {
            act.addFiles(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
      </label>
      <div class="field">
        <textarea
          rows={1}
          value={text}
          placeholder={words.write}
          aria-label={words.write}
          enterkeyhint="send"
          dir="auto"
          onInput={(event) => act.write(event.currentTarget.value)}
          onKeyDown={(event) => pressed(event, view)}
        />
        <IconButton
          icon={ICONS.smile}
          label={words.emoji}
          expanded={tray === 'emoji'}
          onClick={() => toggle(view, 'emoji')}
        />
      </div>
      {empty && 'MediaRecorder' in window ? (
        <IconButton icon={ICONS.mic} label={words.voice} onClick={() => toggle(view, 'voice')} />
      ) : (
        <button
          key="send"
          class="icon send"
          type="submit"
          aria-label={words.send}
          title={words.send}
          aria-disabled={empty || tooLong > 0}
          // The keyboard of a phone stays while the field keeps the focus.
          onPointerDown={(event) => event.preventDefault()}
        >
          <Icon path={ICONS.send} />
        </button>
      )}
    </form>
  )
}

function submit(event: Event, { text, act }: View): void {
  event.preventDefault()
  if (text.trim().length <= MAX_VISITOR_TEXT) act.send()
}

function pressed(event: KeyboardEvent, view: View): void {
  // Enter that ends a composition (Japanese, Chinese, Korean) belongs to the keyboard, not to us.
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
    submit(event, view)
  }
}

function toggle({ act, tray }: View, part: 'emoji' | 'voice'): void {
  void act.need(part)
  act.change({ tray: tray === part ? undefined : part })
}
