/** What we call a message of a conversation when it is sent: the message, and the outbox row that sends it. */
export interface MessageRef {
  messageId: string
  rowId: string
}

/** A message that leaves in parts has their number behind it (`ChannelAdapter.parts`). */
const PATTERN = /^m\.([\w-]+)\.([\w-]+)(\.\d+)?$/

/** A ref is one row's to send: sending a failed message again is another row, so another ref. */
export function writeRef({ messageId, rowId }: MessageRef): string {
  return `m.${messageId}.${rowId}`
}

/** @returns undefined for what is no message's ref, such as that of a bubble on a member's phone */
export function readRef(ref: string | null | undefined): MessageRef | undefined {
  const [, messageId, rowId] = PATTERN.exec(ref ?? '') ?? []
  return messageId && rowId ? { messageId, rowId } : undefined
}
