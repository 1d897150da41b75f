import type { ChannelCard, Message } from '@loods/protocol'
import { ClockFading, FileWarning, ListChecks, Megaphone, Package } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useInbox } from '../../../app/context.ts'
import detailCss from '../../../look/detail.css'
import { adopt } from '../../../look/sheets.ts'
import { Icon } from '../../../parts/icon.tsx'
import { money } from '../../../parts/time.ts'
import { linkify } from '../linkify.tsx'
import { PeopleView } from './people-view.tsx'
import { PlaceView } from './place-view.tsx'
import { totalsOf } from './totals.ts'

type Of<Kind extends ChannelCard['kind']> = Extract<ChannelCard, { kind: Kind }>

/** What came over a channel and is more than text; stands above what was said with it. */
export function DetailView({ message }: { message: Message }) {
  const { root } = useInbox()
  adopt(root, detailCss)
  const { detail } = message
  switch (detail?.kind) {
    case 'location':
      return <PlaceView place={detail} />
    case 'people':
      return <PeopleView people={detail.people} />
    case 'order':
      return <OrderView order={detail} />
    case 'choice':
      return <ChoiceView choice={detail} />
    case 'referral':
      return <ReferralView referral={detail} />
    case 'enquiry':
      return <EnquiryView productId={detail.productId} />
    case 'media':
      return <PendingView media={detail} />
    case 'template':
      return <TemplateMark template={detail} />
    case 'unsupported':
      return <UnsupportedView what={detail.what} />
    default:
      return null
  }
}

function Marked({ icon, children }: { icon: typeof Package; children: ComponentChildren }) {
  return (
    <p class="detail-mark">
      <Icon of={icon} size={14} />
      <span>{children}</span>
    </p>
  )
}

function OrderView({ order: { items } }: { order: Of<'order'> }) {
  const { words, locale } = useInbox()
  const { order } = words.channel
  return (
    <div class="detail-block">
      <Marked icon={Package}>{order.name}</Marked>
      <ul class="detail-lines">
        {items.map(({ id, quantity, price, currency }, at) => (
          <li key={at}>
            <span>
              {order.piece(quantity)} {id}
            </span>
            {price !== undefined && <b>{money(locale, price * quantity, currency)}</b>}
          </li>
        ))}
        {totalsOf(items).map(({ currency, amount }) => (
          <li class="detail-total" key={currency}>
            <span>{order.total}</span>
            <b>{money(locale, amount, currency)}</b>
          </li>
        ))}
      </ul>
    </div>
  )
}

function ChoiceView({ choice: { title, description, fields } }: { choice: Of<'choice'> }) {
  const { words } = useInbox()
  const { chose } = words.channel.choice
  if (fields) return <FormView fields={fields} />
  return (
    <div class="detail-block">
      <Marked icon={ListChecks}>{chose}</Marked>
      <b dir="auto">{title}</b>
      {description && <p dir="auto">{description}</p>}
    </div>
  )
}

function FormView({ fields }: { fields: Record<string, string> }) {
  const { words } = useInbox()
  const { filled, unreadable } = words.channel.choice
  const said = Object.entries(fields)
  if (said.length === 0) return <NotShown>{unreadable}</NotShown>
  return (
    <div class="detail-block">
      <Marked icon={ListChecks}>{filled}</Marked>
      <dl class="detail-fields">
        {said.map(([name, value]) => (
          <div key={name}>
            <dt dir="auto">{name}</dt>
            <dd dir="auto">{linkify(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function ReferralView({ referral }: { referral: Of<'referral'> }) {
  const { words } = useInbox()
  const { title, text, url, source = '' } = referral
  const { ad, post, link } = words.channel.referral
  const by = /^ad/i.test(source) ? ad : /^post/i.test(source) ? post : link
  return (
    <div class="detail-block detail-aside">
      <Marked icon={Megaphone}>{by}</Marked>
      {title && <b dir="auto">{title}</b>}
      {text && <p dir="auto">{text}</p>}
      {url && <p class="detail-link">{linkify(url)}</p>}
    </div>
  )
}

function EnquiryView({ productId }: { productId: string }) {
  const { words } = useInbox()
  return <Marked icon={Package}>{words.channel.enquiry(productId)}</Marked>
}

/** Something that is being fetched, or that never came. */
function PendingView({ media: { media, state, name } }: { media: Of<'media'> }) {
  const { words } = useInbox()
  const { kinds, [state]: what } = words.channel.media
  return (
    <p class="detail-pending" data-state={state}>
      <Icon of={state === 'coming' ? ClockFading : FileWarning} size={18} />
      <span dir="auto">
        {kinds[media]}
        {name && ` ${name}`} {what}
      </span>
    </p>
  )
}

function TemplateMark({ template: { name } }: { template: Of<'template'> }) {
  const { words } = useInbox()
  return <p class="detail-mark">{words.channel.template.mark(name.replaceAll('_', ' '))}</p>
}

function UnsupportedView({ what = '' }: { what: string | undefined }) {
  const { words } = useInbox()
  const { text, whats, look } = words.channel.unsupported
  const known = Object.hasOwn(whats, what) ? `: ${whats[what]}` : ''
  return (
    <NotShown>
      {text}
      {known}. {look}
    </NotShown>
  )
}

function NotShown({ children }: { children: ComponentChildren }) {
  return (
    <p class="detail-pending">
      <Icon of={FileWarning} size={18} />
      <span>{children}</span>
    </p>
  )
}
