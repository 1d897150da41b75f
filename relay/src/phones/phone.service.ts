import type { PairingAnswer, Phone, PhoneAnswer, PhoneChange } from '@loods/protocol'
import { CODE_LIFE, mintCode } from '../accounts/one-time-codes.ts'
import { chatLink, type LinkBases } from '../channels/chat-link.ts'
import { withVisibleCode } from '../crypto/visible-code.ts'
import type { Database } from '../db/database.ts'
import { toJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound, RelayError } from '../errors.ts'
import type { MemberPrincipal } from '../http/principal.ts'
import type { MemberService } from '../members/member.service.ts'
import { enqueue } from '../outbox/outbox-row.ts'
import type { Site } from '../sites/site.service.ts'
import { siteChanged } from '../sites/site-changed.ts'
import { deletePhones, findPhoneOf, updatePhones } from './phone.repository.ts'
import type { PhoneLine } from './phone-line.ts'
import { phoneRow } from './phone-rows.ts'
import { type PhoneSettings, settingsOf } from './phone-settings.ts'
import { personOf } from './same-phone.ts'
import type { Senders } from './senders.ts'
import { phoneWords } from './words.ts'

/** A member's own phone, as its owner sees and changes it in the inbox. */
export interface PhoneService {
  read(who: MemberPrincipal): Promise<PhoneAnswer>
  /** @throws RelayError not_found while no number could write to it */
  beginPairing(who: MemberPrincipal): Promise<PairingAnswer>
  /** @throws RelayError not_found without a phone */
  change(who: MemberPrincipal, change: PhoneChange): Promise<Phone>
  /** Forgets the phone, and says so on it. Without one nothing happens. */
  forget(who: MemberPrincipal): Promise<void>
}

export function createPhoneService(deps: {
  db: Database
  writer: Writer
  clock: () => number
  members: MemberService
  senders: Senders
  line: PhoneLine
  chatLinks: LinkBases
  site(siteId: string): Promise<Site>
  /** Writes the template a phone is asked by to open up again, where it is missing. */
  ensureAlert(channelId: string | null): Promise<void>
  /** Told of what could not be said; nothing depends on it. */
  onUnsaid(error: unknown): void
}): PhoneService {
  const { db, writer, senders } = deps

  async function ownerLanguage({ siteId, memberId }: MemberPrincipal) {
    const people = await deps.members.people(siteId)
    return people.find((person) => person.memberId === memberId)?.language ?? 'en'
  }

  async function sayBye(who: MemberPrincipal, phone: Row<'phones'>): Promise<void> {
    if ((phone.window_until ?? 0) <= deps.clock()) return
    const { settings } = await deps.site(who.siteId)
    const text = phoneWords(await ownerLanguage(who)).bye(settings.name)
    await deps.line.tellOnce(phone.channel_id, personOf(phone), `p.${phone.id}.bye`, { text })
  }

  return {
    async read({ siteId, memberId }) {
      const row = await findPhoneOf(db.read, siteId, memberId)
      const sender = row ? await senders.named(row.channel_id) : await senders.of(siteId)
      return {
        ...(row && { phone: toPhone(row) }),
        ...(sender && { sender: { of: sender.of, name: sender.name, address: sender.address } }),
      }
    },
    async beginPairing(who) {
      const sender = await senders.of(who.siteId)
      if (!sender) throw noSender()
      const { settings } = await deps.site(who.siteId)
      const words = phoneWords(await ownerLanguage(who)).pair(settings.name)
      const subject = `${who.siteId} ${who.memberId}`
      const code = await writer.run((tx) => mintCode(tx, 'phone-pairing', subject))
      // Its review takes a while; the first chat after a day must not wait for it.
      deps.ensureAlert(sender.channelId).catch(deps.onUnsaid)
      const text = withVisibleCode(words, code)
      return {
        url: chatLink(deps.chatLinks, { ...WHATSAPP, address: sender.address }, text),
        text,
        address: sender.address,
        expiresAt: deps.clock() + CODE_LIFE,
      }
    },
    change: (who, wanted) =>
      writer.run(async (tx) => {
        const before = await findPhoneOf(tx.db, who.siteId, who.memberId)
        if (!before) throw notFound('Your phone')
        return toPhone(await change(tx, before, wanted))
      }),
    async forget(who) {
      const gone = await writer.run(async (tx) => {
        const phone = await findPhoneOf(tx.db, who.siteId, who.memberId)
        if (!phone) return undefined
        await deletePhones(tx.db, [phone.id])
        siteChanged(tx, who.siteId, 'team')
        return phone
      })
      if (gone) await sayBye(who, gone).catch(deps.onUnsaid)
    },
  }
}

const WHATSAPP = { kind: 'whatsapp', externalId: '' } as const

function noSender(): RelayError {
  return new RelayError(
    'not_found',
    'There is no WhatsApp number yet that could write to you. Connect the shop’s number under Channels, or ask whoever runs this relay to set up theirs.',
  )
}

async function change(
  tx: WriteTx,
  before: Row<'phones'>,
  { away, quiet, chats }: PhoneChange,
): Promise<Row<'phones'>> {
  const settings: PhoneSettings = { ...settingsOf(before), ...(chats && { chats }) }
  if (quiet) settings.quiet = quiet
  if (quiet === null) delete settings.quiet
  const state = away === undefined ? before.state : away ? 'away' : 'on'
  const after = { ...before, state, settings: toJson(settings) }
  await updatePhones(tx.db, [before.id], { state, settings: after.settings })
  siteChanged(tx, before.site_id, 'team')
  if (before.state === 'away' && state === 'on') {
    await enqueue(tx, [phoneRow('phone.catch-up', after, tx.now)])
  }
  return after
}

function toPhone(row: Row<'phones'>): Phone {
  const { agreedTo, quiet, chats = 'all', trouble } = settingsOf(row)
  return {
    id: row.id,
    ...(row.phone !== null && { address: `+${row.phone}` }),
    ...(row.name !== null && { name: row.name }),
    state: row.state as Phone['state'],
    ...(trouble && { trouble }),
    ...(quiet && { quiet }),
    chats,
    ...(row.window_until !== null && { windowUntil: row.window_until }),
    pairedAt: row.paired_at,
    agreedTo,
  }
}
