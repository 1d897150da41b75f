import apiFetch from '@wordpress/api-fetch'
import {
  Button,
  Card,
  CardBody,
  CheckboxControl,
  ExternalLink,
  Notice,
  RadioControl,
  TextareaControl,
  ToggleControl,
} from '@wordpress/components'
import { useEffect, useState } from '@wordpress/element'
import { __ } from '@wordpress/i18n'
import { facts } from './facts'
import { mount } from './mount'
import { StatusCard } from './status-card'
import './settings.scss'

interface Settings {
  enabled: boolean
  hidden_on: string[]
  hidden_paths: string[]
  hidden_roles: string[]
  consent: boolean
  erase: boolean
}

/** Kinds of page, in the order of a visit. */
function pageKinds(): Record<string, string> {
  return {
    home: __('Home page', 'loods-live-chat'),
    category: __('Categories', 'loods-live-chat'),
    product: __('Products', 'loods-live-chat'),
    cart: __('Cart', 'loods-live-chat'),
    checkout: __('Checkout', 'loods-live-chat'),
    'thank-you': __('Thank-you page', 'loods-live-chat'),
    other: __('All other pages', 'loods-live-chat'),
  }
}

function pageHelp(): Record<string, string> {
  return {
    checkout: __(
      'Silent while a payment field has the focus; reads no address and no payment field.',
      'loods-live-chat',
    ),
  }
}

type Saving = 'idle' | 'busy' | 'saved'

function SettingsPage() {
  const [settings, setSettings] = useState<Settings>()
  const [saved, setSaved] = useState<Settings>()
  const [saving, setSaving] = useState<Saving>('idle')
  const [refusal, setRefusal] = useState<string>()

  useEffect(() => attempt(load), [])

  /** Shows what the shop keeps now, or why it could not be had. */
  function attempt(work: () => Promise<Settings>, then: Saving = 'idle'): void {
    setRefusal(undefined)
    work().then(
      (kept) => {
        setSettings(kept)
        setSaved(kept)
        setSaving(then)
      },
      (error: Error) => {
        setSaving('idle')
        setRefusal(error.message)
      },
    )
  }

  function change(next: Partial<Settings>): void {
    if (!settings) return
    setSaving('idle')
    setSettings({ ...settings, ...next })
  }

  function submit(event: { preventDefault(): void }): void {
    event.preventDefault()
    if (!settings) return
    setSaving('busy')
    attempt(() => save(settings), 'saved')
  }

  return (
    <div className="loods-settings">
      {refusal && (
        <Notice status="error" isDismissible={false}>
          {refusal}
        </Notice>
      )}
      {settings && saved && (
        <>
          <StatusCard enabled={saved.enabled} consent={saved.consent} />
          <form onSubmit={submit}>
            <Where settings={settings} onChange={change} />
            <Consent settings={settings} onChange={change} />
            <Look />
            <Leaving settings={settings} onChange={change} />
            <div className="loods-settings-foot">
              <Button
                variant="primary"
                type="submit"
                isBusy={saving === 'busy'}
                disabled={saving === 'busy'}
              >
                {__('Save', 'loods-live-chat')}
              </Button>
              <span role="status">{saving === 'saved' && __('Saved.', 'loods-live-chat')}</span>
            </div>
          </form>
        </>
      )}
    </div>
  )
}

interface PartProps {
  settings: Settings
  onChange(next: Partial<Settings>): void
}

