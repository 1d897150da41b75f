import { CHANNEL_WINDOW } from '@loods/protocol'
import * as v from 'valibot'
import { toJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../outbox/handler.ts'
import { untilMended } from './bubble.handler.ts'
import { findPhone, findThread, toldSince, updatePhones } from './phone.repository.ts'
import type { PhoneDeps } from './phone-deps.ts'
import type { Owned } from './phone-people.ts'
import { phoneRow } from './phone-rows.ts'
import { settingsOf } from './phone-settings.ts'
import { alertFailed, alertSent, setTrouble, troubleOf } from './phone-trouble.ts'
import { beforeQuiet } from './quiet.ts'
import { findSamePhones } from './same-phone.ts'
import { resultOf } from './say.handler.ts'
import { composeSay } from './says.ts'
import { findUntold } from './summary.handler.ts'
import { PRESS } from './understand.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Milliseconds before the end of that at which its owner is asked to write. */
const ASK_BEFORE = 30 * MINUTE
/** Milliseconds before their last message in which what came counts too: it may have been the answer to it. */
const ANSWERED = 6 * HOUR

const ofPhone = v.object({ phoneId: v.string() })

/** When the owner of a phone is to be asked whether alerts go on. */
export function keepAt({ phone, site }: Pick<Owned, 'phone' | 'site'>): number {
  const at = (phone.window_until ?? 0) - ASK_BEFORE
  return beforeQuiet(settingsOf(phone).quiet, site.settings.timeZone, at)
}

/** Half an hour before a phone's day is over: a button that keeps alerts coming, if there were any. */
export function keepHandler(deps: PhoneDeps): OutboxHandler {
  return defineHandler({
    kind: 'phone.keep',
    payload: ofPhone,
    async handle(row, { phoneId }): Promise<OutboxResult> {
      const owned = await deps.people.owned(phoneId)
      const until = owned?.phone.window_until ?? 0
      const now = deps.clock()
      if (!owned || until <= now) return { outcome: 'cancel', reason: 'its day is over' }
      if (owned.phone.state === 'away') return { outcome: 'cancel', reason: 'away' }
      const dueAt = keepAt(owned)
      if (dueAt > now) {
        return { outcome: 'done', next: [phoneRow('phone.keep', owned.phone, now, { dueAt })] }
      }
      const same = await findSamePhones(deps.db.read, owned.phone)
      const asker = same.find(({ state }) => state === 'on')
      if (asker && asker.id !== phoneId)
        return { outcome: 'cancel', reason: 'asked for another shop' }
      const ids = same.map(({ id }) => id)
      if (!(await toldSince(deps.db.read, ids, until - CHANNEL_WINDOW - ANSWERED))) {
        return { outcome: 'cancel', reason: 'nothing came in that time' }
      }
      const context = { language: owned.owner.language, timeZone: '', shop: '', sender: '' }
      const content = composeSay({ code: 'keep' }, { ...context, chats: [], team: [] })
      const message = { ref: `p.${phoneId}.${row.id}`, conversationId: null }
      return resultOf(row, await deps.line.tell(owned.phone, message, content))
    },
  })
}

/** Outside its day a phone gets a template with a button; what waits follows once that is pressed. */
export function knockHandler(deps: PhoneDeps): OutboxHandler {
  return defineHandler({
    kind: 'phone.knock',
    payload: ofPhone,
    async handle(row, { phoneId }): Promise<OutboxResult> {
      const owned = await deps.people.owned(phoneId)
      if (!owned) return { outcome: 'cancel', reason: 'the phone was forgotten' }
      const now = deps.clock()
      const { knockedAt = 0 } = settingsOf(owned.phone)
      if ((owned.phone.window_until ?? 0) > now) {
        return { outcome: 'done', next: [phoneRow('phone.catch-up', owned.phone, now)] }
      }
      if (knockedAt > now - HOUR)
        return { outcome: 'cancel', reason: 'it was asked within the hour' }
      if ((await findUntold(deps, owned)).length === 0) {
        return { outcome: 'cancel', reason: 'nobody waits' }
      }
      return knock(deps, row, owned)
    },
  })
}

async function knock(deps: PhoneDeps, row: Row<'outbox'>, owned: Owned): Promise<OutboxResult> {
  const { phone } = owned
  const from = await deps.line.accountOf(phone)
  if (!from) return stopped(deps, row, owned)
  const template = await deps.alertTemplate(from, owned.owner.language)
  if (!template) return failed(deps, row, owned, 'no_template')
  const told = await deps.line.tell(
    phone,
    { ref: `p.${phone.id}.${row.id}`, conversationId: null, template: true },
    {
      template: {
        name: template.name,
        language: template.language,
        header: [],
        body: template.values(owned.site.settings.name),
        buttons: [{ index: 0, payload: PRESS }],
      },
    },
  )
  if (told.outcome === 'out') {
    if (row.conversation_id) {
      const conversation = await deps.conversations.get(row.site_id, row.conversation_id)
      await alertSent(deps, owned, conversation, conversation.waitingSince)
    }
    return { outcome: 'done', record: (tx) => noteKnock(tx, phone.id) }
  }
  if (told.outcome === 'stopped') return stopped(deps, row, owned)
  if (told.outcome === 'refused') {
    return failed(deps, row, owned, troubleOf(told.failure) ?? 'no_template')
  }
  return resultOf(row, told)
}

/** The number cannot send: where somebody will hear that it is mended, the phone is asked then. */
async function stopped(deps: PhoneDeps, row: Row<'outbox'>, owned: Owned): Promise<OutboxResult> {
  const result = await failed(deps, row, owned, 'sender')
  const waits = row.conversation_id !== null && (await deps.senderRests(owned.phone))
  if (!waits) return result
  return { ...result, record: await untilMended(deps, owned, row.conversation_id ?? '') }
}

async function failed(
  deps: PhoneDeps,
  row: Row<'outbox'>,
  owned: Owned,
  trouble: 'no_template' | 'unreachable' | 'same_number' | 'sender',
): Promise<OutboxResult> {
  await deps.writer.run((tx) => setTrouble(tx, owned.phone.id, trouble))
  if (row.conversation_id) {
    const conversation = await deps.conversations.get(row.site_id, row.conversation_id)
    await alertFailed(deps, owned, conversation, trouble)
  }
  return { outcome: 'cancel', reason: trouble }
}

/** A status told that a phone was not reached: its conversation says so. */
export function failedHandler(deps: PhoneDeps): OutboxHandler {
  return defineHandler({
    kind: 'phone.failed',
    payload: ofPhone,
    async handle(row, { phoneId }): Promise<OutboxResult> {
      const owned = await deps.people.owned(phoneId)
      if (!owned || !row.conversation_id) return { outcome: 'cancel', reason: 'nobody to tell' }
      const conversation = await deps.conversations.get(row.site_id, row.conversation_id)
      await alertFailed(deps, owned, conversation, settingsOf(owned.phone).trouble)
      return { outcome: 'done' }
    },
  })
}

/** A sign on a bubble: what the phone shows of a conversation was read. */
export function readHandler(deps: PhoneDeps): OutboxHandler {
  return defineHandler({
    kind: 'phone.read',
    payload: ofPhone,
    async handle(row, { phoneId }): Promise<OutboxResult> {
      const conversationId = row.conversation_id ?? ''
      const thread = await findThread(deps.db.read, phoneId, conversationId)
      const read = thread?.forwarded_seq ?? 0
      await deps.conversations.mark(row.site_id, conversationId, 'members', { read })
      return { outcome: 'done' }
    },
  })
}

async function noteKnock(tx: WriteTx, phoneId: string): Promise<void> {
  const phone = await findPhone(tx.db, phoneId)
  if (!phone) return
  const settings = toJson({ ...settingsOf(phone), knockedAt: tx.now })
  await updatePhones(tx.db, [phoneId], { settings })
}
