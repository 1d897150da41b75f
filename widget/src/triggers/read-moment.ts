import { actedLately, DEFAULT_MANNERS, type Moment } from '@loods/protocol/manners'
import type { Embed } from '../host.ts'
import { readMemory } from './memory.ts'
import { focused, isCovered, isTyping, SECRET } from './moment.ts'
import type { Watch } from './offers.ts'

/** Seconds after a key in which somebody still types. */
const TYPES = 10

/** What manners go by on this page now. @param acted the shopper opened the panel, or met a prompt, on this page */
export function readMoment(
  { config, element, siteKey }: Embed,
  { facts, answer, secondsSinceCart }: Watch,
  acted: boolean,
): Moment {
  const field = focused()
  const memory = readMemory(siteKey)
  const now = Date.now()
  return {
    now,
    memory,
    acted: acted || actedLately(memory, now),
    prompted: answer()?.prompted ?? false,
    hidden: document.hidden || Boolean(element.hidden),
    paying: field.matches(SECRET),
    typing: isTyping(field) && Number(facts().idle_seconds) < TYPES,
    covered: isCovered(element, config.look.side),
    secondsSinceCart: secondsSinceCart(),
    manners: { ...DEFAULT_MANNERS, ...config.manners },
  }
}
