import type { Language } from '@loods/protocol'
import { Check } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { lazyView } from '../../../app/lazy.tsx'
import { errorWords } from '../../../app/toasts.ts'
import { Button } from '../../../parts/button.tsx'
import { Choice } from '../../../parts/choice.tsx'
import { Field } from '../../../parts/field.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { Section } from '../../../parts/section.tsx'
import { Toggle } from '../../../parts/toggle.tsx'
import { useSettings } from '../settings-context.ts'
import { EmailDialog, PasswordDialog } from './credential-dialogs.tsx'
import { Sessions } from './sessions.tsx'

const AnswerFromWhatsapp = lazyView(
  async () => (await import('../whatsapp/answer-from-whatsapp.tsx')).AnswerFromWhatsapp,
)

/** A member's own name, language, way in, and phone to answer from. */
export function ProfilePage() {
  const { shopUrl } = useInbox()
  const { words } = useSettings()
  return (
    <div class="sections">
      <Section title={words.profile.you}>
        <NameField />
        <LanguageChoice />
        <ScreenChoices />
      </Section>
      {/* Whoever comes in through a host has their address there, and no password here. */}
      {!shopUrl && <Credentials />}
      <AnswerFromWhatsapp />
      <Sessions />
    </div>
  )
}

function NameField() {
  const { desk, words: inboxWords } = useInbox()
  const { api, words } = useSettings()
  const [name, setName] = useState(desk.me.name)
  const [kept, setKept] = useState(desk.me.name)
  const [problem, setProblem] = useState<string>()
  const [saved, setSaved] = useState(false)

  async function save(): Promise<void> {
    if (name.trim() === kept) return
    setProblem(undefined)
    try {
      const me = await api.changeMe({ name })
      setName(me.name)
      setKept(me.name)
      setSaved(true)
      await desk.reloadSite()
    } catch (error) {
      setProblem(name.trim() === '' ? words.problems.name : errorWords(inboxWords, error))
    }
  }

  return (
    <div class="setting">
      <Field label={words.profile.name} hint={words.profile.nameHint} problem={problem}>
        {(control) => (
          <input
            {...control}
            class="input"
            autocomplete="name"
            maxLength={80}
            value={name}
            onInput={(event) => {
              setName(event.currentTarget.value)
              setSaved(false)
            }}
            onChange={() => void save()}
          />
        )}
      </Field>
      <div class="setting-state" role="status">
        {saved && (
          <span class="kept">
            <Icon of={Check} size={14} />
            {words.profile.saved}
          </span>
        )}
      </div>
    </div>
  )
}

function LanguageChoice() {
  const { desk, toasts } = useInbox()
  const { api, words } = useSettings()

  /** The words of the whole inbox change: it begins anew, drafts are kept. */
  async function choose(language: Language): Promise<void> {
    if (language === desk.language) return
    try {
      await api.changeMe({ language })
      location.reload()
    } catch (error) {
      toasts.failed(error)
    }
  }

  return (
    <div class="setting">
      <Choice
        label={words.profile.language}
        value={desk.language}
        options={(['nl', 'en'] as const).map((value) => ({
          value,
          label: words.languages[value],
        }))}
        onChoose={(language) => void choose(language)}
      />
      <small class="quiet">{words.profile.languageHint}</small>
    </div>
  )
}

/** Kept in this browser, so that a phone may differ from a desk. */
function ScreenChoices() {
  const { preferences, changePreferences } = useInbox()
  const { profile } = useSettings().words
  const { theme, coach } = preferences.value
  return (
    <>
      <Choice
        label={profile.theme}
        value={theme}
        options={(['auto', 'light', 'dark'] as const).map((value) => ({
          value,
          label: profile.themes[value],
        }))}
        onChoose={(chosen) => changePreferences({ theme: chosen })}
      />
      <Toggle
        label={profile.coach}
        hint={profile.coachHint}
        on={coach}
        onChange={(on) => changePreferences({ coach: on })}
      />
    </>
  )
}

function Credentials() {
  const { desk } = useInbox()
  const { profile } = useSettings().words
  const [email, setEmail] = useState(desk.me.email)
  const [open, setOpen] = useState<'email' | 'password'>()
  const close = () => setOpen(undefined)
  return (
    <Section>
      <div class="line">
        <span class="row-text">
          <strong>{profile.email}</strong>
          <small class="quiet">{email}</small>
        </span>
        <Button onClick={() => setOpen('email')}>{profile.emailChange}</Button>
      </div>
      <div class="line">
        <span class="row-text">
          <strong>{profile.password}</strong>
        </span>
        <Button onClick={() => setOpen('password')}>{profile.passwordChange}</Button>
      </div>
      {open === 'email' && <EmailDialog onClose={close} onChanged={setEmail} />}
      {open === 'password' && <PasswordDialog onClose={close} />}
    </Section>
  )
}
