import type { Time } from '../../shared/time.ts'
import { afterDelay } from '../../shared/webhooks.ts'
import type { Faults } from '../faults.ts'
import type { World } from '../world/world.ts'
import { type Destination, destinationsOf } from './destinations.ts'
import { attempt, newPost, type Post } from './post.ts'
import { type Release, releaseInto } from './release.ts'
import type { Update } from './update.ts'

const SECOND = 1000
const HOUR = 3600 * SECOND
/** Pauses before the next attempt: falling frequency, the last one again and again. */
const PAUSES = [1, 5, 30, 120, 600, 1800, 3600, 7200, 14_400].map((seconds) => seconds * SECOND)

export interface Outbox {
  /** Tells every subscriber, by the fault plan; resolves when the first attempts are over. */
  emit: (update: Update) => Promise<void>
  /** Every POST there was, in order of its first attempt. */
  posts: Post[]
  /** Keeps back what is emitted from now on, until it is released. */
  hold: () => void
  /** How many updates are held back. */
  held: () => number
  /** Sends what was held back and goes on without holding; returns its POSTs when all are over. */
  release: (how?: Partial<Release>) => Promise<Post[]>
}

/**
 * Webhooks out. Anything but 200 is tried again with falling frequency for `retryFor`: Meta's pages
 * disagree (36 hours, or 7 days), 36 hours unless told otherwise.
 */
export function createOutbox(deps: {
  world: World
  time: Time
  faults: Faults
  fetch: typeof globalThis.fetch
  retryFor?: number
}): Outbox {
  const { world, time, faults, fetch, retryFor = 36 * HOUR } = deps
  const posts: Post[] = []
  const gathered = new Map<string, { updates: Update[]; flush: () => Promise<void> }>()
  let holding: Update[] | undefined

  async function deliver(post: Post): Promise<void> {
    if (post.attempts.length === 0) posts.push(post)
    const at = time.now()
    const status = await attempt(post, fetch)
    post.attempts.push({ at, status })
    if (status === 200) post.state = 'acknowledged'
    else if (post.forged || at - firstAttempt(post) >= retryFor) post.state = 'given up'
    else time.after(pauseAfter(post), () => deliver(post))
  }

  async function send(to: Destination, updates: Update[]): Promise<void> {
    await deliver(newPost(to.app, to.url, updates))
  }

  async function gather(to: Destination, update: Update): Promise<void> {
    const { batch, gather: wait } = faults.plan.webhooks
    if (batch <= 1) return await send(to, [update])
    const key = `${to.app.id} ${to.url} ${update.object}`
    const waiting = gathered.get(key)
    if (!waiting) return startGathering(key, to, update, wait)
    waiting.updates.push(update)
    if (waiting.updates.length >= batch) await waiting.flush()
  }

  function startGathering(key: string, to: Destination, update: Update, wait: number): void {
    const updates = [update]
    const flush = async (): Promise<void> => {
      cancel()
      gathered.delete(key)
      await send(to, updates)
    }
    const cancel = time.after(wait, flush)
    gathered.set(key, { updates, flush })
  }

  /** Once, or twice where the plan says so, each with a delay of its own. */
  async function plan(to: Destination, update: Update): Promise<void> {
    const { duplicate, forged, delay } = faults.plan.webhooks
    const copies = faults.chance(duplicate) ? 2 : 1
    const ways = Array.from({ length: copies }, () =>
      afterDelay(time, faults.between(...delay), () => gather(to, update)),
    )
    if (faults.chance(forged)) ways.push(deliver(newPost(to.app, to.url, [update], true)))
    await Promise.all(ways)
  }

  return {
    posts,
    async emit(update) {
      if (holding) holding.push(update)
      else await Promise.all(destinationsOf(world, update).map((to) => plan(to, update)))
    },
    hold() {
      holding ??= []
    },
    held: () => holding?.length ?? 0,
    async release(how = {}) {
      const updates = holding ?? []
      holding = undefined
      return await releaseInto({ world, faults, deliver }, updates, how)
    },
  }
}

function firstAttempt(post: Post): number {
  return post.attempts[0]?.at ?? 0
}

function pauseAfter(post: Post): number {
  return PAUSES[Math.min(post.attempts.length, PAUSES.length) - 1] ?? HOUR
}
