import { useEffect, useState } from 'preact/hooks'
import { Button } from '../parts/button.tsx'
import { ForgotForm } from './forgot-form.tsx'
import type { FormProps } from './gate.tsx'
import { GateField, GateForm } from './gate-form.tsx'
import { askEntry, type Entry, signIn } from './page-api.ts'
import { SignUpAskForm } from './sign-up-form.tsx'
import { useForm } from './use-form.ts'

/** Signing in, and what to do when one cannot. */
export function SignInForm(props: FormProps) {
  const [way, setWay] = useState<'sign-in' | 'forgot' | 'sign-up'>('sign-in')
  const [entry, setEntry] = useState<Entry>()
  useEffect(() => void askEntry().then(setEntry, () => undefined), [])
  const back = () => setWay('sign-in')
  if (way === 'forgot') return <ForgotForm {...props} mail={entry?.mail !== false} onBack={back} />
  if (way === 'sign-up') return <SignUpAskForm {...props} onBack={back} />
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
      <GateField
        form={form}
        name="email"
        label={words.email}
        type="email"
        autocomplete="username"
      />
      <GateField
        form={form}
        name="password"
        label={words.password}
        type="password"
        autocomplete="current-password"
      />
    </GateForm>
  )
}
