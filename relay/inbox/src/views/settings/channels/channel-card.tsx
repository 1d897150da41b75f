import { type ChannelTroubleCode, type ChannelView, MILD_TROUBLES } from '@loods/protocol'
import { CircleAlert, CircleCheck, CircleDashed, ExternalLink, TriangleAlert } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { useDates } from '../../../app/dates.ts'
import { Button } from '../../../parts/button.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { ago } from '../../../parts/time.ts'
import { Toggle } from '../../../parts/toggle.tsx'
import { useChannels } from './channels-context.ts'
import { HoursDialog } from './hours-dialog.tsx'
import { KIND_ICONS } from './kind-icons.ts'
import { RenewDialog } from './renew-dialog.tsx'

type Dialog = 'renew' | 'hours' | 'disconnect'

interface CardProps {
  channel: ChannelView
  onSetUp(): void
  onTemplates(): void
}

/** A number or page: whether it works, what Meta thinks of it, and what can be done. */
export function ChannelCard({ channel, onSetUp, onTemplates }: CardProps) {
  const { mayChange, words } = useChannels()
  const [dialog, setDialog] = useState<Dialog>()
  const close = () => setDialog(undefined)
  const { kind, name, address, details } = channel
  return (
    <li class="channel-card">
      <header>
        <span class="channel-mark" data-kind={kind}>
          <Icon of={KIND_ICONS[kind]} size={20} />
        </span>
        <div>
          <h2>{name}</h2>
          <span class="quiet">{address}</span>
        </div>
        <State channel={channel} />
      </header>
      {channel.trouble ? (
        <Trouble code={channel.trouble.code} channel={channel} onSetUp={onSetUp} open={setDialog} />
      ) : (
        <Missing channel={channel} onSetUp={onSetUp} />
      )}
      {details && <Facts details={details} />}
      {mayChange && details && <ReadReceipts id={channel.id} on={details.receipts} />}
      <div class="channel-actions">
        {kind === 'whatsapp' && <Button onClick={onTemplates}>{words.actions.templates}</Button>}
        {mayChange && <Actions channel={channel} open={setDialog} />}
      </div>
      {dialog === 'renew' && <RenewDialog channel={channel} onClose={close} />}
      {dialog === 'hours' && <HoursDialog channel={channel} onClose={close} />}
      {dialog === 'disconnect' && <Disconnect channel={channel} onClose={close} />}
    </li>
  )
}

type Standing = 'paused' | 'warned' | 'begun' | 'untried' | 'on'

/**
 * How a channel does, as far as we can know. What came in proves that the network brings it here; that
 * it was told to is no proof.
 */
function standingOf({ state, trouble, details }: ChannelView): Standing {
  if (state === 'paused') return 'paused'
  if (trouble) return 'warned'
  if (!details || details.webhookAt !== undefined) return 'on'
  return details.subscribedAt === undefined ? 'begun' : 'untried'
}

const STANDINGS = {
  paused: { tone: 'red', icon: CircleAlert },
  warned: { tone: 'amber', icon: TriangleAlert },
  begun: { tone: 'amber', icon: CircleDashed },
  untried: { tone: 'amber', icon: CircleDashed },
  on: { tone: 'green', icon: CircleCheck },
} as const

function State({ channel }: { channel: ChannelView }) {
  const { state } = useChannels().words
  const standing = standingOf(channel)
  const { tone, icon } = STANDINGS[standing]
  return (
    <span class={`channel-state ${tone}`}>
      <Icon of={icon} size={16} />
      {state[standing]}
    </span>
  )
}

/** What is still to be done before anything can be said of it, with the button that does it. */
function Missing({ channel, onSetUp }: { channel: ChannelView; onSetUp(): void }) {
  const { mayChange, words } = useChannels()
  const standing = standingOf(channel)
  if (standing !== 'begun' && standing !== 'untried') return null
  const { text, action } = words.missing[standing]
  return (
    <div class="notice amber">
      <div>
        <p>{text}</p>
        {mayChange && (
          <Button kind="main" onClick={onSetUp}>
            {action}
          </Button>
        )}
      </div>
    </div>
  )
}

function Facts({ details }: { details: NonNullable<ChannelView['details']> }) {
  const { locale } = useInbox()
  const { facts } = useChannels().words
  const dates = useDates()
  const { quality, dailyLimit, tokenUntil } = details
  return (
    <dl class="channel-facts">
      {quality && <Fact name={facts.quality}>{facts.qualities[quality]}</Fact>}
      {dailyLimit && (
        <Fact name={facts.limit}>
          {facts.people(new Intl.NumberFormat(locale).format(dailyLimit))}
        </Fact>
      )}
      {tokenUntil && <Fact name={facts.token}>{dates.moment(tokenUntil)}</Fact>}
      <Fact name={facts.heard}>
        {details.webhookAt ? <Ago at={details.webhookAt} /> : facts.never}
      </Fact>
    </dl>
  )
}

