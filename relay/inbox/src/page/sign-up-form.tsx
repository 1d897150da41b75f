import { useState } from 'preact/hooks'
import { Button } from '../parts/button.tsx'
import type { FormProps } from './gate.tsx'
import { GateField, GateForm } from './gate-form.tsx'
import { askSignUp, completeSignUp, ownTimeZone } from './page-api.ts'
import { useForm } from './use-form.ts'

/** Asks for a link to open a shop with. */
export function SignUpAskForm({ words, onBack }: FormProps & { onBack(): void }) {
  const [sentTo, setSentTo] = useState<string>()
  const form = useForm(words, { email: '' }, async ({ email }) => {
    await askSignUp({ email, language: words.language })
    setSentTo(email)
  })
  const back = (
    <Button kind="plain" onClick={onBack}>
      {words.backToSignIn}
    </Button>
  )
  if (sentTo !== undefined) {
    return (
      <>
        <h1>{words.signUpTitle}</h1>
        <p role="status">{words.signUpSent(sentTo)}</p>
        <div class="gate-below">{back}</div>
      </>
    )
  }
  return (
    <GateForm
      words={words}
      title={words.signUpTitle}
      intro={words.signUpIntro}
      form={form}
      action={words.signUpSend}
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

/** Opens the shop, through the link that came by mail. */
export function SignUpForm({ words, token, onDone }: FormProps) {
  const empty = { siteName: '', name: '', password: '' }
  const form = useForm(words, empty, async (values) => {
    await completeSignUp({
      ...values,
      token,
      language: words.language,
      timeZone: ownTimeZone(),
    })
    onDone()
  })
  return (
    <GateForm
      words={words}
      title={words.signUpTitle}
      intro={words.signUpLast}
      form={form}
      action={words.setUp}
    >
      <GateField
        form={form}
        name="siteName"
        label={words.siteName}
        autocomplete="organization"
        maxLength={80}
      />
      <GateField
        form={form}
        name="name"
        label={words.name}
        hint={words.nameHint}
        autocomplete="name"
        maxLength={80}
      />
      <GateField
        form={form}
        name="password"
        label={words.newPassword}
        hint={words.passwordHintExisting}
        type="password"
        autocomplete="new-password"
        minLength={10}
      />
    </GateForm>
  )
}
