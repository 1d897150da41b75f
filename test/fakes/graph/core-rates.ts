import type { Rates } from './core.ts'
import { type Bucket, createBucket, createBuckets, type Rate } from './rates.ts'
import { held, type World } from './world/world.ts'

const SECOND = 1000
const HOUR = 3600 * SECOND

/** 45 at once and then one in 6 s: "borrowed from the future" (contract 2.2), kept as a bucket (6). */
const PAIR: Rate = { capacity: 45, refillMs: 6 * SECOND }
const MANAGEMENT: Rate = { capacity: 5000, refillMs: HOUR / 5000 }
const NEW_TEMPLATES: Rate = { capacity: 100, refillMs: HOUR / 100 }

/** The rates that Meta holds a business to. */
export function createCoreRates(world: World, now: () => number): Rates {
  const buckets = (rate: (key: string) => Rate): ((key: string) => Bucket) =>
    createBuckets((key) => createBucket(() => rate(key), now))
  return {
    throughput: buckets((numberId) => {
      const { throughput } = held(world.numbers, numberId)
      return { capacity: throughput, refillMs: SECOND / throughput }
    }),
    pair: buckets(() => PAIR),
    management: buckets(() => MANAGEMENT),
    newTemplates: buckets(() => NEW_TEMPLATES),
  }
}
