import type { ChannelCheck, ChannelView, ValueCheck } from '@loods/protocol'
import { Check, CircleDashed, Info } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { useDates } from '../../../app/dates.ts'
import { errorWords } from '../../../app/toasts.ts'
import { Button } from '../../../parts/button.tsx'
import { Field } from '../../../parts/field.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { useChannels } from './channels-context.ts'
import { SecretField } from './secret-field.tsx'
import { problemWords } from './value-words.ts'

type Name = keyof ChannelCheck
type Typed = Record<Name, string>

/** The token first: without it nothing else can be looked at. */
const NAMES = {
  whatsapp: ['token', 'externalId', 'businessId', 'appSecret'],
  messenger: ['token', 'externalId', 'appSecret'],
} as const satisfies Record<ChannelView['kind'], readonly Name[]>
const SECRETS: readonly Name[] = ['token', 'appSecret']
/** Milliseconds of no typing after which values are looked at. */
const CALM = 500

interface StepProps {
  kind: ChannelView['kind']
  onBack(): void
  onConnected(channel: ChannelView): void
}

/** The values from the network's screens, each looked at as it comes. */
export function ValuesStep({ kind, onBack, onConnected }: StepProps) {
  const { words } = useChannels()
  const { values } = words
  const form = useValues(kind, onConnected)
  return (
    <form class="stack" onSubmit={form.connect}>
      <p class="quiet">{kind === 'whatsapp' ? values.whatsappIntro : values.messengerIntro}</p>
      {NAMES[kind].map((name) => (
        <Value
          key={name}
          name={name}
          words={values.fields[kind][name]}
          text={form.typed[name]}
          check={form.check?.[name]}
          busy={form.looking}
          onInput={(text) => form.type({ [name]: text })}
        />
      ))}
      <p class="quiet">{values.secretKept}</p>
      {form.problem && (
        <p class="notice red" role="alert">
          {form.problem}
        </p>
      )}
      <div class="wizard-actions">
        <Button onClick={onBack}>{words.steps.before}</Button>
        {form.check && isStuck(form.check) && (
          <Button onClick={form.look} disabled={form.looking}>
            {values.again}
          </Button>
        )}
        <Button kind="main" type="submit" disabled={form.connecting || !isRight(form, kind)}>
          {form.connecting ? values.connecting : values.connect}
        </Button>
      </div>
    </form>
  )
}

interface Values {
  typed: Typed
  check: ChannelCheck | undefined
  looking: boolean
  connecting: boolean
  problem: string | undefined
  type(change: Partial<Typed>): void
  look(): void
  connect(event: Event): void
}

/** What was typed, what the relay found of it, and the way on once all is right. */
function useValues(kind: ChannelView['kind'], onConnected: StepProps['onConnected']): Values {
  const { words: inboxWords, desk } = useInbox()
  const { api } = useChannels()
  const kept = `loods ${desk.membership.siteId} ${kind}`
  const [typed, setTyped] = useState(() => readIds(kept))
  const [check, setCheck] = useState<ChannelCheck>()
  const [looking, setLooking] = useState(false)
  const [connecting, setConnecting] = useState(false)
  const [problem, setProblem] = useState<string>()
  const asked = useRef(0)

  function take(found: ChannelCheck): void {
    setCheck(found)
    const put = Object.entries(found).flatMap(([name, it]) => (it.value ? [[name, it.value]] : []))
    if (put.length > 0) setTyped((now) => ({ ...now, ...Object.fromEntries(put) }))
  }

  async function look(): Promise<void> {
    asked.current += 1
    const mine = asked.current
    setLooking(true)
    try {
      const found = await api.check({ kind, ...typed })
      if (mine !== asked.current) return
      setProblem(undefined)
      take(found)
    } catch (error) {
      if (mine === asked.current) setProblem(errorWords(inboxWords, error))
    } finally {
      if (mine === asked.current) setLooking(false)
    }
  }

  const put = useRef<string | undefined>(undefined)
  useEffect(() => {
    keepIds(kept, typed)
    const text = JSON.stringify(typed)
    // What the relay put right was looked at already.
    if (text === put.current || Object.values(typed).every((value) => value === '')) return
    put.current = text
    const timer = setTimeout(() => void look(), CALM)
    return () => clearTimeout(timer)
  }, [typed])

  async function connect(event: Event): Promise<void> {
    event.preventDefault()
    setConnecting(true)
    setProblem(undefined)
    try {
      const answer = await api.connect({ kind, ...typed })
      take(answer.check)
      if (!answer.channel) return
      sessionStorage.removeItem(kept)
      onConnected(answer.channel)
    } catch (error) {
      setProblem(errorWords(inboxWords, error))
    } finally {
      setConnecting(false)
    }
  }

  return {
    typed,
    check,
    looking,
    connecting,
    problem,
    type: (change) => setTyped((now) => ({ ...now, ...change })),
    look: () => void look(),
    connect: (event) => void connect(event),
  }
}