function Where({ settings, onChange }: PartProps) {
  return (
    <Card>
      <CardBody>
        <ToggleControl
          label={__('Show the chat in the shop', 'loods-live-chat')}
          checked={settings.enabled}
          onChange={(enabled) => onChange({ enabled })}
        />
        <fieldset disabled={!settings.enabled}>
          <legend>{__('On these pages', 'loods-live-chat')}</legend>
          <Shown
            names={pageKinds()}
            help={pageHelp()}
            hidden={settings.hidden_on}
            onChange={(hidden_on) => onChange({ hidden_on })}
          />
        </fieldset>
        <TextareaControl
          label={__('But not at these addresses', 'loods-live-chat')}
          help={__(
            'One a line, such as /blog/* or /terms. A * stands for anything.',
            'loods-live-chat',
          )}
          disabled={!settings.enabled}
          rows={3}
          value={settings.hidden_paths.join('\n')}
          onChange={(text) => onChange({ hidden_paths: text.split('\n') })}
        />
        <fieldset disabled={!settings.enabled}>
          <legend>{__('To these people when they are signed in', 'loods-live-chat')}</legend>
          <Shown
            names={facts.roles}
            hidden={settings.hidden_roles}
            onChange={(hidden_roles) => onChange({ hidden_roles })}
          />
        </fieldset>
      </CardBody>
    </Card>
  )
}

interface ShownProps {
  names: Record<string, string>
  /** What else is to be said of some of them. */
  help?: Record<string, string>
  hidden: string[]
  onChange(hidden: string[]): void
}

function Shown({ names, help = {}, hidden, onChange }: ShownProps) {
  return (
    <div className="loods-choices">
      {Object.entries(names).map(([name, label]) => (
        <CheckboxControl
          key={name}
          label={label}
          help={help[name]}
          checked={!hidden.includes(name)}
          onChange={(shown) =>
            onChange(shown ? hidden.filter((one) => one !== name) : [...hidden, name])
          }
        />
      ))}
    </div>
  )
}

function Consent({ settings, onChange }: PartProps) {
  return (
    <Card>
      <CardBody>
        <RadioControl
          label={__('When the chat loads', 'loods-live-chat')}
          selected={settings.consent ? 'consent' : 'always'}
          options={[
            { value: 'always', label: __('Always', 'loods-live-chat') },
            {
              value: 'consent',
              label: __('Once my consent tool allows it (WP Consent API)', 'loods-live-chat'),
            },
          ]}
          help={__(
            'The chat counts as functional: it sets no cookie, and stores nothing before a shopper writes. Then it keeps what brings their own conversation back.',
            'loods-live-chat',
          )}
          onChange={(when) => onChange({ consent: when === 'consent' })}
        />
        {settings.consent && !facts.consentApi && (
          <Notice status="warning" isDismissible={false}>
            {__(
              'No consent tool here speaks to the WP Consent API yet, so nobody would see the chat. Install “WP Consent API” beside your consent tool first.',
              'loods-live-chat',
            )}
          </Notice>
        )}
      </CardBody>
    </Card>
  )
}

function Look() {
  return (
    <Card>
      <CardBody>
        <h2>{__('How it looks and what it says', 'loods-live-chat')}</h2>
        <p>
          {__(
            'Colour, place, icon and texts are set in the inbox, with a preview beside them.',
            'loods-live-chat',
          )}
        </p>
        <div className="loods-actions">
          <Button variant="secondary" href={`${facts.inboxUrl}#/${facts.siteId}/settings/widget`}>
            {__('Set look and texts', 'loods-live-chat')}
          </Button>
          <ExternalLink href={facts.shopUrl}>{__('Open my shop', 'loods-live-chat')}</ExternalLink>
        </div>
      </CardBody>
    </Card>
  )
}

function Leaving({ settings, onChange }: PartProps) {
  return (
    <Card>
      <CardBody>
        <ToggleControl
          label={__(
            'Erase everything at the chat server when I delete this plugin',
            'loods-live-chat',
          )}
          help={__(
            'Conversations, files, people and settings, for good. Switching the plugin off erases nothing.',
            'loods-live-chat',
          )}
          checked={settings.erase}
          onChange={(erase) => onChange({ erase })}
        />
      </CardBody>
    </Card>
  )
}

async function load(): Promise<Settings> {
  const all = await apiFetch<{ loods_settings: Settings }>({ path: '/wp/v2/settings' })
  return all.loods_settings
}

async function save(settings: Settings): Promise<Settings> {
  const all = await apiFetch<{ loods_settings: Settings }>({
    path: '/wp/v2/settings',
    method: 'POST',
    data: { loods_settings: settings },
  })
  return all.loods_settings
}

mount(<SettingsPage />)
