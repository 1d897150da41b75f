import type { AvailabilityState } from '@loods/protocol'
import { Check, CircleHelp, LogOut } from 'lucide'
import { useInbox } from '../../app/context.ts'
import formsCss from '../../look/forms.css'
import { adopt } from '../../look/sheets.ts'
import { Icon } from '../../parts/icon.tsx'
import { Segments } from '../../parts/segments.tsx'
import type { Preferences } from '../../store/preferences.ts'

interface AccountMenuProps {
  onHelp(): void
  onDone(): void
}

/** Oneself: open or away, which shop, light or dark, sound, help and the way out. */
export function AccountMenu({ onHelp, onDone }: AccountMenuProps) {
  const inbox = useInbox()
  adopt(inbox.root, formsCss)
  const { desk, words, signOut, toasts } = inbox
  const changeSound = (on: boolean) =>
    void inbox.changeSound(on).catch((error: unknown) => toasts.failed(error))
  return (
    <div class="account-menu">
      <p class="account-name">
        <b>{desk.me.name}</b>
        <span class="quiet cut">{desk.me.email}</span>
      </p>
      <Availability />
      <Shops onDone={onDone} />
      <hr />
      <Theme />
      <Toggle name="sound" label={words.account.sound} onChange={changeSound} />
      <Toggle
        name="coach"
        label={words.account.coach}
        onChange={(on) => inbox.changePreferences({ coach: on })}
      />
      <hr />
      <button
        type="button"
        class="menu-item"
        onClick={() => {
          onDone()
          onHelp()
        }}
      >
        <Icon of={CircleHelp} size={16} />
        {words.app.help}
      </button>
      {signOut && (
        <button type="button" class="menu-item" onClick={signOut}>
          <Icon of={LogOut} size={16} />
          {words.app.signOut}
        </button>
      )}
    </div>
  )
}

function Availability() {
  const { desk, words, toasts } = useInbox()
  const state = desk.site.value?.settings.availability
  if (!state) return null
  const change = (next: AvailabilityState) =>
    void desk.siteApi
      .setAvailability(next)
      .then(desk.reloadSite)
      .catch((error: unknown) => toasts.failed(error))
  return (
    <div class="account-part">
      <h3>{words.account.shopIs}</h3>
      <Segments<AvailabilityState>
        label={words.account.shopIs}
        chosen={state}
        options={[
          { value: 'open', label: words.account.open },
          { value: 'away', label: words.account.away },
        ]}
        onChoose={change}
      />
    </div>
  )
}

function Shops({ onDone }: { onDone(): void }) {
  const { desk, words, switchSite } = useInbox()
  if (desk.me.sites.length < 2) return null
  return (
    <>
      <hr />
      <h3>{words.app.shops}</h3>
      {desk.me.sites.map(({ siteId, name }) => (
        <button
          key={siteId}
          type="button"
          class="menu-item"
          onClick={() => {
            onDone()
            switchSite(siteId)
          }}
        >
          {name}
          <WaitingIn siteId={siteId} />
          {siteId === desk.membership.siteId && (
            <span class="end">
              <Icon of={Check} size={16} />
            </span>
          )}
        </button>
      ))}
    </>
  )
}

/** How many wait there; nothing when nobody does. */
function WaitingIn({ siteId }: { siteId: string }) {
  const { desk, words } = useInbox()
  const here = siteId === desk.membership.siteId
  const count = here
    ? desk.lists.waiting.rows.value.length
    : (desk.elsewhere.value.get(siteId) ?? 0)
  if (count === 0) return null
  return (
    <span class="badge end" title={words.account.waiting(count)}>
      <span aria-hidden="true">{count}</span>
      <span class="hidden-text">{words.account.waiting(count)}</span>
    </span>
  )
}

function Theme() {
  const { words, preferences, changePreferences } = useInbox()
  const themes: Preferences['theme'][] = ['auto', 'light', 'dark']
  return (
    <div class="account-part">
      <h3>{words.account.theme}</h3>
      <Segments
        label={words.account.theme}
        chosen={preferences.value.theme}
        options={themes.map((value) => ({ value, label: words.account.themes[value] }))}
        onChoose={(theme) => changePreferences({ theme })}
      />
    </div>
  )
}

interface ToggleProps {
  name: 'sound' | 'coach'
  label: string
  onChange(on: boolean): void
}

function Toggle({ name, label, onChange }: ToggleProps) {
  const { preferences } = useInbox()
  return (
    <label class="menu-item">
      <input
        type="checkbox"
        checked={preferences.value[name]}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {label}
    </label>
  )
}
