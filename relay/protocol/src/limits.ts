/** Limits both sides know, so that a client can refuse before it sends and a relay refuses what slips through. */

/** Version of the wire contract; a client says its own in `hello`, both sides use the lower one. */
export const PROTOCOL_VERSION = 1

/** Characters (UTF-16 code units) in one message from a shopper. */
export const MAX_VISITOR_TEXT = 4_000
/** Characters in one message or note from a member. */
export const MAX_MEMBER_TEXT = 10_000
/** Characters in a member's invitation to chat. */
export const MAX_INVITATION = 300
/** Bytes of one JSON body or one frame. */
export const MAX_JSON_BYTES = 65_536
/** Bytes of one file sent from the widget or the inbox. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024
/** Characters of a file's display name. */
export const MAX_FILE_NAME = 120
/** Milliseconds between application-level pings; page scripts cannot see WebSocket pings. */
export const PING_EVERY = 20_000
/** Milliseconds without a byte after which a client gives a connection up. */
export const SILENCE_LIMIT = 45_000
/** Milliseconds a member may correct or withdraw an own message. */
export const EDIT_WINDOW = 15 * 60_000
/** Longest a conversation may be put aside, in milliseconds. */
export const MAX_SNOOZE = 366 * 86_400_000
/** Members one note may call. */
export const MAX_MENTIONS = 20
/** Messages in one page of history. */
export const HISTORY_PAGE = 50
/** Milliseconds after which a waiting shopper reads an honest wait. */
export const WAIT_TEXT_AFTER = 45_000
/** Milliseconds after which a waiting shopper is offered a call-back or e-mail. */
export const WAIT_OFFER_AFTER = 120_000
/** Milliseconds of waiting at which the inbox clock turns amber, then red. */
export const WAIT_AMBER_AFTER = 35_000
export const WAIT_RED_AFTER = 120_000
/** The same on WhatsApp and Messenger, where nobody looks at a screen while they wait. */
export const CHANNEL_AMBER_AFTER = 3_600_000
export const CHANNEL_RED_AFTER = 7_200_000
/** Milliseconds after a person's last message in which a free answer may be sent to them there. */
export const CHANNEL_WINDOW = 24 * 3_600_000
/** Messenger: milliseconds in which a person may still answer by hand. */
export const HUMAN_WINDOW = 7 * 24 * 3_600_000
/** Characters of one answer, and bytes of a file by what it is, that each of them takes. */
export const CHANNEL_TEXT = { whatsapp: 4_096, messenger: 2_000 } as const
export const CHANNEL_FILE_BYTES = {
  whatsapp: { image: 5_000_000, video: 16_000_000, audio: 16_000_000, document: 100_000_000 },
  messenger: { image: 8_000_000, video: 25_000_000, audio: 25_000_000, document: 25_000_000 },
} as const
