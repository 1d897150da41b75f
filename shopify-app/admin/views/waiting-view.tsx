import type { Words } from '../words/words.ts'

interface WaitingProps {
  words: Pick<Words, 'waiter'>
  count: number
  onAnswer(): void
}

/** Over a page that is not the inbox: somebody waits for an answer, and the way to them. */
export function WaitingView({ words: { waiter }, count, onAnswer }: WaitingProps) {
  return (
    <div class="waiting" role="status">
      <p>{waiter.waits(count)}</p>
      <button type="button" class="plain-button" onClick={onAnswer}>
        {waiter.answer}
      </button>
    </div>
  )
}
