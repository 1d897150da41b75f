import type { ChannelView } from '@loods/protocol'
import { ArrowLeft, Check } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { CallbackStep } from './callback-step.tsx'
import { useChannels } from './channels-context.ts'
import { DoneStep } from './done-step.tsx'
import { NeedStep } from './need-step.tsx'
import { TrialStep } from './trial-step.tsx'
import { ValuesStep } from './values-step.tsx'

const STEPS = ['need', 'values', 'callback', 'trial', 'done'] as const
type Step = (typeof STEPS)[number]

interface WizardProps {
  kind: ChannelView['kind']
  /** Once its values were right. */
  channel: ChannelView | undefined
  onConnected(channel: ChannelView): void
  onClose(): void
}

/** Connecting a number or page, one thing at a time. What was done stays done when one leaves. */
export function Wizard({ kind, channel, onConnected, onClose }: WizardProps) {
  const { words } = useChannels()
  const [step, setStep] = useState<Step>(() => firstStep(channel))
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [step])
  return (
    <div class="wizard">
      <div class="wizard-top">
        <Button kind="plain" icon={ArrowLeft} onClick={onClose}>
          {words.actions.back}
        </Button>
      </div>
      <Stepper kind={kind} step={step} />
      <h2 class="wizard-title" ref={heading} tabIndex={-1}>
        {titleOf(words, kind, step, channel)}
      </h2>
      {step === 'need' && <NeedStep kind={kind} onNext={() => setStep('values')} />}
      {step === 'values' && (
        <ValuesStep
          kind={kind}
          onBack={() => setStep('need')}
          onConnected={(made) => {
            onConnected(made)
            setStep('callback')
          }}
        />
      )}
      {step === 'callback' && channel && (
        <CallbackStep channel={channel} onNext={() => setStep('trial')} onLater={onClose} />
      )}
      {step === 'trial' && channel && (
        <TrialStep
          channel={channel}
          onNext={() => setStep('done')}
          onRelink={() => setStep('callback')}
        />
      )}
      {step === 'done' && channel && <DoneStep channel={channel} onClose={onClose} />}
    </div>
  )
}

function firstStep(channel: ChannelView | undefined): Step {
  if (!channel) return 'need'
  return channel.details?.subscribedAt === undefined || channel.trouble?.code === 'webhook'
    ? 'callback'
    : 'trial'
}

function titleOf(
  words: ReturnType<typeof useChannels>['words'],
  kind: ChannelView['kind'],
  step: Step,
  channel: ChannelView | undefined,
): string {
  if (step === 'need') return words.need[kind].title
  if (step !== 'done') return words[step].title
  const { done, kinds } = words
  return (channel?.details?.trial?.arrivedAt ? done.title : done.untried)(kinds[kind].name)
}

/** Where one is, and what is still to come. */
function Stepper({ kind, step }: { kind: ChannelView['kind']; step: Step }) {
  const { steps } = useChannels().words
  const at = STEPS.indexOf(step)
  const nameOf = (name: Step) =>
    name === 'values' && kind === 'messenger' ? steps.messengerValues : steps[name]
  return (
    <>
      <p class="wizard-count" aria-hidden="true">
        {steps.of(at + 1, STEPS.length)} · {nameOf(step)}
      </p>
      <ol class="stepper" aria-label={steps.label}>
        {STEPS.map((name, index) => (
          <li key={name} data-done={index < at} aria-current={index === at ? 'step' : undefined}>
            <span aria-hidden="true">{index < at ? <Icon of={Check} size={14} /> : index + 1}</span>
            <span class="step-name">{nameOf(name)}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
