import { useEffect, useState } from 'preact/hooks'
import { Button } from '../parts/button.tsx'
import { DeadLink } from './dead-link.tsx'
import type { FormProps } from './gate.tsx'
import { confirmEmail } from './page-api.ts'
import { errorText } from './use-form.ts'

/** Opening the link that was mailed to a new address is the proof. */
export function ConfirmEmail({ words, token, onDone }: FormProps) {
  const [done, setDone] = useState(false)
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    confirmEmail(token).then(
      () => setDone(true),
      async (error) => setProblem(await errorText(words, error)),
    )
  }, [])
  if (problem) return <DeadLink words={words} text={problem} onSignIn={onDone} />
  if (!done) return null
  return (
    <>
      <h1>{words.emailDone}</h1>
      <p role="status">{words.emailDoneText}</p>
      <div class="gate-below">
        <Button kind="main" onClick={onDone}>
          {words.toInbox}
        </Button>
      </div>
    </>
  )
}
