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

const KINDS: FileKind[] = [
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
  const bare = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  const type = ALIASES[bare] ?? bare
  return KINDS.find((kind) => kind.type === type)
}
