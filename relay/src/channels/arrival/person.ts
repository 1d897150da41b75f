import { type IdentityKeys, knownContact } from '../../contacts/identities.ts'
import type { WriteTx } from '../../db/writer.ts'
import type { ChannelAccount } from '../account.ts'
import type { Person } from '../update.ts'

/** Characters of a contact's name. */
const MAX_NAME = 80

/** What somebody goes by. A PSID is a page's own name for a person, so the page is part of it. */
export function identityKeys(to: ChannelAccount, { id, phone }: Person): IdentityKeys {
  return {
    ...(id !== undefined && { id: idKey(to, id) }),
    ...(phone !== undefined && { phone: { kind: 'phone' as const, value: phone } }),
  }
}

function idKey(to: ChannelAccount, id: string): NonNullable<IdentityKeys['id']> {
  return to.kind === 'whatsapp'
    ? { kind: 'bsuid', value: id }
    : { kind: 'psid', value: `${to.externalId} ${id}` }
}

/** The contact somebody is, where that is known. */
export function knownPerson(
  tx: WriteTx,
  to: ChannelAccount,
  person: Person,
  at: number,
): Promise<string | undefined> {
  return knownContact(tx, to.siteId, identityKeys(to, person), at)
}

/** How somebody is called in the inbox, as far as the network tells. */
export function labelsOf({ name, username, phone }: Person): { name?: string; phone?: string } {
  const called = oneLine(name ?? '') || oneLine(username ?? '')
  return { ...(called && { name: called }), ...(phone !== undefined && { phone: `+${phone}` }) }
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME)
    .toWellFormed()
}
