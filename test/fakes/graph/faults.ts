/** How a request goes wrong. */
export type RequestFault =
  /** HTTP 429 with Retry-After, code 4. */
  | 'too_many_requests'
  | 'throughput'
  | 'pair_rate'
  | 'maintenance'
  /** HTTP 500, code 131000. */
  | 'server_error'
  /** HTTP 502 with a page of HTML. */
  | 'bad_gateway'
  /** The connection breaks before anything has happened. */
  | 'reset'
  /** Everything happens, and the connection breaks instead of an answer. */
  | 'lost_response'
  /** The answer comes after `slowMs`. */
  | 'slow'
  | 'bad_token'
  | 'locked'
  | 'spam_rate'

export interface FaultPlan {
  /** Shares of 0 to 1 of all requests that match `on` (method and path; all by default). */
  requests: { fault: RequestFault; share: number; on?: RegExp }[]
  /** How long a slow answer takes, on the fake's clock. */
  slowMs: number
  /** When a message outside the window is refused: by a failed status, or in the answer. */
  outsideWindow: 'later' | 'at once'
  /** The same for a recipient whom nothing reaches (131026). */
  undeliverable: 'later' | 'at once'
  statuses: {
    /** Milliseconds after the answer. */
    sentAfter: number
    deliveredAfter: number
    failedAfter: number
    /** Shares of 0 to 1. */
    beforeResponse: number
    skipDelivered: number
    twice: number
    /** Milliseconds by which any status may come later than planned: they overtake each other. */
    spread: number
  }
  webhooks: {
    /** Milliseconds, from and to, drawn for every update: they overtake each other. */
    delay: [number, number]
    /** Share of updates that come twice, each with a delay of its own. */
    duplicate: number
    /** Share of updates of which a copy with a wrong signature comes too. */
    forged: number
    /** How many updates one POST carries at most (Meta: up to 1,000). */
    batch: number
    /** How long updates are gathered for a batch, milliseconds. */
    gather: number
  }
}

/** A plan in which nothing goes wrong. */
export function noFaults(): FaultPlan {
  return {
    requests: [],
    slowMs: 30_000,
    outsideWindow: 'later',
    undeliverable: 'later',
    statuses: {
      sentAfter: 40,
      deliveredAfter: 120,
      failedAfter: 60,
      beforeResponse: 0,
      skipDelivered: 0,
      twice: 0,
      spread: 0,
    },
    webhooks: { delay: [0, 0], duplicate: 0, forged: 0, batch: 1, gather: 50 },
  }
}

interface Planned {
  fault: RequestFault
  times: number
  on: RegExp
}

export interface Faults {
  plan: FaultPlan
  /** Lets the next `times` requests that match `on` ("POST /v26.0/…/messages") go wrong. */
  failNext: (fault: RequestFault, options?: { times?: number; on?: RegExp }) => void
  /** The fault of a request, by what was planned for the next ones and then by chance. */
  forRequest: (name: string) => RequestFault | undefined
  chance: (share: number) => boolean
  /** A whole number of milliseconds from `from` to `to`. */
  between: (from: number, to: number) => number
}

export function createFaults(random: () => number): Faults {
  const plan = noFaults()
  const next: Planned[] = []
  const chance = (share: number): boolean => share > 0 && random() < share

  function takePlanned(name: string): RequestFault | undefined {
    const index = next.findIndex(({ on }) => on.test(name))
    const planned = next[index]
    if (!planned) return undefined
    planned.times -= 1
    if (planned.times === 0) next.splice(index, 1)
    return planned.fault
  }

  return {
    plan,
    chance,
    failNext: (fault, { times = 1, on = /./ } = {}) => {
      next.push({ fault, times, on })
    },
    forRequest: (name) =>
      takePlanned(name) ??
      plan.requests.find(({ share, on }) => (on?.test(name) ?? true) && chance(share))?.fault,
    between: (from, to) => from + Math.floor(random() * (to - from + 1)),
  }
}
