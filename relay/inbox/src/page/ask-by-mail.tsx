import { useState } from 'preact/hooks'
import { Button } from '../parts/button.tsx'
import type { AccountWords } from './account-words.ts'
import { EmailField } from './gate-fields.tsx'
import { GateForm } from './gate-form.tsx'
import { useForm } from './use-form.ts'

interface AskByMailProps {
  words: AccountWords
  title: string
  intro: string
  /** The verb on its button. */
  action: string
  /** What is said once the link is on its way. */
  sent(email: string): string
  /** Why no link can be sent; the form is left out then. */
  cannot?: string | undefined
  ask(email: string): Promise<void>
  onBack(): void
}

/** Asks for an address, and sends a link there. */
export function AskByMail(props: AskByMailProps) {
  const { words, title, intro, action, sent, cannot, ask, onBack } = props
  const [sentTo, setSentTo] = useState<string>()
  const form = useForm(words, { email: '' }, async ({ email }) => {
    await ask(email)
    setSentTo(email)
  })
  const back = (
    <Button kind="plain" onClick={onBack}>
      {words.backToSignIn}
    </Button>
  )
  const said = sentTo === undefined ? cannot : sent(sentTo)
  if (said !== undefined) {
    return (
      <>
        <h1>{title}</h1>
        <p role="status">{said}</p>
        <div class="gate-below">{back}</div>
      </>
    )
  }
  return (
    <GateForm words={words} title={title} intro={intro} form={form} action={action} below={back}>
      <EmailField words={words} form={form} />
    </GateForm>
  )
}
