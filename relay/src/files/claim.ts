import type { Author } from '@loods/protocol'
import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import { notFound } from '../errors.ts'
import { findFiles, setFileMessage } from './file.repository.ts'

/** Uploaded files a batch of messages names, by id. */
export type Claims = Map<string, Row<'files'>>

/** Reads the files messages are about to carry, inside their transaction. */
export async function loadClaims(tx: WriteTx, fileIds: string[]): Promise<Claims> {
  const rows = await findFiles(tx.db, [...new Set(fileIds)])
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * Takes a file for one message: it must have been uploaded into this conversation by the same
 * sender, and be sent for the first time.
 * @throws RelayError not_found, in the same words whatever is wrong
 */
export function claim(
  claims: Claims,
  wanted: { fileId: string; siteId: string; conversationId: string; author: Author },
  messageId: string,
): void {
  const row = claims.get(wanted.fileId)
  const own =
    row?.site_id === wanted.siteId &&
    row.conversation_id === wanted.conversationId &&
    row.uploader_kind === wanted.author.kind &&
    row.uploader_id === wanted.author.id &&
    row.message_id === null
  if (!row || !own) throw notFound('This file')
  row.message_id = messageId
}

/** Writes which message carries which file. */
export async function saveClaims(tx: WriteTx, claims: Claims): Promise<void> {
  for (const row of claims.values()) {
    if (row.message_id !== null) await setFileMessage(tx.db, row.id, row.message_id)
  }
}
