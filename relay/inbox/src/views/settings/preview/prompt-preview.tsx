import { textOn } from '@loods/protocol/contrast'
import { useInbox } from '../../../app/context.ts'
import { useSettings } from '../settings-context.ts'

/** The card an offer is shown in, in the shop's colour. */
export function PromptPreview({ text }: { text: string }) {
  const { desk } = useInbox()
  const { draft, words } = useSettings()
  const { name, look, showTeam } = draft.values.value
  const { color } = look
  const from = showTeam ? desk.me.name : undefined
  return (
    <figure class="prompt-preview">
      <figcaption class="quiet">{words.triggers.preview}</figcaption>
      <div
        class="prompt-card"
        ref={(card) => {
          card?.style.setProperty('--accent', color)
          card?.style.setProperty('--on-accent', textOn(color))
        }}
      >
        <header>
          <i aria-hidden="true">{[...(from ?? name)][0]?.toUpperCase()}</i>
          <span>{from ? words.triggers.from(from, name) : name}</span>
          <b aria-hidden="true">×</b>
        </header>
        <p aria-live="polite">{text || '…'}</p>
        <span class="prompt-button">{words.triggers.start}</span>
      </div>
    </figure>
  )
}
