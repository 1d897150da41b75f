import { Button } from '../parts/button.tsx'
import { DeadLink } from './dead-link.tsx'
import type { FormProps } from './gate.tsx'
import { signInPhone } from './page-api.ts'
import { useForm } from './use-form.ts'

/** A code was scanned. It asks for a press, so that an app that only looks at the address uses nothing up. */
export function PhoneForm({ words, token, onDone }: FormProps) {
  const form = useForm(words, {}, async () => {
    await signInPhone(token)
    onDone()
  })
  if (form.problem) return <DeadLink words={words} text={form.problem} onSignIn={onDone} />
  return (
    <form onSubmit={form.submit}>
      <h1>{words.phoneTitle}</h1>
      <p>{words.phoneIntro}</p>
      <div class="gate-below">
        <Button kind="main" type="submit" disabled={form.busy}>
          {words.phoneSignIn}
        </Button>
      </div>
    </form>
  )
}
