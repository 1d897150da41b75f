import type { FormProps } from './gate.tsx'
import { EmailField, NameField, NewPasswordField, SiteNameField } from './gate-fields.tsx'
import { GateForm } from './gate-form.tsx'
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
      <SiteNameField words={words} form={form} />
      <NameField words={words} form={form} />
      <EmailField words={words} form={form} />
      <NewPasswordField words={words} form={form} />
    </GateForm>
  )
}
