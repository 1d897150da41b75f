/** What an app may spend in a shop: `maximum` points at once, `restoreRate` back each second. */
export interface Limits {
  maximum: number
  restoreRate: number
}

export interface ThrottleStatus {
  maximumAvailable: number
  currentlyAvailable: number
  restoreRate: number
}

/** A leaky bucket of query cost. */
export interface Bucket {
  /** Takes `cost` points if they are there. */
  take: (cost: number) => boolean
  giveBack: (cost: number) => void
  status: () => ThrottleStatus
}

export function createBucket({ maximum, restoreRate }: Limits, now: () => number): Bucket {
  let available = maximum
  let seenAt = now()

  function restore(): void {
    const seconds = (now() - seenAt) / 1000
    seenAt = now()
    available = Math.min(maximum, available + seconds * restoreRate)
  }

  return {
    take(cost) {
      restore()
      if (cost > available) return false
      available -= cost
      return true
    },
    giveBack(cost) {
      available = Math.min(maximum, available + cost)
    },
    status() {
      restore()
      return {
        maximumAvailable: maximum,
        currentlyAvailable: Math.floor(available),
        restoreRate,
      }
    },
  }
}
