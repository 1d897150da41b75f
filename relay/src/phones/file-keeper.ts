import { RelayError } from '../errors.ts'
import type { FileService } from '../files/file.service.ts'
import type { PhoneDeps } from './phone-deps.ts'

/** Takes what a member sent from their phone into a conversation, checked as every upload is. */
export function createFileKeeper(files: FileService): PhoneDeps['keepFile'] {
  return async ({ phone, owner }, conversationId, media, { bytes, mimeType, fileName }) => {
    try {
      const { id } = await files.upload({
        siteId: phone.site_id,
        conversationId,
        uploader: { kind: 'member', id: owner.memberId },
        contentType: mimeType,
        name: encodeURIComponent(fileName ?? media.kind),
        seconds: undefined,
        body: new Blob([new Uint8Array(bytes)]).stream(),
      })
      return id
    } catch (error) {
      if (error instanceof RelayError && error.status < 500) return undefined
      throw error
    }
  }
}
