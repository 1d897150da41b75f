import apiFetch from '@wordpress/api-fetch'
import { Button, Card, CardBody, Notice } from '@wordpress/components'
import { createInterpolateElement, useState } from '@wordpress/element'
import { __, sprintf } from '@wordpress/i18n'
import { facts } from './facts'
import { mount } from './mount'
import './start.scss'

interface StartAnswer {
  state: 'linked' | 'waiting'
}

type Phase = 'ready' | 'busy' | 'waiting'

/** The first page: one button, and one sentence on what pressing it sends where. */
function Start() {
  const [phase, setPhase] = useState<Phase>('ready')
  const [refusal, setRefusal] = useState<string>()

  async function start(): Promise<void> {
    setPhase('busy')
    setRefusal(undefined)
    try {
      const { state } = await apiFetch<StartAnswer>({ path: '/loods/v1/start', method: 'POST' })
      if (state === 'linked') return location.reload()
      setPhase('waiting')
    } catch (error) {
      setRefusal((error as Error).message)
      setPhase('ready')
    }
  }

  return (
    <Card className="loods-start">
      <CardBody>
        <h1>{__('Help shoppers while they order', 'loods-live-chat')}</h1>
        <p>
          {__(
            'A chat button appears in your shop, and you answer right here. There is nothing to sign up for and no key to copy.',
            'loods-live-chat',
          )}
        </p>
        {facts.moved && <Moved />}
        {refusal && (
          <Notice status="error" isDismissible={false}>
            {refusal}
          </Notice>
        )}
        {phase === 'waiting' && <Waiting />}
        <Button
          variant="primary"
          size="default"
          isBusy={phase === 'busy'}
          disabled={phase === 'busy'}
          onClick={() => void start()}
        >
          {label(phase)}
        </Button>
        <p className="loods-start-sent">{whatIsSent()}</p>
      </CardBody>
    </Card>
  )
}

function label(phase: Phase): string {
  if (phase === 'busy') return __('Starting…', 'loods-live-chat')
  if (phase === 'waiting') return __('Look again', 'loods-live-chat')
  return __('Start', 'loods-live-chat')
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

function Waiting() {
  return (
    <Notice status="info" isDismissible={false}>
      {__(
        'This chat server takes new shops by approval. Whoever runs it has been asked; press the button again once you heard from them.',
        'loods-live-chat',
      )}
    </Notice>
  )
}

function Moved() {
  return (
    <Notice status="warning" isDismissible={false}>
      {__(
        'The address of this shop is not the one the chat was started with, so the chat rests. If the shop moved here, press Start. If this is a copy, leave it as it is: the original goes on.',
        'loods-live-chat',
      )}
    </Notice>
  )
}

mount(<Start />)
