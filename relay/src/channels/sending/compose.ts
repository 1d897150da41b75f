import type { FileInfo } from '@loods/protocol'
import { messageAt } from '../../conversations/change-message.ts'
import type { Database } from '../../db/database.ts'
import type { Row } from '../../db/schema.ts'
import type { FileService } from '../../files/file.service.ts'
import type { Outgoing, OutgoingFile, OutgoingTemplate } from '../adapter.ts'
import type { Reach } from './reach.ts'
import { findExternalId } from './sent.repository.ts'

export interface ComposeDeps {
  db: Database
  files: Pick<FileService, 'infos' | 'read'>
}

/** What leaves of a message: its words, its file's bytes, and what it answers by the network's name. */
export async function compose(
  { db, files }: ComposeDeps,
  message: Row<'messages'>,
  how: { ref: string; reach: Reach; human: boolean; template: OutgoingTemplate | undefined },
): Promise<Outgoing> {
  const base = { ref: how.ref, to: how.reach.to, ...(how.human && { human: true }) }
  if (how.template) return { ...base, template: how.template }
  const quote = await quoted(db, message, how.reach.channelId)
  const file = message.file_id === null ? undefined : await loadFile(files, message.file_id)
  return {
    ...base,
    ...(message.text !== '' && { text: message.text }),
    ...(file && { file }),
    ...(quote !== undefined && { quote }),
  }
}

async function quoted(
  db: Database,
  message: Row<'messages'>,
  channelId: string,
): Promise<string | undefined> {
  if (!message.quote_seq) return undefined
  const target = await messageAt(db.read, message.conversation_id, message.quote_seq)
  return target && findExternalId(db.read, channelId, target)
}

/** A file with its bytes, as it is to be sent; undefined once it is gone. */
export async function loadFile(
  files: ComposeDeps['files'],
  id: string,
): Promise<OutgoingFile | undefined> {
  const info = (await files.infos([id])).get(id)
  if (!info) return undefined
  const bytes = Buffer.from(await new Response(files.read(id)).arrayBuffer())
  return { kind: kindOf(info), type: info.type, name: info.name, bytes }
}

/** As which kind a file is sent; anything that is not seen or heard is a document. */
function kindOf({ type, seconds }: FileInfo): OutgoingFile['kind'] {
  if (type.startsWith('image/')) return 'image'
  if (type.startsWith('video/')) return 'video'
  if (!type.startsWith('audio/')) return 'document'
  return seconds === undefined ? 'audio' : 'voice'
}
