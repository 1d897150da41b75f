import type { AlertData, Conversation, Failure, PhoneTrouble } from '@loods/protocol'
import { toJson } from '../db/json.ts'
import type { WriteTx } from '../db/writer.ts'
import { siteChanged } from '../sites/site-changed.ts'
import { findPhone, updatePhones } from './phone.repository.ts'
import type { PhoneDeps } from './phone-deps.ts'
import type { Owned } from './phone-people.ts'
import { settingsOf } from './phone-settings.ts'

/** What a refusal says of the phone it was meant for. */
export function troubleOf({ code }: Failure): PhoneTrouble | undefined {
  if (code === 'same_number') return 'same_number'
  if (code === 'unreachable' || code === 'opted_out') return 'unreachable'
  return undefined
}

/**
 * Says in the thread, once a wait, that a member was told on their phone.
 * @param since when the wait began, or what a shopper left behind was left
 */
export async function alertSent(
  deps: PhoneDeps,
  { phone, owner }: Owned,
  conversation: Conversation,
  since: number | undefined,
): Promise<void> {
  if (since === undefined) return
  await line(deps, conversation, phone.site_id, `phone-${phone.id}-${since}`, 'alert_sent', {
    ...alertData(deps, conversation, since),
    members: [{ id: owner.memberId, name: owner.name }],
  })
}

/** Says in the thread that nothing reached a member's phone, and on the phone's page why. */
export async function alertFailed(
  deps: PhoneDeps,
  { phone, owner }: Owned,
  conversation: Conversation,
  trouble: PhoneTrouble | undefined,
  since = conversation.waitingSince,
): Promise<void> {
  if (trouble) await deps.writer.run((tx) => setTrouble(tx, phone.id, trouble))
  if (since === undefined) return
  await line(deps, conversation, phone.site_id, `phone-${phone.id}-${since}-no`, 'alert_failed', {
    ...alertData(deps, conversation, since),
    members: [{ id: owner.memberId, name: owner.name }],
    reason: trouble === 'no_template' ? 'no_template' : 'unreachable',
  })
}

/** A phone that cannot be reached is left alone until something comes from it. */
export async function setTrouble(
  tx: WriteTx,
  phoneId: string,
  trouble: PhoneTrouble | undefined,
): Promise<void> {
  const phone = await findPhone(tx.db, phoneId)
  if (!phone) return
  const { trouble: before, ...settings } = settingsOf(phone)
  const stops = trouble === 'unreachable' || trouble === 'same_number'
  const state = stops ? 'stopped' : phone.state === 'stopped' ? 'on' : phone.state
  if (before === trouble && state === phone.state) return
  await updatePhones(tx.db, [phoneId], {
    state,
    settings: toJson({ ...settings, ...(trouble && { trouble }) }),
  })
  siteChanged(tx, phone.site_id, 'team')
}

function alertData(deps: PhoneDeps, { marks, lastSeq }: Conversation, since: number) {
  return {
    channel: 'whatsapp' as const,
    step: Math.round((deps.clock() - since) / 1_000),
    count: 1,
    received: marks.membersDelivered >= lastSeq,
  }
}

async function line(
  deps: PhoneDeps,
  conversation: Conversation,
  siteId: string,
  cid: string,
  code: 'alert_sent' | 'alert_failed',
  data: AlertData,
): Promise<void> {
  await deps.conversations.addLine({
    siteId,
    conversationId: conversation.id,
    cid,
    audience: 'members',
    line: { code, data },
  })
}
