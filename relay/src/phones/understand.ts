import type { MediaRef, MessageUpdate } from '../channels/update.ts'

/** What a member can ask of the relay from their phone. */
export type Command = 'close' | 'note' | 'who' | 'away' | 'back' | 'help' | 'stop'

/** What a member meant by what came from their phone. */
export type Meant =
  | { kind: 'command'; command: Command; text: string }
  | { kind: 'no_command'; word: string }
  /** A row of a question of ours: what it was about, and which chat. */
  | { kind: 'picked'; key: string; conversationId: string }
  /** A button of ours: alerts go on, or what was held back may come. */
  | { kind: 'pressed' }
  | { kind: 'reply'; text: string; media?: MediaRef }
  /** Nothing that can be passed on. */
  | { kind: 'unsupported' }

const COMMANDS: Record<string, Command> = {
  close: 'close',
  sluit: 'close',
  sluiten: 'close',
  note: 'note',
  notitie: 'note',
  who: 'who',
  wie: 'who',
  away: 'away',
  weg: 'away',
  back: 'back',
  terug: 'back',
  help: 'help',
  hulp: 'help',
  stop: 'stop',
}

/** Said alone and quoting nothing, these end it, as everybody knows from other services. */
const STOP_WORDS = new Set([
  'stop',
  'stoppen',
  'unsubscribe',
  'ontkoppel',
  'ontkoppelen',
  'afmelden',
])

/** Ids of our buttons and rows. */
export const PRESS = 'loods.on'
const PICK = /^loods\.pick\.([\w-]+)\.([\w-]+)$/

/** @param key of the message that waits for its chat: what networks call it is too long for a row's id */
export function pickId(key: string, conversationId: string): string {
  return `loods.pick.${key}.${conversationId}`
}

/** Reads what came from a member's phone. */
export function understand({ content, pressed, quote }: MessageUpdate): Meant {
  if (pressed !== undefined) return readPress(pressed)
  const text = (content.text ?? '').trim()
  if (content.media) return readMedia(text, content.media)
  if (content.detail?.kind === 'unsupported' || text === '') return { kind: 'unsupported' }
  const [, word = '', rest = ''] = /^\/(\S+)\s*([\s\S]*)$/.exec(text) ?? []
  if (word) return readCommand(word.toLowerCase(), rest)
  if (!quote && STOP_WORDS.has(text.toLowerCase().replace(/[.!]$/, ''))) {
    return { kind: 'command', command: 'stop', text: '' }
  }
  return { kind: 'reply', text }
}

function readPress(pressed: string): Meant {
  const [, key, conversationId] = PICK.exec(pressed) ?? []
  if (key && conversationId) return { kind: 'picked', key, conversationId }
  return { kind: 'pressed' }
}

function readMedia(text: string, media: MediaRef): Meant {
  if (media.kind === 'sticker' && media.id === undefined && media.url === undefined) {
    return { kind: 'unsupported' }
  }
  return { kind: 'reply', text, media }
}

function readCommand(word: string, text: string): Meant {
  const command = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined
  return command ? { kind: 'command', command, text: text.trim() } : { kind: 'no_command', word }
}
