import { textOn } from '@loods/protocol/contrast'
import { useInbox } from '../../../app/context.ts'
import type { EditorWords } from './i18n/words.ts'

/** The card an offer is shown in, in the shop's colour. */
export function PromptPreview({ text, words }: { text: string; words: EditorWords }) {
  const { desk } = useInbox()
  const settings = desk.site.value?.settings
  if (!settings) return null
  const { name, look, showTeam } = settings
  const { color } = look
  const from = showTeam ? desk.me.name : undefined
  return (
    <figure class="prompt-preview">
      <figcaption class="quiet">{words.preview}</figcaption>
      <div
        class="prompt-card"
        ref={(card) => {
          card?.style.setProperty('--accent', color)
          card?.style.setProperty('--on-accent', textOn(color))
        }}
      >
        <header>
          <i aria-hidden="true">{[...(from ?? name)][0]?.toUpperCase()}</i>
          <span>{from ? words.from(from, name) : name}</span>
          <b aria-hidden="true">×</b>
        </header>
        <p aria-live="polite">{text || '…'}</p>
        <span class="prompt-button">{words.start}</span>
      </div>
    </figure>
  )
}
