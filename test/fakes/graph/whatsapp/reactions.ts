import type { Core } from '../core.ts'
import type { Entry } from '../world/threads.ts'
import type { ContentOf } from './message-shapes.ts'
import type { Failure } from './statuses.ts'

const MONTH = 30 * 24 * 60 * 60_000

/** 131009, by webhook, for a target that is unknown, older than 30 days, or a reaction itself. */
export function checkReaction(core: Core, content: unknown): Failure | undefined {
  const { message_id } = content as ContentOf<'reaction'>
  const target = core.threads.find(message_id)?.entry
  if (target && target.type !== 'reaction' && core.time.now() - target.at <= MONTH) return undefined
  return { code: 131009, details: 'The message to react to is unknown or too old.' }
}

/** Puts the emoji of a checked reaction on its target, or takes it away. */
export function placeReaction(core: Core, { content, from }: Entry): void {
  const { message_id, emoji } = content as ContentOf<'reaction'>
  const target = core.threads.find(message_id)?.entry
  if (!target) return
  if (emoji) target.reactions[from] = emoji
  else delete target.reactions[from]
}
