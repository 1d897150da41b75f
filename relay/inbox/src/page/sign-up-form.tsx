import type { FormProps } from './gate.tsx'
import { NameField, NewPasswordField, SiteNameField } from './gate-fields.tsx'
import { GateForm } from './gate-form.tsx'
import { completeSignUp, ownTimeZone } from './page-api.ts'
import { useForm } from './use-form.ts'

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
      <SiteNameField words={words} form={form} />
      <NameField words={words} form={form} />
      <NewPasswordField words={words} form={form} hint={words.passwordHintExisting} />
    </GateForm>
  )
}
