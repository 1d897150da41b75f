import type { InvitationLookAnswer } from '@loods/protocol'
import { useEffect, useState } from 'preact/hooks'
import { DeadLink } from './dead-link.tsx'
import type { FormProps } from './gate.tsx'
import { NameField, NewPasswordField, PasswordField } from './gate-fields.tsx'
import { GateForm } from './gate-form.tsx'
import { acceptInvitation, lookAtInvitation } from './page-api.ts'
import { errorText, useForm } from './use-form.ts'

/** Joins a team: with a new account, or with the password of the account there is. */
export function InvitationForm(props: FormProps) {
  const { words, token, onDone } = props
  const [invitation, setInvitation] = useState<InvitationLookAnswer>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    lookAtInvitation(token).then(setInvitation, async (error) =>
      setProblem(await errorText(words, error)),
    )
  }, [])
  if (problem) return <DeadLink words={words} text={problem} onSignIn={onDone} />
  return invitation ? <JoinForm {...props} invitation={invitation} /> : null
}

function JoinForm({
  words,
  token,
  onDone,
  invitation,
}: FormProps & { invitation: InvitationLookAnswer }) {
  const { shop, invitedBy, email, hasAccount, role } = invitation
  const form = useForm(words, { name: '', password: '' }, async ({ name, password }) => {
    const fresh = hasAccount ? {} : { name, language: words.language }
    await acceptInvitation({ token, password, ...fresh })
    onDone()
  })
  return (
    <GateForm
      words={words}
      title={words.joinTitle(shop)}
      intro={words.joinIntro(invitedBy, words.roles[role], email)}
      form={form}
      action={words.join}
    >
      {!hasAccount && <NameField words={words} form={form} />}
      {/* Tells the browser which account the password belongs to. */}
      <input type="hidden" autocomplete="username" value={email} />
      {hasAccount ? (
        <PasswordField words={words} form={form} hint={words.joinPasswordHint(email)} />
      ) : (
        <NewPasswordField words={words} form={form} />
      )}
    </GateForm>
  )
}
