import { CHANNEL_WINDOW } from '@loods/protocol'
import { redeemCode } from '../accounts/one-time-codes.ts'
import type { ChannelAccount } from '../channels/account.ts'
import { SERVICE_CHANNEL } from '../channels/channel.service.ts'
import type { ChannelUpdate, MessageUpdate, Person, UpdateTaker } from '../channels/update.ts'
import { freeUntil } from '../channels/window.ts'
import { readVisibleCode } from '../crypto/visible-code.ts'
import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import { hurry, isPlanned } from '../outbox/outbox.service.ts'
import { enqueue } from '../outbox/outbox-row.ts'
import { heardRow, newHeard } from './heard.ts'
import { pair } from './pair.ts'
import {
  findBubble,
  findBubbleByRef,
  findPhone,
  findPhonesOfPerson,
  findThread,
  insertHeard,
  saveThread,
  updateBubble,
  updatePhones,
} from './phone.repository.ts'
import { nameBubble } from './phone-line.ts'
import { phoneRow, readRow, sayRow } from './phone-rows.ts'
import { settingsOf } from './phone-settings.ts'
import type { PhoneSites } from './phone-sites.ts'
import { setTrouble, troubleOf } from './phone-trouble.ts'

export interface PhoneTakerDeps {
  sites: PhoneSites
  /** Told of somebody who writes to the operator's number and whose phone answers for no shop. */
  onStranger(person: Person, why: 'unknown' | 'dead_code'): void
}

/**
 * Takes what comes from members' own phones, before anything of it could become a customer's
 * conversation; everything that comes to the operator's own number is for us.
 */
export function createPhoneTaker(deps: PhoneTakerDeps): UpdateTaker {
  return async function takeOfPhones(tx, to, update) {
    switch (update.type) {
      case 'message':
        return takeMessage(tx, deps, to, update)
      case 'status':
        return takeStatus(tx, update)
      case 'reaction':
        return takeReaction(tx, to, update)
      case 'edit':
      case 'revoke':
        return takeAfterthought(tx, to, update)
      case 'moved':
        return takeMove(tx, to, update)
      default:
        return to.id === SERVICE_CHANNEL && 'person' in update
    }
  }
}

type Of<T extends ChannelUpdate['type']> = Extract<ChannelUpdate, { type: T }>

/** Phones this person has on the number they wrote to. */
function phonesOn(tx: WriteTx, to: ChannelAccount, person: Person): Promise<Row<'phones'>[]> {
  return findPhonesOfPerson(tx.db, person, { channelId: channelOf(to) })
}

function channelOf({ id }: ChannelAccount): string | null {
  return id === SERVICE_CHANNEL ? null : id
}

async function takeMessage(
  tx: WriteTx,
  deps: PhoneTakerDeps,
  to: ChannelAccount,
  update: MessageUpdate,
): Promise<boolean> {
  const own = await phonesOn(tx, to, update.person)
  // What the shop wrote to this phone itself, in the network's own app.
  if (update.echo || update.history) return own.length > 0 || isServices(to)
  const code = readVisibleCode(update.content.text ?? '')
  if (code && (await pairBy(tx, deps, to, update, code))) return true
  if (own.length > 0) {
    await hear(tx, to, own, update)
    return true
  }
  if (isServices(to)) {
    deps.onStranger(update.person, code ? 'dead_code' : 'unknown')
    return true
  }
  return sendElsewhere(tx, to, update)
}

function isServices({ id }: ChannelAccount): boolean {
  return id === SERVICE_CHANNEL
}

/** A code proves whose phone it is: the member's who saw it on their own page. */
async function pairBy(
  tx: WriteTx,
  { sites }: PhoneTakerDeps,
  to: ChannelAccount,
  update: MessageUpdate,
  { code, rest }: { code: string; rest: string },
): Promise<boolean> {
  const subject = await redeemCode(tx, 'phone-pairing', code)
  if (subject === undefined) return false
  const [siteId = '', memberId = ''] = subject.split(' ')
  // A number of one shop pairs phones of no other.
  if (to.siteId !== '' && to.siteId !== siteId) return false
  const phone = await pair(tx, {
    siteId,
    memberId,
    channelId: channelOf(to),
    person: update.person,
    agreedTo: rest,
    windowUntil: freeUntil(update.sentAt),
  })
  if (!phone) return false
  sites.add(siteId)
  await enqueue(tx, [sayRow(phone, { code: 'welcome' }, tx.now)])
  await planKeep(tx, phone)
  return true
}

/** Keeps what was written until it is worked off, and opens the phone for another day. */
async function hear(
  tx: WriteTx,
  to: ChannelAccount,
  phones: Row<'phones'>[],
  update: MessageUpdate,
): Promise<void> {
  const [first] = phones
  if (!first) return
  if (!(await insertHeard(tx.db, newHeard(first.id, to.id, update, tx.now)))) return
  for (const phone of phones) await open(tx, phone, update)
  await enqueue(tx, [heardRow(first, to.id, update.externalId, tx.now)])
}

/** Something came from a phone: it may be written to again for a day, and what was held back follows. */
async function open(tx: WriteTx, phone: Row<'phones'>, { sentAt, person }: MessageUpdate) {
  const until = Math.max(phone.window_until ?? 0, freeUntil(sentAt))
  await updatePhones(tx.db, [phone.id], {
    window_until: until,
    phone: person.phone ?? phone.phone,
    person_id: person.id ?? phone.person_id,
  })
  const { trouble } = settingsOf(phone)
  if (trouble !== undefined || phone.state === 'stopped') await setTrouble(tx, phone.id, undefined)
  const wasClosed = (phone.window_until ?? 0) <= tx.now
  if ((wasClosed || trouble !== undefined) && phone.state !== 'away') {
    await enqueue(tx, [phoneRow('phone.catch-up', phone, tx.now)])
  }
  await planKeep(tx, { ...phone, window_until: until })
}

