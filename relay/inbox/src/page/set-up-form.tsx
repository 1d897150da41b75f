import type { FormProps } from './gate.tsx'
import { GateField, GateForm } from './gate-form.tsx'
import { ownTimeZone, setUp } from './page-api.ts'
import { useForm } from './use-form.ts'

/** The first owner and the first shop, through the link the relay printed. */
export function SetUpForm({ words, token, onDone }: FormProps) {
  const empty = { name: '', email: '', password: '', siteName: '' }
  const form = useForm(words, empty, async (values) => {
    await setUp({ ...values, token, language: words.language, timeZone: ownTimeZone() })
    onDone()
  })
  return (
    <GateForm
      words={words}
      title={words.setUpTitle}
      intro={words.setUpIntro}
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
        name="email"
        label={words.email}
        type="email"
        autocomplete="username"
      />
      <GateField
        form={form}
        name="password"
        label={words.newPassword}
        hint={words.passwordHint}
        type="password"
        autocomplete="new-password"
        minLength={10}
      />
    </GateForm>
  )
}
