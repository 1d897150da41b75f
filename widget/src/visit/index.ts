import type { FollowOn, FollowVisit } from '../host.ts'
import { follow } from './follow.ts'

export const followVisit: FollowVisit = (embed) => {
  /** A member's invitation is offered by the part that offers what triggers say. */
  embed.hear = (answer) =>
    answer.invitation &&
    embed
      .loadPart('triggers.js')
      .then((part) => (part as { followVisit: FollowOn }).followVisit(embed, following, answer))
  const following = follow(embed)
}
