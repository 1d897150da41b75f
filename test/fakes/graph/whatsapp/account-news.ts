import type { Core } from '../core.ts'
import { webhookError } from '../errors.ts'
import type { PhoneNumber, Waba } from '../world/world.ts'
import { emitValue, metadataOf } from './metadata.ts'

/** The number's quality falls or rises, and with it how many people it may write to. */
export async function setQuality(
  core: Core,
  number: PhoneNumber,
  quality: PhoneNumber['quality'],
  messagingLimit: PhoneNumber['messagingLimit'] = number.messagingLimit,
): Promise<void> {
  const event = quality === 'GREEN' ? 'UNFLAGGED' : 'FLAGGED'
  const old_limit = number.messagingLimit
  Object.assign(number, { quality, messagingLimit })
  const value = {
    display_phone_number: number.displayPhoneNumber,
    event,
    current_limit: messagingLimit,
    old_limit,
  }
  await emitValue(core, number, value, { field: 'phone_number_quality_update', timed: true })
}

/** The account is locked, stops paying, or is well again. */
export async function setStanding(
  core: Core,
  waba: Waba,
  standing: Waba['standing'],
): Promise<void> {
  waba.standing = standing
  const events = {
    good: 'ACCOUNT_REINSTATED',
    restricted: 'ACCOUNT_RESTRICTION',
    unpaid: 'PAYMENT_ISSUE',
  }
  const value = {
    event: events[standing],
    ...(standing === 'restricted' && {
      restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING' }],
    }),
  }
  await core.outbox.emit({
    object: 'whatsapp_business_account',
    ownerId: waba.id,
    numberId: undefined,
    field: 'account_update',
    value,
    at: core.time.now(),
    timed: true,
  })
}

/** `value.errors`, without any message: something is wrong with the system or the account. */
export async function tellError(core: Core, number: PhoneNumber, code: number): Promise<void> {
  await emitValue(core, number, { ...metadataOf(number), errors: [webhookError(code)] })
}

/** Any other field of a number, known to the contract or not. */
export async function tellField(
  core: Core,
  number: PhoneNumber,
  field: string,
  value: Record<string, unknown>,
): Promise<void> {
  await emitValue(core, number, value, { field, timed: true })
}
