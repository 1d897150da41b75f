import { useState } from 'preact/hooks'
import { Button } from '../parts/button.tsx'
import type { FormProps } from './gate.tsx'
import { GateField, GateForm } from './gate-form.tsx'
import { askReset } from './page-api.ts'
import { useForm } from './use-form.ts'

interface ForgotProps extends FormProps {
  /** Whether the relay can send mail. */
  mail: boolean
  onBack(): void
}

/** Asks for a link to choose a new password with. */
export function ForgotForm({ words, mail, onBack }: ForgotProps) {
  const [sentTo, setSentTo] = useState<string>()
  const form = useForm(words, { email: '' }, async ({ email }) => {
    await askReset(email)
    setSentTo(email)
  })
  const back = (
    <Button kind="plain" onClick={onBack}>
      {words.backToSignIn}
    </Button>
  )
  if (!mail || sentTo !== undefined) {
    return (
      <>
        <h1>{words.forgotTitle}</h1>
        <p role="status">{sentTo === undefined ? words.forgotNoMail : words.forgotSent(sentTo)}</p>
        <div class="gate-below">{back}</div>
      </>
    )
  }
  return (
    <GateForm
      words={words}
      title={words.forgotTitle}
      intro={words.forgotIntro}
      form={form}
      action={words.forgotSend}
      below={back}
    >
      <GateField
        form={form}
        name="email"
        label={words.email}
        type="email"
        autocomplete="username"
      />
    </GateForm>
  )
}
