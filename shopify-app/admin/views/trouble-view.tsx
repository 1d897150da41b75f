import type { Trouble } from '../trouble.ts'
import type { Words } from '../words/words.ts'

interface TroubleViewProps {
  trouble: Trouble
  words: Words['trouble']
  /** Tries again. */
  onAgain(): void
}

/** Why there is nothing to see, and what to do about it. */
export function TroubleView({ trouble, words, onAgain }: TroubleViewProps) {
  return (
    <s-page heading={trouble.title} inlineSize="small">
      <s-section accessibilityLabel={trouble.title}>
        <p class="lead" role="alert">
          {trouble.text}
        </p>
        <s-button variant="primary" onClick={() => (trouble.again ? onAgain() : location.reload())}>
          {trouble.again ? words.again : words.reload}
        </s-button>
      </s-section>
    </s-page>
  )
}
