import type { ChannelView, SetupAnswer } from '@loods/protocol'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { useLoaded } from '../../../app/use-loaded.ts'
import { Button } from '../../../parts/button.tsx'
import { WhenLoaded } from '../../../parts/section.tsx'
import { CopyBox } from '../parts/copy.tsx'
import { useChannels } from './channels-context.ts'
import type { ChannelWords } from './i18n/words.ts'
import { Lights } from './lights.tsx'

interface StepProps {
  channel: ChannelView
  onNext(): void
  onLater(): void
}

/** Where the network brings what happens: filled in by us, or pasted by hand. */
export function CallbackStep({ channel, onNext, onLater }: StepProps) {
  const { words } = useChannels()
  const { callback } = words
  const { shakenAt, subscribedAt } = channel.details ?? {}
  const link = useLink(channel)
  const taken = link.answer?.problem === 'in_use'
  const done = shakenAt !== undefined && subscribedAt !== undefined
  return (
    <div class="stack">
      <p class="quiet">{callback.intro}</p>
      <Lights
        busy={link.busy}
        lights={[
          { text: callback.lights.shaken, on: shakenAt !== undefined },
          { text: callback.lights.subscribed, on: subscribedAt !== undefined },
        ]}
      />
      {link.answer?.problem && <Problem answer={link.answer} words={words} />}
      <div class="wizard-actions">
        {!done && <Button onClick={onLater}>{words.steps.later}</Button>}
        {done ? (
          <Button kind="main" onClick={onNext}>
            {words.steps.next}
          </Button>
        ) : (
          <Button kind="main" disabled={link.busy} onClick={() => link.register(taken)}>
            {link.busy ? callback.doing : taken ? callback.replace : callback.doIt}
          </Button>
        )}
      </div>
      {!done && <ByHand channel={channel} open={link.answer?.problem !== undefined} />}
    </div>
  )
}

interface Link {
  busy: boolean
  answer: SetupAnswer | undefined
  register(replace: boolean): void
}

/** Whoever pasted it by hand is subscribed as soon as the network has asked for us. */
function useLink(channel: ChannelView): Link {
  const { toasts } = useInbox()
  const { api, reload } = useChannels()
  const [busy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<SetupAnswer>()
  const { shakenAt, subscribedAt } = channel.details ?? {}

  async function run(ask: () => Promise<SetupAnswer>): Promise<void> {
    setBusy(true)
    setAnswer(undefined)
    try {
      setAnswer(await ask())
      await reload()
    } catch (error) {
      toasts.failed(error)
    } finally {
      setBusy(false)
    }
  }

  const shaken = shakenAt !== undefined && subscribedAt === undefined && !busy
  useEffect(() => {
    if (shaken && !answer?.problem) void run(() => api.subscribe(channel.id))
  }, [shaken])
  return { busy, answer, register: (replace) => void run(() => api.register(channel.id, replace)) }
}

function Problem({ answer, words }: { answer: SetupAnswer; words: ChannelWords }) {
  const { problems } = words.callback
  const { problem, said, elsewhere = '' } = answer
  const known: Partial<Record<string, string>> = {
    handshake: problems.handshake,
    permission: problems.permission,
    unreachable: problems.unreachable,
    in_use: problems.in_use(elsewhere),
  }
  return (
    <div class={`notice ${problem === 'in_use' ? 'amber' : 'red'}`} role="alert">
      <div>
        <p>{known[problem ?? ''] ?? problems.other}</p>
        {said && <small>{problems.said(said)}</small>}
      </div>
    </div>
  )
}

function ByHand({ channel, open }: { channel: ChannelView; open: boolean }) {
  const { api, words } = useChannels()
  const { callback } = words
  const loaded = useLoaded(() => api.callback(channel.id))
  return (
    <details class="by-hand" open={open}>
      <summary>{callback.byHand}</summary>
      <WhenLoaded of={loaded}>
        {({ url, verifyToken, fields }) => (
          <div class="stack">
            <p>{callback.where[channel.kind]}</p>
            <Copied label={callback.url} text={url} />
            <Copied label={callback.token} text={verifyToken} />
            <div class="field">
              <strong>{callback.fields}</strong>
              <ul class="callback-fields">
                {fields.map((field) => (
                  <li key={field}>
                    <code>{field}</code>
                  </li>
                ))}
              </ul>
            </div>
          </div>
        )}
      </WhenLoaded>
    </details>
  )
}

function Copied({ label, text }: { label: string; text: string }) {
  return (
    <div class="field">
      <strong>{label}</strong>
      <CopyBox label={label} text={text} quiet />
    </div>
  )
}
