/** What a bucket holds at most, and how often it gains one, in milliseconds. */
export interface Rate {
  capacity: number
  refillMs: number
}

export interface Bucket {
  /** Takes one; false where the bucket is empty. */
  take: () => boolean
  /** Takes one; an empty bucket stays empty. */
  force: () => void
}

/** A bucket that begins full. `rate` is asked each time: a number's may change. */
export function createBucket(rate: () => Rate, now: () => number): Bucket {
  let level = rate().capacity
  let at = now()
  const refill = (): void => {
    const { capacity, refillMs } = rate()
    level = Math.min(capacity, level + (now() - at) / refillMs)
    at = now()
  }
  return {
    take() {
      refill()
      // Parts of a token add up to 0.999… where they should be one.
      if (level < 1 - 1e-9) return false
      level -= 1
      return true
    },
    force() {
      refill()
      level = Math.max(0, level - 1)
    },
  }
}

/** Buckets by name, made when they are first asked for. */
export function createBuckets(make: (key: string) => Bucket): (key: string) => Bucket {
  const buckets = new Map<string, Bucket>()
  return (key) => {
    const bucket = buckets.get(key) ?? make(key)
    buckets.set(key, bucket)
    return bucket
  }
}
