import type { FollowOn, FollowVisit, Hear } from '../host.ts'
import { follow } from './follow.ts'

export const followVisit: FollowVisit = (embed) => {
  /** A member's invitation is offered by the part that offers what triggers say. */
  let hear: Hear = async (answer) => {
    if (answer.invitation)
      hear = ((await embed.loadPart('triggers.js')) as Part).followVisit(embed, following, answer)
  }
  const following = follow(embed, (answer) => hear(answer))
}

type Part = { followVisit: FollowOn }
