import type { ChannelCard, ChannelTroubleCode, Failure } from '@loods/protocol'
import type { WriteTx } from '../db/writer.ts'
import type { ChannelAccount } from './account.ts'

/** Somebody on a network, by whatever of them it tells. */
export interface Person {
  /** Digits, with country code, without +. */
  phone?: string
  /** The network's own id: a BSUID, or a PSID. */
  id?: string
  username?: string
  /** As they call themselves. */
  name?: string
}

/** A file of a message, as the network names it; its bytes are fetched after the message is stored. */
export interface MediaRef {
  kind: Extract<ChannelCard, { kind: 'media' }>['media']
  /** To ask the network for an address with. */
  id?: string
  /** An address that may be there already, and lives briefly. */
  url?: string
  mimeType?: string
  /** Hex or base64. */
  sha256?: string
  fileName?: string
  /** Why the network cannot give it. */
  error?: string
}

/** What a message says. One that says nothing we can show has a detail that tells so. */
export interface Content {
  text?: string
  detail?: ChannelCard
  media?: MediaRef
}

/** A message that came from a person, or that the shop wrote in the network's own app (`echo`). */
export interface MessageUpdate {
  type: 'message'
  externalId: string
  person: Person
  /** Milliseconds, by the network's clock. */
  sentAt: number
  content: Content
  /** What it answers; without id where the network does not tell. */
  quote?: { externalId?: string }
  /** A button or row of ours that was pressed, by the id we gave it. */
  pressed?: string
  /** What a link to the page carried (`m.me/page?ref=`). */
  token?: string
  /** Written by the shop itself, elsewhere; history: before this channel was connected. */
  echo?: true
  history?: true
}

/** What a network tells of one of its messages or persons, in our words. */
export type ChannelUpdate =
  | MessageUpdate
  /** An empty emoji takes the reaction back. */
  | { type: 'reaction'; person: Person; target: string; emoji: string; at: number; echo?: true }
  | { type: 'edit'; person: Person; target: string; content: Content; at: number }
  | { type: 'revoke'; person: Person; target: string; at: number }
  | {
      type: 'status'
      externalId: string
      /** What we called the message when we sent it, where the network repeats it. */
      ref?: string
      state: 'sent' | 'delivered' | 'read' | 'played' | 'failed'
      at: number
      person: Person
      failure?: Failure
      /** What is wrong is not this message but the channel. */
      trouble?: ChannelTroubleCode
      /** What the network charges for it: service, utility, marketing … */
      category?: string
    }
  /** Everything sent up to then has come that far. */
  | { type: 'watermark'; person: Person; state: 'delivered' | 'read'; at: number }
  /** Came by a link with a token, into a thread that exists. */
  | { type: 'token'; person: Person; token: string; at: number }
  /** The same person is known by another number or id from now on. */
  | { type: 'moved'; person: Person; before: Person; at: number }
  /** Somebody in the shop's own address book. */
  | { type: 'contact'; person: Person }
  | {
      type: 'template'
      externalId: string
      name: string
      language: string
      status?: string
      category?: string
      reason?: string
    }
  /** Something about the number, page or business account as a whole. */
  | { type: 'account'; trouble?: ChannelTroubleCode; mended?: ChannelTroubleCode[]; detail: string }
  /** Nothing we know of; counted, and kept by nobody. */
  | { type: 'unknown'; what: string }

/** An update and the number or page it came to (`externalId`), or, without one, the business account. */
export interface Addressed {
  /** A phone number's or page's id. */
  to?: string
  businessId?: string
  /** Digits of the number, where the network tells it in the place of an id. */
  address?: string
  update: ChannelUpdate
}

/**
 * Takes what is its own out of what came, inside the transaction that ends the webhook; it must bear
 * being told the same again. @returns whether it was its own; otherwise the next one is asked
 */
export type UpdateTaker = (
  tx: WriteTx,
  to: ChannelAccount,
  update: ChannelUpdate,
) => Promise<boolean>
