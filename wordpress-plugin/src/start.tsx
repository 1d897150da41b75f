import apiFetch from '@wordpress/api-fetch'
import { Button, Card, CardBody, Notice } from '@wordpress/components'
import { createInterpolateElement, useEffect, useState } from '@wordpress/element'
import { __, sprintf } from '@wordpress/i18n'
import { facts } from './facts'
import { mount } from './mount'
import './start.scss'

/** What the plugin's link routes answer. */
interface LinkAnswer {
  state: 'linked' | 'waiting' | 'approved' | 'gone' | 'forgotten'
}

/** Milliseconds between looks whether whoever runs the chat server let the shop in. */
const LOOK_AGAIN = 10_000

/** The first page: one button and what pressing it sends where; or what became of a shop's address. */
function StartPage() {
  const [refusal, setRefusal] = useState<string>()
  const [busy, setBusy] = useState<string>()

  async function ask(path: string): Promise<void> {
    setBusy(path)
    setRefusal(undefined)
    try {
      await call(path)
      location.reload()
    } catch (error) {
      setRefusal((error as Error).message)
      setBusy(undefined)
    }
  }

  const page = { busy, ask }
  return (
    <Card className="loods-start">
      <CardBody>
        {refusal && (
          <Notice status="error" isDismissible={false}>
            {refusal}
          </Notice>
        )}
        {view(page)}
      </CardBody>
    </Card>
  )
}

interface PageProps {
  /** Path of what is under way. */
  busy: string | undefined
  ask(path: string): Promise<void>
}

function view(page: PageProps) {
  if (facts.moved) return <Moved {...page} />
  if (facts.waiting) return <Waiting />
  return <Start {...page} />
}

function Start({ busy, ask }: PageProps) {
  return (
    <>
      <h2>{__('Help shoppers while they order', 'loods-live-chat')}</h2>
      <p>
        {__(
          'A chat button appears in your shop, and you answer right here. There is nothing to sign up for and no key to copy.',
          'loods-live-chat',
        )}
      </p>
      <Button
        variant="primary"
        isBusy={busy !== undefined}
        disabled={busy !== undefined}
        onClick={() => void ask('start')}
      >
        {busy ? __('Starting…', 'loods-live-chat') : __('Start', 'loods-live-chat')}
      </Button>
      <p className="loods-start-sent">{whatIsSent()}</p>
    </>
  )
}

function whatIsSent() {
  const host = new URL(facts.relay || location.href).host
  return createInterpolateElement(
    sprintf(
      // translators: 1: host name of the chat server, 2: e-mail address.
      __(
        'Pressing Start sends your shop’s name, address, language, time zone and accent colour, and your name and address (%2$s), to the chat server at <b>%1$s</b>; from then on it keeps what shoppers write in the chat. Nothing has left your shop until now.',
        'loods-live-chat',
      ),
      host,
      facts.email,
    ),
    { b: <b /> },
  )
}

/** Looks by itself whether the shop was let in, and goes on then. */
function Waiting() {
  useEffect(() => {
    const timer = setInterval(() => void look(), LOOK_AGAIN)
    return () => clearInterval(timer)
  }, [])
  return (
    <>
      <h2>{__('Your shop has asked to come in', 'loods-live-chat')}</h2>
      <p role="status">
        {__(
          'This chat server takes new shops by approval. Whoever runs it has been told of yours. This page goes on by itself as soon as they said yes; you may also close it and come back.',
          'loods-live-chat',
        )}
      </p>
    </>
  )
}

/** A chat server that cannot be reached just now is asked again. */
async function look(): Promise<void> {
  try {
    const { state } = await call('start', 'GET')
    if (state === 'waiting') return
    if (state === 'approved') await call('start')
    location.reload()
  } catch {
    // The next look tells.
  }
}

function Moved({ busy, ask }: PageProps) {
  return (
    <>
      <h2>{__('Has your shop moved, or is this a copy?', 'loods-live-chat')}</h2>
      <p>
        {createInterpolateElement(
          sprintf(
            // translators: 1: address the chat was started at, 2: address of this shop now.
            __(
              'The chat was started at <b>%1$s</b>, and this shop is at <b>%2$s</b>. So that no shopper ends up in the wrong shop, the chat rests here until you say which it is.',
              'loods-live-chat',
            ),
            facts.oldUrl,
            facts.shopUrl.replace(/\/$/, ''),
          ),
          { b: <b /> },
        )}
      </p>
      <div className="loods-start-answers">
        <Button
          variant="primary"
          isBusy={busy === 'move'}
          disabled={busy !== undefined}
          onClick={() => void ask('move')}
        >
          {__('The shop moved here', 'loods-live-chat')}
        </Button>
        <Button
          variant="secondary"
          isBusy={busy === 'forget'}
          disabled={busy !== undefined}
          onClick={() => void ask('forget')}
        >
          {__('This is a copy', 'loods-live-chat')}
        </Button>
      </div>
      <p className="loods-start-sent">
        {__(
          'Moved: your conversations and settings come along, and the chat is gone at the old address. A copy: it starts with nothing, and the original goes on untouched.',
          'loods-live-chat',
        )}
      </p>
    </>
  )
}

function call(path: string, method = 'POST'): Promise<LinkAnswer> {
  return apiFetch<LinkAnswer>({ path: `/loods/v1/${path}`, method })
}

mount(<StartPage />)
