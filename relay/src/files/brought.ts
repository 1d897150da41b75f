import { RelayError } from '../errors.ts'
import { cleanFileName } from './file-name.ts'
import { bareType, broughtKindOf, type FileKind, kindOf, UNKNOWN_KIND } from './file-types.ts'
import { type Inspected, inspect, sniff, unsupported } from './inspect.ts'

/** What another network brought, whole. */
export interface Brought {
  siteId: string
  conversationId: string
  uploader: { kind: 'visitor' | 'member'; id: string }
  bytes: Buffer
  /** What it was sent as: it decides between sound and film, and what must be a picture. */
  as: 'image' | 'video' | 'audio' | 'document'
  /** As its sender declares it. */
  contentType: string
  /** As its sender calls it. */
  name: string | undefined
  /** Length of sound, where it is known. */
  seconds: number | undefined
}

/** Endings of documents people send each other; anything else is called .bin, so that nothing runs by a tap. */
const DOCUMENTS = new Set(
  `doc docx xls xlsx ppt pptx odt ods odp rtf csv tsv pages numbers key epub zip ics vcf heic heif tif
  tiff mov webm flac txt pdf`.split(/\s+/),
)

/**
 * Finds out what a network brought, by its bytes, and rewrites pictures. What was sent as a picture,
 * film or sound must be one; of documents whatever is not known is kept to be downloaded.
 * @param out where a rewritten picture goes
 * @throws RelayError unsupported_file
 */
export async function inspectBrought(
  received: { path: string; size: number },
  out: string,
  { as, contentType }: Pick<Brought, 'as' | 'contentType'>,
): Promise<{ inspected: Inspected; kind: FileKind }> {
  const kind = await kindBehind(received.path, as, contentType)
  if (as !== 'document' && !isWhatItWasSentAs(kind, as)) {
    throw unsupported('The file is not what it was sent as')
  }
  if (kind === UNKNOWN_KIND) return asItIs(received)
  try {
    return { inspected: await inspect(received, out, kind), kind }
  } catch (error) {
    if (as !== 'document' || !(error instanceof RelayError)) throw error
    return asItIs(received)
  }
}

function asItIs({ path, size }: { path: string; size: number }) {
  return { inspected: { path, size, width: null, height: null }, kind: UNKNOWN_KIND }
}

async function kindBehind(path: string, as: Brought['as'], contentType: string): Promise<FileKind> {
  const sniffed = await sniff(path)
  if (sniffed !== undefined) return broughtKindOf(sniffed, as === 'audio') ?? UNKNOWN_KIND
  const said = kindOf(contentType)
  return said && bareType(contentType) === 'text/plain' ? said : UNKNOWN_KIND
}

function isWhatItWasSentAs({ type }: FileKind, as: Brought['as']): boolean {
  return type.startsWith(`${as}/`)
}

/** A file's name with an ending that fits, or that of a document. @param name as its sender wrote it */
export function nameBrought(name: string | undefined, kind: FileKind): string {
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(name ?? '')?.[1]?.toLowerCase() ?? ''
  const own = kind === UNKNOWN_KIND && DOCUMENTS.has(ending)
  return cleanFileName(
    encodeURIComponent((name ?? '').toWellFormed()),
    own ? ending : kind.extension,
  )
}
