import apiFetch from '@wordpress/api-fetch'
import { Button, Card, CardBody, Notice } from '@wordpress/components'
import { useEffect, useState } from '@wordpress/element'
import { __ } from '@wordpress/i18n'
import encodeQR from 'qr'
import { mount } from './mount'
import './phone.scss'

/** The relay's answer: an address that signs a phone in once. */
interface PhoneLink {
  url: string
  expiresAt: number
}

/** The inbox on one's phone, with notifications, by a code that is good for ten minutes. */
function PhonePage() {
  const [link, setLink] = useState<PhoneLink>()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  useEffect(() => {
    if (!link) return
    const timer = setTimeout(() => setLink(undefined), link.expiresAt - Date.now())
    return () => clearTimeout(timer)
  }, [link])

  async function show(): Promise<void> {
    setBusy(true)
    setRefusal(undefined)
    try {
      setLink(await apiFetch<PhoneLink>({ path: '/loods/v1/phone', method: 'POST' }))
    } catch (error) {
      setRefusal((error as Error).message)
    }
    setBusy(false)
  }

  return (
    <Card className="loods-phone">
      <CardBody>
        <p className="loods-phone-intro">
          {__(
            'Your phone tells you when a shopper waits, wherever you are. Scan the code with your phone’s camera: it opens the inbox and signs you in, without a password.',
            'loods-live-chat',
          )}
        </p>
        {refusal && (
          <Notice status="error" isDismissible={false}>
            {refusal}
          </Notice>
        )}
        {link ? (
          <Code url={link.url} />
        ) : (
          <Button variant="primary" isBusy={busy} disabled={busy} onClick={() => void show()}>
            {__('Show the code', 'loods-live-chat')}
          </Button>
        )}
      </CardBody>
    </Card>
  )
}

function Code({ url }: { url: string }) {
  const rows = encodeQR(url, 'raw', { border: 2 })
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
  return (
    <>
      <svg
        className="loods-qr"
        viewBox={`0 0 ${rows.length} ${rows.length}`}
        role="img"
        aria-label={__('Code that opens the inbox on your phone', 'loods-live-chat')}
      >
        <path d={path.join('')} />
      </svg>
      <p>
        {__(
          'The code works once, for ten minutes, and only for you: show it to nobody else. Then put the inbox on your home screen; the phone says how.',
          'loods-live-chat',
        )}
      </p>
    </>
  )
}

mount(<PhonePage />)
