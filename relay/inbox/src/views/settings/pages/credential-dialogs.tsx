import { useInbox } from '../../../app/context.ts'
import type { Editor } from '../../../app/use-editor.ts'
import { Field } from '../../../parts/field.tsx'
import { EditorDialog } from '../parts/editor-dialog.tsx'
import { useSettingsEditor } from '../parts/use-settings-editor.ts'
import { useSettings } from '../settings-context.ts'

interface EmailDialogProps {
  onClose(): void
  onChanged(email: string): void
}

/** Another address to sign in with; the password proves who asks. */
export function EmailDialog({ onClose, onChanged }: EmailDialogProps) {
  const { toasts } = useInbox()
  const { api, words } = useSettings()
  const { profile } = words
  const editor = useSettingsEditor(
    { email: '', password: '' },
    async ({ email, password }) => {
      const { changed } = await api.changeEmail(email, password)
      if (changed) onChanged(email)
      toasts.done(changed ? profile.emailChanged : profile.emailMailed(email))
      onClose()
    },
    { wrong_credentials: { field: 'password', text: profile.wrongPassword } },
  )
  return (
    <EditorDialog
      title={profile.emailTitle}
      editor={editor}
      action={profile.emailChange}
      onClose={onClose}
    >
      <Field label={profile.newEmail} problem={editor.problemOf('email')}>
        {(control) => (
          <input
            {...control}
            class="input"
            type="email"
            autocomplete="email"
            required
            maxLength={254}
            value={editor.values.email}
            onInput={(event) => editor.set({ email: event.currentTarget.value })}
          />
        )}
      </Field>
      <Password editor={editor} name="password" label={profile.currentPassword} />
    </EditorDialog>
  )
}

/** Another password; other browsers are signed out by it. */
export function PasswordDialog({ onClose }: { onClose(): void }) {
  const { toasts } = useInbox()
  const { api, words } = useSettings()
  const { profile } = words
  const editor = useSettingsEditor(
    { current: '', next: '' },
    async ({ current, next }) => {
      await api.changePassword(current, next)
      toasts.done(profile.passwordChanged)
      onClose()
    },
    { wrong_credentials: { field: 'current', text: profile.wrongPassword } },
  )
  return (
    <EditorDialog
      title={profile.passwordTitle}
      editor={editor}
      action={profile.passwordChange}
      onClose={onClose}
    >
      <Password editor={editor} name="current" label={profile.current} />
      <Password editor={editor} name="next" label={profile.next} hint={profile.nextHint} />
    </EditorDialog>
  )
}

interface PasswordProps<Name extends string> {
  editor: Editor<Record<Name, string>>
  name: Name
  label: string
  hint?: string
}

function Password<Name extends string>({ editor, name, label, hint }: PasswordProps<Name>) {
  const fresh = name === 'next'
  return (
    <Field label={label} hint={hint} problem={editor.problemOf(name)}>
      {(control) => (
        <input
          {...control}
          class="input"
          type="password"
          autocomplete={fresh ? 'new-password' : 'current-password'}
          required
          maxLength={128}
          {...(fresh && { minLength: 10 })}
          value={editor.values[name]}
          onInput={(event) =>
            editor.set({ [name]: event.currentTarget.value } as Record<Name, string>)
          }
        />
      )}
    </Field>
  )
}
