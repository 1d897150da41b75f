import type { PushDevice, PushTestAnswer } from '@loods/protocol'
import { Check, CircleAlert, Clock, Send } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { useSettings } from '../settings-context.ts'
import type { Push } from './use-push.ts'

type Result = PushTestAnswer['results'][number]

/** Milliseconds between looks at whether a device showed it, and how long we look. */
const LOOK_EVERY = 1_000
const LOOK_FOR = 30_000

/** Sends a test to every device, then shows what became of it and when. */
export function PushTest({ push }: { push: Push }) {
  const { toasts } = useInbox()
  const { api, words } = useSettings()
  const [results, setResults] = useState<Result[]>()
  const [sending, setSending] = useState(false)
  const devices = push.devices.value ?? []

  async function send(): Promise<void> {
    setSending(true)
    try {
      setResults(await api.testPush())
    } catch (error) {
      toasts.failed(error)
    }
    setSending(false)
  }

  return (
    <div class="push-test">
      <Button icon={Send} disabled={sending || devices.length === 0} onClick={() => void send()}>
        {sending ? words.notifications.testing : words.notifications.test}
      </Button>
      {devices.length === 0 && <small class="quiet">{words.notifications.noDevice}</small>}
      {results && <Results results={results} push={push} />}
    </div>
  )
}

function Results({ results, push }: { results: Result[]; push: Push }) {
  const { words } = useSettings()
  const late = useLooking(results, push)
  return (
    <div class="push-results" role="status">
      <h3>{words.notifications.testTitle}</h3>
      <ul>
        {results.map((result) => (
          <ResultItem
            key={result.deviceId}
            result={result}
            device={push.devices.value?.find(({ id }) => id === result.deviceId)}
            late={late}
          />
        ))}
      </ul>
    </div>
  )
}

/** Asks for the devices anew until each has shown the test. @returns whether that took too long */
function useLooking(results: Result[], push: Push): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    setLate(false)
    const asking = setInterval(() => void push.devices.reload(), LOOK_EVERY)
    const end = setTimeout(() => {
      clearInterval(asking)
      setLate(true)
    }, LOOK_FOR)
    return () => {
      clearInterval(asking)
      clearTimeout(end)
    }
  }, [results])
  return late
}

interface ItemProps {
  result: Result
  device: PushDevice | undefined
  late: boolean
}

function ResultItem({ result, device, late }: ItemProps) {
  const { locale } = useInbox()
  const { notifications } = useSettings().words
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' })
  const { sentAt, outcome, status } = result
  const shownAt = device?.lastShownAt
  const shown = shownAt !== undefined && shownAt >= sentAt ? shownAt : undefined
  const taken = outcome === 'accepted'
  return (
    <li>
      {device && <strong>{device.device}</strong>}
      <Step done text={notifications.sentAt(time.format(sentAt))} />
      <Step
        done={taken}
        wrong={!taken}
        text={notifications.outcomes[outcome] + (status ? ` (${status})` : '')}
      />
      {shown !== undefined && (
        <>
          <Step
            done
            text={notifications.shownAt(time.format(shown), ((shown - sentAt) / 1_000).toFixed(1))}
          />
          <p>{notifications.you}</p>
        </>
      )}
      {shown === undefined && taken && (
        <Step wrong={late} text={late ? notifications.notShown : notifications.waitingShown} />
      )}
    </li>
  )
}

function Step({ done, wrong, text }: { done?: boolean; wrong?: boolean; text: string }) {
  return (
    <p class="step">
      <Icon of={wrong ? CircleAlert : done ? Check : Clock} size={16} />
      {text}
    </p>
  )
}
