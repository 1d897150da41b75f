import { type Message, titleName } from '@loods/protocol'
import { type Inbox, useInbox } from '../../app/context.ts'
import { useDates } from '../../app/dates.ts'
import { type Dates, money } from '../../parts/time.ts'
import { CHANNEL_NAMES } from '../channel/channel-sign.tsx'
import { moneyIn } from '../triggers/verdicts/money.ts'

type Data = Record<string, unknown>

/** Says what a quiet line tells, in the reader's language. */
export function useLineWords(): (message: Message) => string {
  const inbox = useInbox()
  const dates = useDates()
  return (message) => sayLine(inbox, dates, message)
}

function sayLine(inbox: Inbox, dates: Dates, { line }: Message): string {
  const { words } = inbox
  if (!line) return words.lines.something
  const { code, data } = line
  const by = text(data, 'by')
  switch (code) {
    case 'prompt':
      return words.lines.prompt(text(data, 'text'), titleName(text(data, 'page')))
    case 'assigned': {
      const to = text(data, 'to')
      return by && data.byId === data.toId ? words.lines.took(by) : words.lines.assigned(by, to)
    }
    case 'snoozed':
      return words.lines.snoozed(by, dates.moment(Number(data.until ?? 0)))
    case 'unassigned':
    case 'closed':
    case 'reopened':
    case 'blocked':
    case 'unblocked':
      return words.lines[code](by)
    case 'lead':
      return words.lines.lead(text(data, 'reachableAt'))
    case 'verified':
      return words.lines.verified(text(data, 'name'))
    case 'page':
      return words.lines.page(text(data, 'title', 'url'))
    case 'cart':
      return words.lines.cart(Number(data.items ?? data.count ?? 0), total(inbox, data))
    case 'coupon_failed':
      return words.lines.coupon_failed(text(data, 'code', 'coupon'))
    case 'checkout_failed':
    case 'add_failed':
      return words.lines[code](text(data, 'text'))
    case 'alert_sent':
    case 'alert_failed':
      return words.lines[code](channelIn(inbox, data), namesIn(data))
    case 'email_sent':
    case 'email_failed':
      return words.lines[code](text(data, 'to', 'email'))
    case 'order_asked':
      return words.lines.order_asked(by, text(data, 'number'))
    case 'order_shown':
      return words.lines.order_shown(text(data, 'number'))
    case 'order_placed':
      return words.lines.order_placed(
        moneyIn(inbox.locale, text(data, 'currency') || 'EUR')(Number(data.total ?? 0)),
      )
    case 'reaction_failed':
      return words.lines.reaction_failed(text(data, 'emoji'), networkIn(data))
    case 'taken_along':
    case 'not_taken_along':
      return words.lines[code](networkIn(data))
    case 'other_chat':
    case 'wait_text':
    case 'wait_offer':
    case 'away':
    case 'woken':
      return words.lines[code]
    default:
      return words.lines.something
  }
}

function text(data: Data, ...keys: string[]): string {
  const found = keys.map((key) => data[key]).find((value) => typeof value === 'string' && value)
  return typeof found === 'string' ? found : ''
}

function networkIn({ channel }: Data): string {
  return channel === 'whatsapp' || channel === 'messenger' ? CHANNEL_NAMES[channel] : ''
}

/** Whom an alert reached. */
function namesIn({ members }: Data): string {
  const reached = Array.isArray(members) ? (members as { name?: string }[]) : []
  return reached.map(({ name }) => name ?? '').join(', ')
}

function channelIn({ words }: Inbox, data: Data): string {
  const channel = text(data, 'channel', 'kind')
  return words.lines.channels[channel as keyof typeof words.lines.channels] ?? channel
}

function total({ locale }: Inbox, data: Data): string {
  return typeof data.total === 'number' ? money(locale, data.total, text(data, 'currency')) : ''
}
