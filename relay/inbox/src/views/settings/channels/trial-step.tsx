import type { ChannelTrialView, ChannelView } from '@loods/protocol'
import { ExternalLink } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { QrCode } from '../../../parts/qr-code.tsx'
import { CopyBox } from '../parts/copy.tsx'
import { useChannels } from './channels-context.ts'
import { Lights } from './lights.tsx'

/** Milliseconds after which nothing having come in is worth a word. */
const SLOW = 60_000

interface StepProps {
  channel: ChannelView
  onNext(): void
  onRelink(): void
}

/** The whole way once: written on one's own phone, seen here, answered there. */
export function TrialStep({ channel, onNext, onRelink }: StepProps) {
  const { words } = useChannels()
  const { trial: says } = words
  const { kind } = channel
  const trial = useTrial(channel)
  const done = trial?.arrivedAt !== undefined
  return (
    <div class="stack">
      <p class="quiet">{kind === 'whatsapp' ? says.whatsappIntro : says.messengerIntro}</p>
      {trial && !trial.heardAt && <WhatToSend channel={channel} trial={trial} />}
      <Lights
        busy
        lights={[
          { text: says.lights.heard, on: trial?.heardAt !== undefined },
          { text: says.lights.answered, on: trial?.answeredAt !== undefined },
          { text: says.lights.arrived, on: done },
        ]}
      />
      {trial?.refused && (
        <p class="notice red" role="alert">
          {says.refused(trial.refused)}
        </p>
      )}
      {trial && !trial.heardAt && <IfSlow kind={kind} since={trial.at} />}
      <div class="wizard-actions">
        {!done && <Button onClick={onRelink}>{says.relink}</Button>}
        <Button kind={done ? 'main' : 'plain'} onClick={onNext}>
          {done ? words.steps.next : says.skip}
        </Button>
      </div>
    </div>
  )
}

/** Asks for a text to send, once; what came of it comes with the channel. */
function useTrial(channel: ChannelView): ChannelTrialView | undefined {
  const { toasts } = useInbox()
  const { api, reload } = useChannels()
  const asked = useRef(false)
  const known = channel.details?.trial
  const [made, setMade] = useState<ChannelTrialView>()
  useEffect(() => {
    if (asked.current || (known && !known.refused)) return
    asked.current = true
    api
      .tryOut(channel.id)
      .then(async ({ details }) => {
        setMade(details?.trial)
        await reload()
      })
      .catch((error: unknown) => toasts.failed(error))
  }, [])
  return known ?? made
}

function WhatToSend({ channel, trial }: { channel: ChannelView; trial: ChannelTrialView }) {
  const { size } = useInbox()
  const { trial: says } = useChannels().words
  const { kind, address } = channel
  const hasCode = size.value !== 'phone'
  return (
    <div class="trial-text">
      {hasCode && (
        <>
          <span class="quiet">{says.scanCode[kind]}</span>
          <QrCode text={trial.link} label={says.scanCode[kind]} />
        </>
      )}
      <span class="quiet">
        {(hasCode ? says.scan : says.send)[kind]} {says.to(address)}
      </span>
      <CopyBox label={says.text} text={trial.text} quiet />
      <p>
        <a class="button main" href={trial.link} target="_blank" rel="noreferrer">
          <Icon of={ExternalLink} size={16} />
          {says.open[kind]}
        </a>
      </p>
    </div>
  )
}

function IfSlow({ kind, since }: { kind: ChannelView['kind']; since: number }) {
  const { desk } = useInbox()
  const { trial } = useChannels().words
  if (desk.now.value - since < SLOW) return null
  return (
    <div class="notice amber" role="status">
      <div>
        <strong>{trial.slow}</strong>
        <ul class="bullets">
          {trial.checks[kind].map((check) => (
            <li key={check}>{check}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}
