import type { ComponentType } from 'preact'
import { render } from 'preact'
import { pickLanguage } from '../i18n/words.ts'
import base from '../look/base.css'
import forms from '../look/forms.css'
import parts from '../look/parts.css'
import { adopt } from '../look/sheets.ts'
import { type AccountWords, accountWords } from './account-words.ts'
import { ConfirmEmail } from './confirm-email.tsx'
import gateCss from './gate.css'
import { InvitationForm } from './invitation-form.tsx'
import { PhoneForm } from './phone-form.tsx'
import { ResetForm } from './reset-form.tsx'
import { SetUpForm } from './set-up-form.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { SignUpForm } from './sign-up-form.tsx'

/** A door in front of the inbox. */
export type Gate =
  | { name: 'sign-in' }
  | { name: 'set-up' | 'invitation' | 'reset' | 'sign-up' | 'email' | 'phone'; token: string }

export interface FormProps {
  words: AccountWords
  /** What a link carried; empty at sign-in. */
  token: string
  /** The session is there now. */
  onDone(): void
}

const FORMS: Record<Gate['name'], ComponentType<FormProps>> = {
  'sign-in': SignInForm,
  'set-up': SetUpForm,
  invitation: InvitationForm,
  reset: ResetForm,
  'sign-up': SignUpForm,
  email: ConfirmEmail,
  phone: PhoneForm,
}

/** Shows a door; `onDone` is called when it has been passed. @returns takes the door away */
export function mountGate(stage: HTMLElement, gate: Gate, onDone: () => void): () => void {
  const language = pickLanguage(navigator.languages)
  const host = stage.appendChild(document.createElement('div'))
  host.dataset.theme = 'auto'
  host.lang = language
  const root = host.attachShadow({ mode: 'open' })
  adopt(root, base, parts, forms, gateCss)
  const Form = FORMS[gate.name]
  const token = gate.name === 'sign-in' ? '' : gate.token
  const form = <Form words={accountWords[language]} token={token} onDone={onDone} />
  render(
    <div class="inbox gate">
      <main>
        <span class="gate-mark" aria-hidden="true">
          L
        </span>
        {form}
      </main>
    </div>,
    root,
  )
  return () => {
    render(null, root)
    host.remove()
  }
}
