/** A kind of file that may be sent: what it may sniff as, and how it is given out. */
export interface FileKind {
  /** The type it is stored and served as, whatever the sender called it. */
  type: string
  extension: string
  /** What its bytes may look like to the sniffer. */
  sniffed: string[]
  /** Shown in the page; everything else is only ever downloaded. */
  inline: boolean
  reencode: boolean
}

function picture(type: string, extension: string, sniffed = [type]): FileKind {
  return { type, extension, sniffed, inline: true, reencode: true }
}

/** Recorders write sound into containers that sniff as video; served as sound, nothing else plays. */
function sound(type: string, extension: string, sniffed: string[]): FileKind {
  return { type, extension, sniffed, inline: true, reencode: false }
}

/** What either side may upload. */
const UPLOADED: FileKind[] = [
  picture('image/jpeg', 'jpg'),
  picture('image/png', 'png', ['image/png', 'image/apng']),
  picture('image/webp', 'webp'),
  picture('image/gif', 'gif'),
  sound('audio/webm', 'weba', ['audio/webm', 'video/webm', 'audio/matroska', 'video/matroska']),
  sound('audio/ogg', 'ogg', ['audio/ogg', 'audio/ogg; codecs=opus', 'application/ogg']),
  sound('audio/mp4', 'm4a', ['audio/mp4', 'audio/x-m4a', 'video/mp4']),
  sound('audio/mpeg', 'mp3', ['audio/mpeg']),
  sound('audio/wav', 'wav', ['audio/wav', 'audio/vnd.wave']),
  {
    type: 'application/pdf',
    extension: 'pdf',
    sniffed: ['application/pdf'],
    inline: false,
    reencode: false,
  },
  { type: 'text/plain', extension: 'txt', sniffed: [], inline: false, reencode: false },
]

function download(type: string, extension: string, sniffed: string[]): FileKind {
  return { type, extension, sniffed, inline: false, reencode: false }
}

/** What other networks bring besides. */
const BROUGHT: FileKind[] = [
  { ...download('video/mp4', 'mp4', ['video/mp4', 'video/x-m4v']), inline: true },
  download('video/3gpp', '3gp', ['video/3gpp', 'video/3gpp2']),
  download('audio/aac', 'aac', ['audio/aac']),
  download('audio/amr', 'amr', ['audio/amr']),
]

/** Anything else that somebody sent on purpose: kept as it is, and only ever downloaded. */
export const UNKNOWN_KIND = download('application/octet-stream', 'bin', [])

/** Other names browsers and phones have for these types. */
const ALIASES: Record<string, string> = {
  'image/jpg': 'image/jpeg',
  'audio/mp3': 'audio/mpeg',
  'audio/x-m4a': 'audio/mp4',
  'audio/wave': 'audio/wav',
  'audio/x-wav': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
}

/** The kind a declared content type names; undefined when it is none that may be sent. */
export function kindOf(contentType: string | undefined): FileKind | undefined {
  const type = bareType(contentType)
  return UPLOADED.find((kind) => kind.type === type)
}

/** The kind a stored file is of, by the type it was stored as. */
export function storedKindOf(type: string): FileKind {
  return [...UPLOADED, ...BROUGHT].find((kind) => kind.type === type) ?? UNKNOWN_KIND
}

/**
 * The kind of what a network brought, by what its bytes look like; its sender's word decides only
 * between sound and film, which share containers.
 * @param sound whether it was sent as sound
 */
export function broughtKindOf(sniffed: string, sound: boolean): FileKind | undefined {
  const fitting = [...UPLOADED, ...BROUGHT].filter((kind) => kind.sniffed.includes(sniffed))
  return (
    fitting.find(({ type }) => type.startsWith('audio/') === sound) ?? sameWord(fitting, sniffed)
  )
}

/** Nothing that looks like film is taken for sound by itself. */
function sameWord(kinds: FileKind[], sniffed: string): FileKind | undefined {
  return kinds.find(({ type }) => type.split('/')[0] === sniffed.split('/')[0])
}

/** A content type without what stands behind it, by the name it has here. */
export function bareType(contentType: string | undefined): string {
  const bare = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  return ALIASES[bare] ?? bare
}
