import type { ChannelThread, Conversation } from '@loods/protocol'
import type { Words } from '../../i18n/words.ts'
import { isNetwork } from './channel-sign.tsx'

/** Milliseconds before the end from which the time left is something to look at. */
const SOON = 2 * 3_600_000
const MINUTE = 60_000

/**
 * How a person may be answered.
 * - free: with anything, until then · human: with what a person writes, until then
 * - closed: not freely any more, or not yet (`never`) · gone: the channel is no longer connected
 */
export type Reach =
  | { state: 'free'; until: number; left: number; soon: boolean }
  | { state: 'human'; until: number }
  | { state: 'closed'; never: boolean }
  | { state: 'gone' }

/** Over what an answer goes that is written now; undefined for the shop's own page. */
export function overOf({ thread, channel }: Conversation): ChannelThread | undefined {
  if (thread?.current) return thread
  // Nothing tells any more on which number or page it was.
  return isNetwork(channel) && !thread ? { channelId: '', kind: channel, current: true } : undefined
}

/** @param now the relay's time */
export function reachOf(thread: ChannelThread, now: number): Reach {
  const { state, windowUntil = 0, humanUntil = 0 } = thread
  if (state === undefined) return { state: 'gone' }
  const left = windowUntil - now
  if (left > 0) return { state: 'free', until: windowUntil, left, soon: left < SOON }
  if (humanUntil > now) return { state: 'human', until: humanUntil }
  return { state: 'closed', never: windowUntil === 0 }
}

/** How long that is, in words: 3 h 10 min, 12 min. @param left milliseconds */
export function leftWords({ channel }: Words, left: number): string {
  const minutes = Math.floor(left / MINUTE)
  if (minutes < 1) return channel.lessThanAMinute
  if (minutes < 60) return channel.minutes(minutes)
  return channel.hours(Math.floor(minutes / 60), minutes % 60)
}
