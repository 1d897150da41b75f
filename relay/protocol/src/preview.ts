import type { Conversation, Message } from './entities.ts'

export type Preview = NonNullable<Conversation['lastMessage']>

/** What a message is for a list, where its text alone does not tell. */
export type PreviewKind =
  | 'text'
  | 'withdrawn'
  | 'photo'
  | 'video'
  | 'voice'
  | 'sticker'
  | 'file'
  | 'location'
  | 'people'
  | 'order'
  | 'unsupported'

/** Characters of a text that a list may show. */
const SHOWN = 200

/** A message as one line of a list shows it. */
export function previewOf(message: Message): Preview {
  const { seq, ts, author, file } = message
  const kind = previewKind(message)
  const seconds = kind === 'voice' ? file?.seconds : undefined
  return { seq, ts, author, kind, text: textOf(message), ...(seconds && { seconds }) }
}

function previewKind(message: Message): PreviewKind {
  const { withdrawnAt, file, detail } = message
  if (withdrawnAt) return 'withdrawn'
  if (file) return kindOfFile(message, file.type)
  switch (detail?.kind) {
    case 'media':
      return MEDIA[detail.media]
    case 'location':
    case 'people':
    case 'order':
    case 'unsupported':
      return detail.kind
    default:
      return 'text'
  }
}

const MEDIA = {
  image: 'photo',
  video: 'video',
  audio: 'voice',
  voice: 'voice',
  document: 'file',
  sticker: 'sticker',
} as const

function kindOfFile(message: Message, type: string): PreviewKind {
  if (isSticker(message)) return 'sticker'
  if (type.startsWith('image/')) return 'photo'
  if (type.startsWith('video/')) return 'video'
  return type.startsWith('audio/') ? 'voice' : 'file'
}

/** WhatsApp takes pictures as JPEG and PNG only: a WebP of a person's is a sticker. */
export function isSticker({ file, channel, author }: Message): boolean {
  return file?.type === 'image/webp' && channel === 'whatsapp' && author.kind === 'visitor'
}

/** A card's address says nothing in a list. */
function textOf({ text, card, detail }: Message): string {
  if (card) return text.replace(/\n.*/s, '').slice(0, SHOWN)
  return (text || (detail?.kind === 'choice' ? detail.title : '')).slice(0, SHOWN)
}
