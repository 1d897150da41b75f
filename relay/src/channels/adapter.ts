import type { ChannelTroubleCode, Failure } from '@loods/protocol'
import type { ChannelAccount, ChannelKind } from './account.ts'
import type { Addressed, MediaRef, Person } from './update.ts'

/** A file to be sent. */
export interface OutgoingFile {
  kind: 'image' | 'video' | 'audio' | 'voice' | 'document'
  type: string
  name: string
  bytes: Buffer
}

/** A template with what its variables say, in their order, by part. */
export interface OutgoingTemplate {
  name: string
  language: string
  header: Array<{ name?: string | undefined; text: string }>
  body: Array<{ name?: string | undefined; text: string }>
  /** What comes back when a quick reply is pressed, by the button's place. */
  buttons?: Array<{ index: number; payload: string }> | undefined
}

/** One message to one person. Text and file together are the file with a caption, where the network has such. */
export interface Outgoing {
  /** Ours, up to 512 characters; the network repeats it in statuses where it can. */
  ref: string
  to: Person
  text?: string
  file?: OutgoingFile
  /** What it answers. */
  quote?: string
  template?: OutgoingTemplate
  /** Buttons (three at most) or rows (ten at most) under the text. */
  choices?: Array<{ id: string; title: string; description?: string }>
  /** What the list of rows is opened with; with it, `choices` are rows. */
  listTitle?: string
  /** A button that opens an address. */
  link?: { title: string; url: string }
  /** Messenger, after the window: a person wrote it. */
  human?: boolean
}

/** What came of trying to send. */
export type SendResult =
  /** Taken, not yet there. `person`: what the network told of whom it went to. */
  | { outcome: 'taken'; externalId: string; person?: Person }
  /** Not taken; the same may work later. */
  | { outcome: 'later'; afterMs?: number; reason: string }
  /** No answer came after it was handed over: it may be out. A status with our `ref` would tell. */
  | { outcome: 'unsure'; reason: string }
  /** Not taken, and never will be as it is. */
  | { outcome: 'refused'; failure: Failure }
  /** Nothing can be sent until somebody has seen to the channel. */
  | { outcome: 'stopped'; trouble: ChannelTroubleCode; number?: number; detail?: string }

/** Bytes of what somebody sent, or why there are none. */
export type MediaResult =
  | { outcome: 'fetched'; bytes: Buffer; mimeType: string; fileName?: string }
  | { outcome: 'later'; afterMs?: number; reason: string }
  | { outcome: 'gone'; why: 'expired' | 'refused' | 'too_large' | 'failed' }

/** How somebody calls themselves, where the network tells who asks. */
export type NameResult =
  | { outcome: 'told'; name: string }
  | { outcome: 'later'; afterMs?: number; reason: string }
  | { outcome: 'refused' }

/** The networks that are talked to here. */
export type Adapters = Record<ChannelKind, ChannelAdapter>

/**
 * One network: how what it says is read, and how it is talked to. Every adapter passes the same
 * contract suite (testing/channel-contract.ts).
 */
export interface ChannelAdapter {
  kind: ChannelKind
  /** Reads a webhook's body. Never throws: what it does not know it says so of. */
  read(body: unknown): Addressed[]
  /**
   * What a message has to leave as, in order: itself, or several where the network takes no more text
   * or no text beside this kind of file. The first keeps the ref, the others have `.2`, `.3` … behind
   * it, so that each is sent, and sent again, by itself.
   */
  parts(message: Outgoing): Outgoing[]
  /** Sends one part. */
  send(from: ChannelAccount, message: Outgoing): Promise<SendResult>
  /** An empty emoji takes the reaction back. */
  react(
    from: ChannelAccount,
    to: Person,
    target: string,
    emoji: string,
    ref: string,
  ): Promise<SendResult>
  /** Says that everything up to a message was read and, if wanted, that an answer is being written. */
  markRead(
    from: ChannelAccount,
    to: Person,
    externalId: string,
    typing: boolean,
  ): Promise<SendResult>
  fetchMedia(from: ChannelAccount, media: MediaRef): Promise<MediaResult>
  /** How who wrote calls themselves; only of networks whose messages do not say so. */
  nameOf?(from: ChannelAccount, who: Person): Promise<NameResult>
}
