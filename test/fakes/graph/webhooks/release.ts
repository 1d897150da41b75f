import type { Faults } from '../faults.ts'
import type { World } from '../world/world.ts'
import { destinationsOf } from './destinations.ts'
import { newPost, type Post } from './post.ts'
import type { Update } from './update.ts'

/** How updates that were held back leave. */
export interface Release {
  /** Milliseconds by which each may be earlier or later than its own time. */
  shuffle: number
  /** Share of 0 to 1 that comes twice, the copy with a shift of its own. */
  duplicate: number
  /** Share of POSTs of which a copy with a wrong signature goes too. */
  forged: number
  /** Updates in a POST, at most. */
  batch: number
  /** POSTs under way at once. */
  concurrency: number
}

const IN_ORDER: Release = { shuffle: 0, duplicate: 0, forged: 0, batch: 1, concurrency: 1 }

/** Sends `updates` as `how` says and returns the POSTs once each had its first attempt. */
export async function releaseInto(
  deps: { world: World; faults: Faults; deliver: (post: Post) => Promise<void> },
  updates: Update[],
  how: Partial<Release>,
): Promise<Post[]> {
  const release = { ...IN_ORDER, ...how }
  const ordered = shuffled(deps.faults, updates, release)
  const posts = batches(deps.world, ordered, release.batch).flatMap((post) =>
    deps.faults.chance(release.forged)
      ? [post, newPost(post.app, post.url, post.updates, true)]
      : [post],
  )
  const waiting = posts.values()
  const worker = async (): Promise<void> => {
    for (const post of waiting) await deps.deliver(post)
  }
  await Promise.all(Array.from({ length: release.concurrency }, worker))
  return posts
}

function shuffled(faults: Faults, updates: Update[], { shuffle, duplicate }: Release): Update[] {
  const placed = (update: Update): { update: Update; place: number } => ({
    update,
    place: update.at + faults.between(-shuffle, shuffle),
  })
  return updates
    .flatMap((it) => (faults.chance(duplicate) ? [placed(it), placed(it)] : [placed(it)]))
    .sort((a, b) => a.place - b.place)
    .map(({ update }) => update)
}

function batches(world: World, updates: Update[], size: number): Post[] {
  const waiting = new Map<string, Post['updates']>()
  const posts: Post[] = []
  for (const update of updates) {
    for (const { app, url } of destinationsOf(world, update)) {
      const key = `${app.id} ${url} ${update.object}`
      const batch = [...(waiting.get(key) ?? []), update]
      if (batch.length < size) waiting.set(key, batch)
      else {
        waiting.delete(key)
        posts.push(newPost(app, url, batch))
      }
    }
  }
  return [...posts, ...leftovers(world, waiting)]
}

function leftovers(world: World, waiting: Map<string, Update[]>): Post[] {
  return [...waiting].flatMap(([key, updates]) => {
    const first = updates[0] as Update
    return destinationsOf(world, first)
      .filter(({ app, url }) => key === `${app.id} ${url} ${first.object}`)
      .map(({ app, url }) => newPost(app, url, updates))
  })
}
