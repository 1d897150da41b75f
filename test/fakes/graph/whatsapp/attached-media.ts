import type { Core } from '../core.ts'
import { type MediaKind, whyUnsendable } from '../media/formats.ts'
import type { Entry } from '../world/threads.ts'
import type { PhoneNumber } from '../world/world.ts'
import { isMediaType, isOutgoingType } from './message-shapes.ts'
import type { Failure } from './statuses.ts'

interface Source {
  id?: string
  link?: string
  voice?: boolean
}

interface Attached {
  kind: MediaKind
  source: Source
}

export function carriesMedia(entry: Entry): boolean {
  return attachedTo(entry) !== undefined
}

/** 131053 where the file is missing, too large, or not what it says; else the phone gets a copy. */
export async function whyMediaFails(
  core: Core,
  number: PhoneNumber,
  entry: Entry,
): Promise<Failure | undefined> {
  const attached = attachedTo(entry)
  if (!attached) return undefined
  const { kind, source } = attached
  const file = await fileOf(core, number, source)
  if ('problem' in file) return { code: 131053, details: file.problem }
  const why = await whyUnsendable(kind, { ...file, voice: source.voice === true })
  if (why) return { code: 131053, details: why }
  entry.mediaId = core.media.add({
    ownerId: number.wabaId,
    bytes: file.bytes,
    mime: file.mime,
    filename: undefined,
    origin: 'uploaded',
  }).id
  return undefined
}

/** The file of a media message, or in the header of an interactive one. */
function attachedTo({ type, content }: Entry): Attached | undefined {
  if (isOutgoingType(type) && isMediaType(type)) return { kind: type, source: content as Source }
  if (type !== 'interactive') return undefined
  const { header } = content as { header?: { type: string } & Partial<Record<MediaKind, Source>> }
  if (!header || header.type === 'text') return undefined
  const kind = header.type as MediaKind
  return { kind, source: header[kind] ?? {} }
}

async function fileOf(
  core: Core,
  number: PhoneNumber,
  { id, link }: Source,
): Promise<{ bytes: Uint8Array; mime: string } | { problem: string }> {
  if (link !== undefined) return await core.links.fetch(link)
  const media = core.media.find(id ?? '')
  if (media?.ownerId === number.wabaId) return media
  return { problem: `Media ${id} does not exist, has expired, or is of another account.` }
}