/** Ids outlive a reload of the page; secrets are kept by no browser. */
function readIds(name: string): Typed {
  const ids = JSON.parse(sessionStorage.getItem(name) ?? '{}') as Partial<Typed>
  return {
    token: '',
    appSecret: '',
    externalId: ids.externalId ?? '',
    businessId: ids.businessId ?? '',
  }
}

function keepIds(name: string, { externalId, businessId }: Typed): void {
  sessionStorage.setItem(name, JSON.stringify({ externalId, businessId }))
}

function isRight({ check, looking }: Values, kind: ChannelView['kind']): boolean {
  if (!check || looking) return false
  return NAMES[kind].every((name) => ['good', 'put_right', 'unproven'].includes(check[name].state))
}

/** Something is wrong that may be right without typing anything else. */
function isStuck(check: ChannelCheck): boolean {
  return Object.values(check).some(({ problem }) => problem !== undefined)
}

interface ValueProps {
  name: Name
  words: { label: string; hint: string }
  text: string
  check: ValueCheck | undefined
  busy: boolean
  onInput(text: string): void
}

function Value({ name, words, text, check, busy, onInput }: ValueProps) {
  const screen = useChannels()
  const told = text === '' && check?.state === 'empty' ? undefined : check
  const problem = told?.state === 'wrong' ? problemWords(screen.words, name, told) : undefined
  const common = { label: words.label, hint: words.hint, problem }
  return (
    <div class="value-row">
      {SECRETS.includes(name) ? (
        <SecretField {...common} value={text} onInput={onInput} />
      ) : (
        <Field {...common}>
          {(control) => (
            <input
              {...control}
              class="input"
              autocomplete="off"
              spellcheck={false}
              inputMode="numeric"
              maxLength={60}
              value={text}
              onInput={(event) => onInput(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      <div class="value-result" role="status">
        {told && told.state !== 'wrong' && (
          <Result check={told} busy={busy && told.state !== 'good'} />
        )}
      </div>
    </div>
  )
}

/** What a value turned out to be, in one line. */
function Result({ check, busy }: { check: ValueCheck; busy: boolean }) {
  const { values } = useChannels().words
  const dates = useDates()
  if (check.state === 'empty') return null
  if (busy || check.state === 'waiting') {
    return (
      <span class="quiet">
        <Icon of={CircleDashed} size={16} />
        {busy ? values.checking : values.waiting}
      </span>
    )
  }
  const says = {
    good: check.until ? values.goodUntil(dates.moment(check.until)) : values.good,
    put_right: values.putRight,
    unproven: values.unproven,
  }[check.state as 'good' | 'put_right' | 'unproven']
  const found = check.found && values.found(check.found)
  const calm = check.state === 'good' && check.until === undefined
  return (
    <span class={calm ? 'right' : 'note'}>
      <Icon of={calm ? Check : Info} size={16} />
      <span>{[calm && check.found ? '' : says, found].filter(Boolean).join(' ')}</span>
    </span>
  )
}
