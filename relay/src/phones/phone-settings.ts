import type { Phone, PhoneTrouble, QuietHours } from '@loods/protocol'
import { fromJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'

/** What is kept with a phone beside its columns. */
export interface PhoneSettings {
  /** The words its owner agreed with. */
  agreedTo: string
  quiet?: QuietHours
  /** Whether conversations of other channels come to it too. */
  chats?: Phone['chats']
  trouble?: PhoneTrouble
  /** When it was last asked by template to open up again. */
  knockedAt?: number
  /** When it was last told in one line of what did not fit. */
  summedAt?: number
}

export function settingsOf({ settings }: Row<'phones'>): PhoneSettings {
  return fromJson(settings) as PhoneSettings
}
