import { useEffect, useState } from 'preact/hooks'
import { Button } from '../parts/button.tsx'
import { AskByMail } from './ask-by-mail.tsx'
import type { FormProps } from './gate.tsx'
import { EmailField, PasswordField } from './gate-fields.tsx'
import { GateForm } from './gate-form.tsx'
import { askEntry, askReset, askSignUp, type Entry, signIn } from './page-api.ts'
import { useForm } from './use-form.ts'

/** Signing in, and what to do when one cannot. */
export function SignInForm(props: FormProps) {
  const [way, setWay] = useState<'sign-in' | 'forgot' | 'sign-up'>('sign-in')
  const [entry, setEntry] = useState<Entry>()
  useEffect(() => void askEntry().then(setEntry, () => undefined), [])
  const { words } = props
  const back = () => setWay('sign-in')
  if (way === 'forgot') {
    return (
      <AskByMail
        words={words}
        title={words.forgotTitle}
        intro={words.forgotIntro}
        action={words.forgotSend}
        sent={words.forgotSent}
        cannot={entry?.mail === false ? words.forgotNoMail : undefined}
        ask={askReset}
        onBack={back}
      />
    )
  }
  if (way === 'sign-up') {
    return (
      <AskByMail
        words={words}
        title={words.signUpTitle}
        intro={words.signUpIntro}
        action={words.signUpSend}
        sent={words.signUpSent}
        ask={(email) => askSignUp({ email, language: words.language })}
        onBack={back}
      />
    )
  }
  return (
    <PasswordForm
      {...props}
      entry={entry}
      onForgot={() => setWay('forgot')}
      onSignUp={() => setWay('sign-up')}
    />
  )
}

interface PasswordFormProps extends FormProps {
  entry: Entry | undefined
  onForgot(): void
  onSignUp(): void
}

function PasswordForm({ words, entry, onDone, onForgot, onSignUp }: PasswordFormProps) {
  const form = useForm(words, { email: '', password: '' }, async (values) => {
    await signIn(values)
    onDone()
  })
  return (
    <GateForm
      words={words}
      title={words.signInTitle}
      form={form}
      action={words.signIn}
      below={
        <>
          {entry?.needsSetUp && <p class="quiet">{words.needsSetUp}</p>}
          <Button kind="plain" onClick={onForgot}>
            {words.forgot}
          </Button>
          {entry?.signUp && (
            <Button kind="plain" onClick={onSignUp}>
              {words.signUpAsk}
            </Button>
          )}
        </>
      }
    >
      <EmailField words={words} form={form} />
      <PasswordField words={words} form={form} />
    </GateForm>
  )
}
