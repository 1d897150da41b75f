import type { FormProps } from './gate.tsx'
import { NewPasswordField } from './gate-fields.tsx'
import { GateForm } from './gate-form.tsx'
import { completeReset } from './page-api.ts'
import { useForm } from './use-form.ts'

/** A new password, through the link that came by mail. */
export function ResetForm({ words, token, onDone }: FormProps) {
  const form = useForm(words, { password: '' }, async ({ password }) => {
    await completeReset({ token, password })
    onDone()
  })
  return (
    <GateForm
      words={words}
      title={words.resetTitle}
      intro={words.resetIntro}
      form={form}
      action={words.reset}
    >
      <NewPasswordField words={words} form={form} />
    </GateForm>
  )
}