/** One look ahead a phone: it finds by itself how far its day was put off. */
async function planKeep(tx: WriteTx, phone: Row<'phones'>): Promise<void> {
  const row = phoneRow('phone.keep', phone, tx.now, {
    dueAt: Math.max(tx.now, (phone.window_until ?? 0) - CHANNEL_WINDOW / 2),
  })
  if (!(await isPlanned(tx, row.lane))) await enqueue(tx, [row])
}

/** A member's phone that is paired with another number writes to the shop's: no customer, so no chat. */
async function sendElsewhere(
  tx: WriteTx,
  to: ChannelAccount,
  { person, externalId, sentAt }: MessageUpdate,
): Promise<boolean> {
  const [phone] = await findPhonesOfPerson(tx.db, person, { siteId: to.siteId })
  if (!phone) return false
  const once = newHeard(phone.id, to.id, { ...EMPTY, externalId, person, sentAt }, tx.now)
  if (await insertHeard(tx.db, { ...once, said: null, state: 'done' })) {
    await enqueue(tx, [sayRow(phone, { code: 'other_number' }, tx.now)])
  }
  return true
}

const EMPTY = { type: 'message', content: {} } as const

/** How far a bubble came. What failed because the phone's day is over is told again after it opens. */
async function takeStatus(tx: WriteTx, update: Of<'status'>): Promise<boolean> {
  const phoneId = /^p\.([\w-]+)\./.exec(update.ref ?? '')?.[1]
  if (phoneId === undefined || update.ref === undefined) return false
  await nameBubble(tx, update.ref, update.externalId)
  // Whoever waited to learn whether it is out need not wait any longer.
  await hurry(tx, update.ref.split('.')[2] ?? '')
  const bubble = await findBubbleByRef(tx.db, update.ref)
  const phone = bubble && (await findPhone(tx.db, phoneId))
  if (!bubble || !phone) return true
  if (update.state === 'failed') await failed(tx, phone, bubble, update)
  else await updateBubble(tx.db, bubble, { state: update.state })
  return true
}

async function failed(
  tx: WriteTx,
  phone: Row<'phones'>,
  bubble: Row<'phone_bubbles'>,
  { failure, trouble, ref = '' }: Of<'status'>,
): Promise<void> {
  if (bubble.state === 'failed') return
  await updateBubble(tx.db, bubble, { state: 'failed' })
  await holdBack(tx, bubble, Number(ref.split('.')[3] ?? Number.NaN))
  const conversation = bubble.conversation_id
  const about = conversation === null ? {} : { conversationId: conversation }
  if (failure?.code === 'window_closed') {
    await updatePhones(tx.db, [phone.id], { window_until: tx.now })
    return enqueue(tx, [phoneRow('phone.knock', phone, tx.now, about)])
  }
  await setTrouble(tx, phone.id, trouble ? 'sender' : failure && troubleOf(failure))
  await enqueue(tx, [phoneRow('phone.failed', phone, tx.now, about)])
}

/** What a bubble told of was not told. */
async function holdBack(
  tx: WriteTx,
  { phone_id, conversation_id }: Row<'phone_bubbles'>,
  from: number,
): Promise<void> {
  if (conversation_id === null || !Number.isFinite(from)) return
  const thread = await findThread(tx.db, phone_id, conversation_id)
  if (!thread) return
  await saveThread(tx.db, { ...thread, forwarded_seq: Math.min(thread.forwarded_seq, from) })
}

/** A sign on a bubble says that it was read. */
async function takeReaction(
  tx: WriteTx,
  to: ChannelAccount,
  update: Of<'reaction'>,
): Promise<boolean> {
  const phones = await phonesOn(tx, to, update.person)
  if (phones.length === 0) return isServices(to)
  const ids = phones.map(({ id }) => id)
  const bubble = await findBubble(tx.db, ids, update.target)
  if (bubble?.conversation_id && update.emoji !== '' && !update.echo) {
    const phone = { id: bubble.phone_id, site_id: bubble.site_id }
    await enqueue(tx, [readRow(phone, bubble.conversation_id, tx.now)])
  }
  return true
}

/** What was sent on cannot be changed or taken back from a phone, which its owner must know. */
async function takeAfterthought(
  tx: WriteTx,
  to: ChannelAccount,
  { type, person }: Of<'edit'> | Of<'revoke'>,
): Promise<boolean> {
  const [phone] = await phonesOn(tx, to, person)
  if (phone && type === 'edit') await enqueue(tx, [sayRow(phone, { code: 'edited' }, tx.now)])
  return phone !== undefined || isServices(to)
}

/** A member's new number is the same phone to us; who else knows them is asked too. */
async function takeMove(tx: WriteTx, to: ChannelAccount, update: Of<'moved'>): Promise<boolean> {
  const phones = await phonesOn(tx, to, update.before)
  const ids = phones.map(({ id }) => id)
  const { phone, id } = update.person
  if (ids.length > 0) {
    await updatePhones(tx.db, ids, {
      ...(phone !== undefined && { phone }),
      ...(id !== undefined && { person_id: id }),
    })
  }
  return ids.length > 0 || isServices(to)
}
