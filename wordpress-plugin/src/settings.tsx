import apiFetch from '@wordpress/api-fetch'
import {
  Button,
  Card,
  CardBody,
  CheckboxControl,
  Notice,
  ToggleControl,
} from '@wordpress/components'
import { useEffect, useState } from '@wordpress/element'
import { __ } from '@wordpress/i18n'
import { mount } from './mount'
import './settings.scss'

interface Settings {
  enabled: boolean
  hidden_on: string[]
}

/** Kinds of page, in the order of a visit. */
function pageKinds(): [string, string][] {
  return [
    ['home', __('Home page', 'loods-live-chat')],
    ['category', __('Categories', 'loods-live-chat')],
    ['product', __('Products', 'loods-live-chat')],
    ['cart', __('Cart', 'loods-live-chat')],
    ['checkout', __('Checkout', 'loods-live-chat')],
    ['thank-you', __('Thank-you page', 'loods-live-chat')],
    ['other', __('All other pages', 'loods-live-chat')],
  ]
}

type Saving = 'idle' | 'busy' | 'saved'

function SettingsPage() {
  const [settings, setSettings] = useState<Settings>()
  const [saving, setSaving] = useState<Saving>('idle')
  const [refusal, setRefusal] = useState<string>()

  useEffect(() => {
    attempt(async () => setSettings(await load()))
  }, [])

  function attempt(work: () => Promise<void>): void {
    setRefusal(undefined)
    work().catch((error: Error) => {
      setSaving('idle')
      setRefusal(error.message)
    })
  }

  function change(next: Partial<Settings>): void {
    if (!settings) return
    setSaving('idle')
    setSettings({ ...settings, ...next })
  }

  return (
    <div className="loods-settings">
      <h1>{__('Chat in your shop', 'loods-live-chat')}</h1>
      {refusal && (
        <Notice status="error" isDismissible={false}>
          {refusal}
        </Notice>
      )}
      {settings && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            setSaving('busy')
            attempt(async () => {
              setSettings(await save(settings))
              setSaving('saved')
            })
          }}
        >
          <Card>
            <CardBody>
              <ToggleControl
                label={__('Show the chat in the shop', 'loods-live-chat')}
                checked={settings.enabled}
                onChange={(enabled) => change({ enabled })}
              />
              <fieldset disabled={!settings.enabled}>
                <legend>{__('On these pages', 'loods-live-chat')}</legend>
                <PageKinds settings={settings} onChange={change} />
              </fieldset>
            </CardBody>
          </Card>
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
      )}
    </div>
  )
}

function PageKinds({
  settings: { hidden_on: hidden },
  onChange,
}: {
  settings: Settings
  onChange(next: Partial<Settings>): void
}) {
  return (
    <>
      {pageKinds().map(([kind, label]) => (
        <CheckboxControl
          key={kind}
          label={label}
          checked={!hidden.includes(kind)}
          onChange={(shown) =>
            onChange({
              hidden_on: shown ? hidden.filter((one) => one !== kind) : [...hidden, kind],
            })
          }
        />
      ))}
    </>
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
