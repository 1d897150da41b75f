import type { Conversation, Message } from '@loods/protocol'

/** What would help this chat along, if anything. */
export type Tip =
  | { kind: 'split'; parts: string[] }
  | { kind: 'silence' }
  | { kind: 'name'; name: string }

/** Characters above which a reply is easier to read in several bubbles. */
const LONG = 240
/** Characters a bubble should not exceed by much. */
const BUBBLE = 180
/** Milliseconds of waiting after which a sign of life helps. */
const SILENCE = 40_000

/**
 * One tip at a time, the most useful first.
 * @param text what stands in the composer
 * @param messages the thread, oldest first
 * @param now the relay's time
 */
export function tipFor(
  text: string,
  conversation: Conversation,
  messages: Message[],
  now: number,
): Tip | undefined {
  const parts = text.length > LONG ? splitText(text) : []
  if (parts.length > 1) return { kind: 'split', parts }
  if (isFirstReply(messages) && text.length > 0) return greeting(text, conversation)
  const { waitingSince } = conversation
  const answered = messages.some(({ kind, author }) => kind === 'text' && author.kind === 'member')
  const silent = waitingSince !== undefined && now - waitingSince >= SILENCE
  return answered && silent && text === '' ? { kind: 'silence' } : undefined
}

function isFirstReply(messages: Message[]): boolean {
  return !messages.some(({ kind, author }) => kind === 'text' && author.kind === 'member')
}

function greeting(text: string, { contact }: Conversation): Tip | undefined {
  const name = contact.name?.split(/\s+/)[0]
  if (!name || text.toLowerCase().includes(name.toLowerCase())) return undefined
  return { kind: 'name', name }
}

/** Cuts a text into bubbles: at its own paragraphs, and within one between sentences. */
export function splitText(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .flatMap(splitParagraph)
    .filter(Boolean)
}

function splitParagraph(paragraph: string): string[] {
  const sentences = paragraph.trim().split(/(?<=[.!?…])\s+(?=\S)/)
  const bubbles: string[] = []
  for (const sentence of sentences) {
    const last = bubbles.at(-1)
    if (last !== undefined && last.length + sentence.length < BUBBLE) {
      bubbles[bubbles.length - 1] = `${last} ${sentence}`
    } else {
      bubbles.push(sentence)
    }
  }
  return bubbles
}
