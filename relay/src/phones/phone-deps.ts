import type { Language, Member } from '@loods/protocol'
import type { ChannelAccount } from '../channels/account.ts'
import type { MediaResult, OutgoingFile } from '../channels/adapter.ts'
import type { AlertTemplate } from '../channels/templates/alert-template.ts'
import type { MediaRef } from '../channels/update.ts'
import type { ConversationService } from '../conversations/conversation.service.ts'
import type { ConversationChanges } from '../conversations/conversation-changes.ts'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { Writer } from '../db/writer.ts'
import type { Site } from '../sites/site.service.ts'
import type { PhoneLine } from './phone-line.ts'
import type { Owned, PhonePeople } from './phone-people.ts'
import type { ToldChat } from './says.ts'

/** The number that writes to a phone, as people know it. */
export interface Sender {
  name: string
  address: string
}

/** What everything about phones is made with. */
export interface PhoneDeps {
  db: Database
  writer: Writer
  clock: () => number
  conversations: ConversationService
  changes: ConversationChanges
  people: PhonePeople
  line: PhoneLine
  /** Address of the inbox, without a fragment. */
  inboxUrl: string
  site(siteId: string): Promise<Site>
  /** The phones of a shop. */
  phones(siteId: string): Promise<Row<'phones'>[]>
  /** Conversations of every shop a phone answers for, by their ids and in that order. */
  chats(phone: Row<'phones'>, ids: string[]): Promise<ToldChat[]>
  team(siteId: string): Promise<Member[]>
  /** What a shopper left to be reached at; undefined once it is gone or dealt with. */
  openLead(siteId: string, id: string): Promise<Row<'leads'> | undefined>
  /** Conversations with such a thing. */
  leadChats(siteId: string): Promise<string[]>
  senderOf(phone: Pick<Row<'phones'>, 'channel_id'>): Promise<Sender | undefined>
  /** Whether that number is disconnected, or paused until somebody mends it. */
  senderRests(phone: Pick<Row<'phones'>, 'channel_id'>): Promise<boolean>
  /** A file with its bytes, as it is to be sent; undefined once it is gone. */
  outgoingFile(id: string): Promise<OutgoingFile | undefined>
  fetchMedia(phone: Row<'phones'>, media: MediaRef): Promise<MediaResult>
  /** Takes a file into a conversation, from its member. @returns its id; undefined where it cannot be sent */
  keepFile(
    owned: Owned,
    conversationId: string,
    media: MediaRef,
    fetched: Extract<MediaResult, { outcome: 'fetched' }>,
  ): Promise<string | undefined>
  /** What a message becomes under our own ids, by what the network calls it: always the same. */
  cidOf(externalId: string): string
  /** Undefined while none is approved. */
  alertTemplate(from: ChannelAccount, language: Language): Promise<AlertTemplate | undefined>
}
