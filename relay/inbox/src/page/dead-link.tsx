import { Button } from '../parts/button.tsx'
import type { AccountWords } from './account-words.ts'

interface DeadLinkProps {
  words: AccountWords
  /** Why the link leads nowhere. */
  text: string
  onSignIn(): void
}

/** A link that was used, taken back or has expired. */
export function DeadLink({ words, text, onSignIn }: DeadLinkProps) {
  return (
    <>
      <h1>{words.deadLink}</h1>
      <p role="alert">{text}</p>
      <div class="gate-below">
        <Button kind="main" onClick={onSignIn}>
          {words.toInbox}
        </Button>
      </div>
    </>
  )
}
