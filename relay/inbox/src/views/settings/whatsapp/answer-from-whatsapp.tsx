import {
  type PairingAnswer,
  type Phone,
  type PhoneAnswer,
  type PhoneChange,
  spacedPhone,
} from '@loods/protocol'
import { MessageCircle, QrCode as QrIcon } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { useDates } from '../../../app/dates.ts'
import { type Loaded, useLoaded } from '../../../app/use-loaded.ts'
import { adopt } from '../../../look/sheets.ts'
import { Button } from '../../../parts/button.tsx'
import { Choice } from '../../../parts/choice.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { QrCode } from '../../../parts/qr-code.tsx'
import { Section, WhenLoaded } from '../../../parts/section.tsx'
import { Toggle } from '../../../parts/toggle.tsx'
import { useSettings } from '../settings-context.ts'
import css from './answer-from-whatsapp.css'

/** Quiet hours somebody begins with. */
const NIGHT = { from: '22:00', to: '08:00' }

/** A member's own phone: paired by one message, and how it is used. */
export function AnswerFromWhatsapp() {
  const { root } = useInbox()
  const { api, words } = useSettings()
  adopt(root, css)
  // A phone that is paired, or says stop, changes the team.
  const answer = useLoaded(api.phone, 'team')
  return (
    <Section title={words.whatsapp.title} intro={words.whatsapp.intro}>
      <WhenLoaded of={answer}>{(value) => <Shown answer={value} of={answer} />}</WhenLoaded>
    </Section>
  )
}

function Shown({ answer, of }: { answer: PhoneAnswer; of: Loaded<PhoneAnswer> }) {
  const { words } = useSettings()
  const { phone, sender } = answer
  if (phone) return <Paired phone={phone} of={of} />
  if (!sender) return <p class="notice amber">{words.whatsapp.noSender}</p>
  return <Pairing sender={sender} />
}

/** A code to scan or a link to follow: whoever sends the message proves whose phone it is. */
function Pairing({ sender }: { sender: NonNullable<PhoneAnswer['sender']> }) {
  const { toasts, size } = useInbox()
  const { api, words } = useSettings()
  const [pairing, setPairing] = useState<PairingAnswer>()
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    if (!pairing) return
    const timer = setTimeout(() => setPairing(undefined), pairing.expiresAt - Date.now())
    return () => clearTimeout(timer)
  }, [pairing])

  async function begin(): Promise<void> {
    setBusy(true)
    try {
      setPairing(await api.beginPairing())
    } catch (error) {
      toasts.failed(error)
    }
    setBusy(false)
  }

  const { whatsapp } = words
  if (!pairing) {
    return (
      <>
        <p class="quiet">{whatsapp.privacy}</p>
        <p>
          <Button kind="main" icon={QrIcon} disabled={busy} onClick={() => void begin()}>
            {whatsapp.pair}
          </Button>
        </p>
      </>
    )
  }
  const onPhone = size.value === 'phone'
  return (
    <div class="pairing">
      {!onPhone && <QrCode text={pairing.url} label={whatsapp.code} />}
      <div>
        <ol class="steps">
          {(onPhone ? whatsapp.stepsHere : whatsapp.steps).map((step) => (
            <li key={step}>
              <span>{step}</span>
            </li>
          ))}
        </ol>
        <a
          class={`button ${onPhone ? 'main' : ''}`}
          href={pairing.url}
          target="_blank"
          rel="noreferrer"
        >
          <Icon of={MessageCircle} size={16} />
          {onPhone ? whatsapp.open : whatsapp.openHere}
        </a>
        <small class="quiet" role="status">
          {whatsapp.waiting(sender.name, spacedPhone(sender.address))}
        </small>
      </div>
    </div>
  )
}

function Paired({ phone, of }: { phone: Phone; of: Loaded<PhoneAnswer> }) {
  const { toasts } = useInbox()
  const { api, words } = useSettings()
  const { whatsapp } = words
  const change = (wanted: PhoneChange) =>
    api
      .changePhone(wanted)
      .then((now) => of.put({ ...of.value, phone: now }))
      .catch((error: unknown) => {
        toasts.failed(error)
        void of.reload()
      })
  return (
    <div class="stack">
      <Facts phone={phone} of={of} />
      {phone.trouble && <p class="notice amber">{whatsapp.troubles[phone.trouble]}</p>}
      <Toggle
        label={whatsapp.on}
        hint={whatsapp.onHint}
        on={phone.state !== 'away'}
        onChange={(on) => void change({ away: !on })}
      />
      <QuietHours phone={phone} onChange={(quiet) => void change({ quiet })} />
      <Choice
        label={whatsapp.chats}
        value={phone.chats}
        options={(['all', 'web'] as const).map((value) => ({
          value,
          label: whatsapp.chatsOf[value],
        }))}
        onChoose={(chats) => void change({ chats })}
      />
    </div>
  )
}

function Facts({ phone, of }: { phone: Phone; of: Loaded<PhoneAnswer> }) {
  const dates = useDates()
  const { api, words } = useSettings()
  const [leaving, setLeaving] = useState(false)
  const { whatsapp, team } = words
  return (
    <div class="paired-phone">
      <span class="row-text">
        <strong>{spacedPhone(phone.address ?? phone.name ?? whatsapp.yourPhone)}</strong>
        <small class="quiet">{whatsapp.since(dates.moment(phone.pairedAt))}</small>
      </span>
      {!phone.trouble && <span class="pill">{team.phones[phone.state]}</span>}
      <Button onClick={() => setLeaving(true)}>{whatsapp.unpair}</Button>
      {leaving && (
        <Confirm
          title={whatsapp.unpairTitle}
          text={whatsapp.unpairText}
          action={whatsapp.unpair}
          onClose={() => setLeaving(false)}
          onConfirm={async () => {
            await api.forgetPhone()
            await of.reload()
          }}
        />
      )}
    </div>
  )
}

function QuietHours(props: { phone: Phone; onChange(quiet: Phone['quiet'] | null): void }) {
  const { whatsapp } = useSettings().words
  const { quiet } = props.phone
  const set = (change: Partial<NonNullable<Phone['quiet']>>) =>
    props.onChange({ ...NIGHT, ...quiet, ...change })
  return (
    <>
      <Toggle
        label={whatsapp.quiet}
        hint={whatsapp.quietHint}
        on={quiet !== undefined}
        onChange={(on) => props.onChange(on ? NIGHT : null)}
      />
      {quiet && (
        <div class="quiet-hours">
          {(['from', 'to'] as const).map((end) => (
            <label key={end}>
              {whatsapp[end]}{' '}
              <input
                class="input"
                type="time"
                required
                value={quiet[end]}
                onChange={({ currentTarget: { value } }) => value && set({ [end]: value })}
              />
            </label>
          ))}
        </div>
      )}
    </>
  )
}
