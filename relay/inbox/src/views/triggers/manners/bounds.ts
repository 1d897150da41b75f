import type { Manners } from '@loods/protocol'
import { DEFAULT_MANNERS } from '@loods/protocol/manners'

export type Manner = keyof Manners

/** Manners that let more through the higher they are; the others let more through the lower they are. */
const MORE_IS_LOOSER: Manner[] = ['perVisit', 'perWeek', 'longWait']

/** Manners that are looser than what is recommended. */
export function loosened(manners: Manners): Manner[] {
  return (Object.keys(DEFAULT_MANNERS) as Manner[]).filter((manner) => {
    const beyond = manners[manner] - DEFAULT_MANNERS[manner]
    return MORE_IS_LOOSER.includes(manner) ? beyond > 0 : beyond < 0
  })
}

/** Whether all is as recommended. */
export function isRecommended(manners: Manners): boolean {
  return (Object.keys(DEFAULT_MANNERS) as Manner[]).every(
    (manner) => manners[manner] === DEFAULT_MANNERS[manner],
  )
}
