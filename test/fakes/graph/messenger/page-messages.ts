import type { Core } from '../core.ts'
import type { Entry } from '../world/threads.ts'

/** What stands under `message` in a webhook, for what a page or a person sent. */
export function messageOf(core: Core, entry: Entry): Record<string, unknown> {
  const { text, quick_reply } = entry.content as { text?: string; quick_reply?: object }
  return {
    mid: entry.id,
    ...(text !== undefined && { text }),
    ...(quick_reply && { quick_reply }),
    ...(entry.quotes !== undefined && { reply_to: { mid: entry.quotes } }),
    ...(entry.type !== 'text' && { attachments: attachmentsOf(core, entry) }),
  }
}

function attachmentsOf(core: Core, { type, mediaId, content }: Entry): object[] {
  const media = mediaId === undefined ? undefined : core.media.find(mediaId)
  const { payload, title } = content as { payload?: object; title?: string }
  const url = media && { url: core.media.openAddressOf(media) }
  const whole = { ...payload, ...url }
  return [
    {
      type,
      ...(title !== undefined && { title }),
      ...(Object.keys(whole).length > 0 && { payload: whole }),
    },
  ]
}
