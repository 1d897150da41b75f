import { idText, type Loose, record, records, text } from '../graph/loose.ts'
import type { Person } from '../update.ts'

/** Digits of a phone number, however it is written; undefined for what is none, such as a BSUID. */
export function phoneDigits(value: unknown): string | undefined {
  const written = idText(value)
  if (written === undefined || !/^\+?[\d\s().-]+$/.test(written)) return undefined
  const digits = written.replace(/\D/g, '')
  return digits.length >= 5 && digits.length <= 20 ? digits : undefined
}

/** Somebody by a phone, a user id, or both; what is a user id in the place of a phone is taken for one. */
export function personOf(phone: unknown, id: unknown): Person {
  const digits = phoneDigits(phone)
  const misplaced = idText(phone)
  const user = idText(id) ?? (/[A-Za-z]/.test(misplaced ?? '') ? misplaced : undefined)
  return { ...(digits && { phone: digits }), ...(user && { id: user }) }
}

/** Whether anything of a person is known that can be written to. */
export function isSomebody({ phone, id }: Person): boolean {
  return phone !== undefined || id !== undefined
}

/** Adds what the value's `contacts` tell of the same person: name, username and the other identity. */
export function withContact(person: Person, value: Loose): Person {
  const contact = records(value.contacts).find((it) => isSame(person, it))
  if (!contact) return person
  const { name, username } = record(contact.profile)
  const [its, known] = [personOf(contact.wa_id, contact.user_id), text(name)]
  const handle = text(username)?.replace(/^@/, '')
  return {
    ...its,
    ...person,
    ...(known !== undefined && { name: known }),
    ...(handle && { username: handle }),
  }
}

/** The ids decide; where both have one, they must be the same, whatever the phones say. */
function isSame(person: Person, contact: Loose): boolean {
  const { phone, id } = personOf(contact.wa_id, contact.user_id)
  if (person.id !== undefined && id !== undefined) return person.id === id
  return phone !== undefined && phone === person.phone
}
