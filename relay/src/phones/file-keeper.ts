import { bringMedia } from '../channels/media/media.handler.ts'
import type { Writer } from '../db/writer.ts'
import type { FileService } from '../files/file.service.ts'
import type { PhoneDeps } from './phone-deps.ts'

/** Takes what a member sent from their phone into a conversation, checked as everything a channel brings. */
export function createFileKeeper(deps: {
  files: FileService
  writer: Writer
}): PhoneDeps['keepFile'] {
  const { files, writer } = deps
  return async ({ phone, owner }, conversationId, media, fetched) => {
    const uploader = { kind: 'member', id: owner.memberId } as const
    const where = { siteId: phone.site_id, conversationId, uploader }
    const file = await bringMedia(files, where, media.kind, fetched)
    if (!file) return undefined
    await writer.run((tx) => files.attach(tx, file, null))
    return file.id
  }
}