/** Whether people there see that they were read; it goes out at once. */
function ReadReceipts({ id, on }: { id: string; on: boolean }) {
  const { toasts } = useInbox()
  const { api, reload, words } = useChannels()
  const change = (receipts: boolean) =>
    api
      .change(id, { receipts })
      .catch((error: unknown) => toasts.failed(error))
      .then(reload)
  return (
    <Toggle
      label={words.receipts.label}
      hint={words.receipts.hint}
      on={on}
      onChange={(now) => void change(now)}
    />
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** How long ago, by the second. */
function Ago({ at }: { at: number }) {
  const { desk, locale, words } = useInbox()
  return <>{ago(locale, desk.now.value - at, words.seen.justNow)}</>
}

interface ActionProps {
  channel: ChannelView
  onSetUp(): void
  open(dialog: Dialog): void
}

function Actions({ channel, open }: Omit<ActionProps, 'onSetUp'>) {
  const { actions } = useChannels().words
  const look = useLookAgain(channel)
  return (
    <>
      {channel.kind === 'whatsapp' && (
        <Button onClick={() => open('hours')}>{actions.hours}</Button>
      )}
      {/* Beside the trouble it may mend, it stands already. */}
      {channel.trouble?.code !== 'spam' && (
        <Button disabled={look.busy} onClick={() => void look.run()}>
          {look.busy ? actions.checking : actions.again}
        </Button>
      )}
      <Button onClick={() => open('renew')}>{actions.renew}</Button>
      <Button kind="danger" onClick={() => open('disconnect')}>
        {actions.disconnect}
      </Button>
    </>
  )
}

function useLookAgain(channel: ChannelView): { busy: boolean; run(): Promise<void> } {
  const { toasts } = useInbox()
  const { api, reload, words } = useChannels()
  const [busy, setBusy] = useState(false)
  return {
    busy,
    async run() {
      setBusy(true)
      try {
        const { trouble } = await api.lookAgain(channel.id)
        if (!trouble) toasts.done(words.checkedNow)
        await reload()
      } catch (error) {
        toasts.failed(error)
      } finally {
        setBusy(false)
      }
    },
  }
}

/** Where at Meta something is put right. */
const AT_META: Partial<Record<ChannelTroubleCode, string>> = {
  locked: 'https://business.facebook.com/business-support-home/',
  policy: 'https://business.facebook.com/business-support-home/',
  payment: 'https://business.facebook.com/billing_hub/',
  registration: 'https://business.facebook.com/wa/manage/phone-numbers/',
  display_name: 'https://business.facebook.com/wa/manage/phone-numbers/',
  quality: 'https://business.facebook.com/wa/manage/phone-numbers/',
}
/** One sentence, and one button that helps. */
function Trouble({ code, ...rest }: ActionProps & { code: ChannelTroubleCode }) {
  const { words, mayChange } = useChannels()
  const { text } = words.troubles[code]
  return (
    <div class={`notice ${MILD_TROUBLES.includes(code) ? 'amber' : 'red'}`} role="status">
      <Icon of={TriangleAlert} />
      <div>
        <p>{text}</p>
        {mayChange && <Remedy code={code} {...rest} />}
      </div>
    </div>
  )
}

function Remedy({ code, channel, onSetUp, open }: ActionProps & { code: ChannelTroubleCode }) {
  const action = useChannels().words.remedies[code]
  const look = useLookAgain(channel)
  const address = AT_META[code]
  if (address) {
    return (
      <a class="button" href={address} target="_blank" rel="noreferrer">
        <Icon of={ExternalLink} size={16} />
        {action}
      </a>
    )
  }
  const act: Partial<Record<ChannelTroubleCode, () => void>> = {
    token: () => open('renew'),
    permission: () => open('renew'),
    number_gone: () => open('disconnect'),
    webhook: onSetUp,
  }
  return (
    <Button disabled={look.busy} onClick={act[code] ?? (() => void look.run())}>
      {action}
    </Button>
  )
}

function Disconnect({ channel, onClose }: { channel: ChannelView; onClose(): void }) {
  const { toasts } = useInbox()
  const { api, reload, words } = useChannels()
  const { title, text, also, done } = words.disconnect
  return (
    <Confirm
      title={title(channel.address)}
      text={
        <>
          <p>{text}</p>
          <p>{also}</p>
        </>
      }
      action={words.actions.disconnect}
      onClose={onClose}
      onConfirm={async () => {
        await api.disconnect(channel.id)
        toasts.done(done(channel.address))
        await reload()
      }}
    />
  )
}
