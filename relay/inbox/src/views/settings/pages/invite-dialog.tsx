import type { InviteAnswer, Language, Role } from '@loods/protocol'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { rolesUpTo } from '../../../app/roles.ts'
import { useLoaded } from '../../../app/use-loaded.ts'
import { Button } from '../../../parts/button.tsx'
import { Choice } from '../../../parts/choice.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { Field } from '../../../parts/field.tsx'
import { CopyBox } from '../parts/copy.tsx'
import { EditorDialog } from '../parts/editor-dialog.tsx'
import { useSettingsEditor } from '../parts/use-settings-editor.ts'
import { useSettings } from '../settings-context.ts'

interface InviteProps {
  onClose(): void
  /** There is an invitation more. */
  onMade(): void
}

/** Asks for an address and a role, then gives the link. */
export function InviteDialog({ onClose, onMade }: InviteProps) {
  const [answer, setAnswer] = useState<InviteAnswer>()
  function done(made: InviteAnswer): void {
    setAnswer(made)
    onMade()
  }
  return answer ? (
    <InvitedDialog answer={answer} onClose={onClose} />
  ) : (
    <AskDialog onClose={onClose} onDone={done} />
  )
}

function AskDialog({ onClose, onDone }: { onClose(): void; onDone(answer: InviteAnswer): void }) {
  const { desk } = useInbox()
  const { api, words } = useSettings()
  const mail = useLoaded(api.mailWorks)
  const first: { email: string; role: Role; language: Language } = {
    email: '',
    role: 'agent',
    language: desk.language,
  }
  const editor = useSettingsEditor(first, async ({ email, role, language }) =>
    onDone(await api.invite(email, role, language)),
  )
  const { values, set } = editor
  return (
    <EditorDialog
      title={words.team.inviteTitle}
      editor={editor}
      action={words.team.send}
      onClose={onClose}
    >
      {mail.value === false && <p class="notice amber">{words.team.noMail}</p>}
      <Field label={words.team.email} problem={editor.problemOf('email')}>
        {(control) => (
          <input
            {...control}
            class="input"
            type="email"
            required
            maxLength={254}
            autocomplete="off"
            value={values.email}
            onInput={(event) => set({ email: event.currentTarget.value })}
          />
        )}
      </Field>
      <Choice
        label={words.team.role}
        value={values.role}
        options={rolesUpTo(desk.membership.role).map((role) => ({
          value: role,
          label: words.team.roles[role],
          hint: words.team.roleHints[role],
        }))}
        onChoose={(role) => set({ role })}
      />
      {mail.value && (
        <Choice
          label={words.team.language}
          value={values.language}
          options={(['nl', 'en'] as const).map((value) => ({
            value,
            label: words.languages[value],
          }))}
          onChoose={(language) => set({ language })}
        />
      )}
    </EditorDialog>
  )
}

function InvitedDialog({ answer, onClose }: { answer: InviteAnswer; onClose(): void }) {
  const { words } = useSettings()
  const { invitation, url, mailed } = answer
  return (
    <Dialog title={words.team.link} onClose={onClose}>
      <div class="stack">
        <p>
          {mailed ? words.team.mailed(invitation.email) : words.team.notMailed(invitation.email)}
        </p>
        <CopyBox label={words.team.link} text={url} />
        <small class="quiet">{words.team.linkOnce}</small>
        <div class="dialog-actions">
          <Button onClick={onClose}>{words.team.done}</Button>
        </div>
      </div>
    </Dialog>
  )
}
