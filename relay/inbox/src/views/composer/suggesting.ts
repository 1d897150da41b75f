import { type CannedReply, fillCannedReply, type Member } from '@loods/protocol'

/** What is being looked for at the cursor: a canned reply after `/`, or a colleague after `@`. */
export interface Wanted {
  kind: 'canned' | 'mention'
  /** Letters typed so far, in lower case. */
  query: string
  /** Part of the text that a choice replaces. */
  from: number
  to: number
}

/** Something that can be chosen, and the text it stands for. */
export interface Suggestion {
  key: string
  label: string
  /** What will stand there. */
  text: string
}

const CANNED = /(?:^|\s)\/([\p{L}\p{N}_-]*)$/u
const MENTION = /(?:^|\s)@([\p{L}\p{N}_-]*)$/u

/** What the words before the cursor ask for, if anything. Mentions are for notes. */
export function wantedAt(text: string, cursor: number, note: boolean): Wanted | undefined {
  const before = text.slice(0, cursor)
  const match = (note ? MENTION : CANNED).exec(before)
  if (!match) return undefined
  const query = (match[1] ?? '').toLowerCase()
  return { kind: note ? 'mention' : 'canned', query, from: cursor - query.length - 1, to: cursor }
}

/** Canned replies that fit: by shortcut first, then by any word of their text. */
export function cannedFor(
  replies: CannedReply[],
  query: string,
  language: string | undefined,
  name: string | undefined,
): Suggestion[] {
  const spoken = replies.filter(
    (reply) => !reply.language || !language || reply.language === language,
  )
  const byShortcut = spoken.filter(({ shortcut }) => shortcut.startsWith(query))
  const byText = spoken.filter(
    (reply) => !byShortcut.includes(reply) && reply.text.toLowerCase().includes(query),
  )
  return [...byShortcut, ...byText].slice(0, 8).map(({ id, shortcut, text }) => ({
    key: id,
    label: `/${shortcut}`,
    text: fillCannedReply(text, { name }),
  }))
}

/** Colleagues whose name begins so. */
export function membersFor(members: Member[], query: string): Suggestion[] {
  return members
    .filter(({ name }) =>
      name
        .toLowerCase()
        .split(/\s+/)
        .some((word) => word.startsWith(query)),
    )
    .slice(0, 8)
    .map(({ id, name }) => ({ key: id, label: name, text: `@${name} ` }))
}

/** The text after a choice, and where the cursor goes. */
export function replace(
  text: string,
  { from, to }: Pick<Wanted, 'from' | 'to'>,
  by: string,
): { text: string; cursor: number } {
  return { text: text.slice(0, from) + by + text.slice(to), cursor: from + by.length }
}

/** Ids of the members that a note calls by name. */
export function mentionsIn(text: string, members: Member[]): string[] {
  return members.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)
}
