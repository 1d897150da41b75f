import type { ChannelTroubleCode } from '@loods/protocol'
import { idText, type Loose, record, records, text, texts } from '../graph/loose.ts'
import type { ChannelUpdate } from '../update.ts'
import { failureOf } from './read-status.ts'

type Told = (value: Loose) => ChannelUpdate
type Account = Omit<Extract<ChannelUpdate, { type: 'account' }>, 'type' | 'detail'>

/** Fields that tell of templates, of the number or of the business account. */
export const ACCOUNT_READERS: Record<string, Told> = {
  message_template_status_update: (value) =>
    template(value, { status: text(value.event), reason: reasonOf(value) }),
  message_template_quality_update: (value) => template(value, {}),
  template_category_update: (value) => template(value, { category: text(value.new_category) }),
  account_update: (value) => account(accountEvent(value), value.event, ...restrictions(value)),
  account_alerts({ alert_info, ...flat }) {
    const alert = alert_info === undefined ? flat : record(alert_info)
    const critical = alert.alert_severity === 'CRITICAL' && alert.alert_status !== 'NONE'
    return account(critical ? WARNED : {}, alert.alert_type, alert.alert_description)
  },
  phone_number_quality_update: (value) =>
    account(qualityEvent(value.event), value.event, value.current_limit),
  phone_number_name_update: (value) =>
    account(
      value.decision === 'APPROVED' ? { mended: ['display_name'] } : {},
      'name',
      value.decision,
      value.rejection_reason,
    ),
  business_capability_update: (value) => account({}, 'capability', ...numbersOf(value)),
  security: (value) => account({}, value.event),
}

/** `errors` of a value without messages and statuses: something is wrong with the channel itself. */
export function readErrors(value: Loose): ChannelUpdate[] {
  return records(value.errors).map((error) => {
    const { failure, trouble } = failureOf(error)
    return account(trouble ? { trouble } : {}, String(failure.number ?? ''), failure.detail)
  })
}

const WARNED: Account = { trouble: 'quality' }

/** What goes when an account is given back: everything that Meta itself had imposed on it. */
const IMPOSED: ChannelTroubleCode[] = ['locked', 'policy', 'payment', 'spam', 'quality']

const EVENTS: Record<string, Account> = {
  ACCOUNT_RESTRICTION: { trouble: 'locked' },
  ACCOUNT_VIOLATION: WARNED,
  ACCOUNT_DELETED: { trouble: 'number_gone' },
  ACCOUNT_REINSTATED: { mended: IMPOSED },
  PARTNER_REMOVED: { trouble: 'permission' },
  PAYMENT_ISSUE: { trouble: 'payment' },
}

function accountEvent(value: Loose): Account {
  const event = text(value.event) ?? ''
  if (event === 'DISABLED_UPDATE') return banned(text(record(value.ban_info).waba_ban_state))
  return Object.hasOwn(EVENTS, event) ? (EVENTS[event] as Account) : {}
}

function banned(state: string | undefined): Account {
  if (state === 'REINSTATE') return { mended: IMPOSED }
  return state === 'SCHEDULE_FOR_DISABLE' ? WARNED : { trouble: 'locked' }
}

function restrictions(value: Loose): unknown[] {
  return [
    ...texts(value.restriction_info, 'restriction_type'),
    record(value.violation_info).violation_type,
    record(value.ban_info).waba_ban_state,
  ]
}

function qualityEvent(event: unknown): Account {
  if (event === 'FLAGGED' || event === 'DOWNGRADE') return WARNED
  return event === 'UNFLAGGED' || event === 'UPGRADE' ? { mended: ['quality'] } : {}
}

function numbersOf(value: Loose): string[] {
  return Object.entries(value).flatMap(([key, item]) =>
    typeof item === 'number' ? [`${key} ${item}`] : [],
  )
}

function account(what: Account, ...words: unknown[]): ChannelUpdate {
  return { type: 'account', ...what, detail: texts(words).join(' ') }
}

function template(
  value: Loose,
  change: {
    status?: string | undefined
    category?: string | undefined
    reason?: string | undefined
  },
): ChannelUpdate {
  const externalId = idText(value.message_template_id)
  if (externalId === undefined) return { type: 'unknown', what: 'template without id' }
  const category = change.category ?? text(value.message_template_category)
  return {
    type: 'template',
    externalId,
    name: text(value.message_template_name) ?? '',
    language: (text(value.message_template_language) ?? '').replace('-', '_'),
    ...(change.status !== undefined && { status: change.status }),
    ...(category !== undefined && { category }),
    ...(change.reason !== undefined && { reason: change.reason }),
  }
}

/** Why a template was refused or stopped, in Meta's words; `NONE` says nothing. */
function reasonOf(value: Loose): string | undefined {
  const { reason: long, recommendation } = record(value.rejection_info)
  const other = record(value.other_info)
  const short = value.reason === 'NONE' ? undefined : value.reason
  return texts([long, recommendation, short, other.title, other.description])[0]
}
