import type { FollowVisit } from '../host.ts'
import { follow } from './follow.ts'

export const followVisit: FollowVisit = (embed) => void follow(embed, () => {})
