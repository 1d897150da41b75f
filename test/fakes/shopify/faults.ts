/** How a request to a shop's admin goes wrong. */
export type RequestFault =
  /** HTTP 429 with Retry-After. */
  | 'too_many_requests'
  /** HTTP 200 with a THROTTLED error. */
  | 'throttled'
  /** HTTP 500 with Shopify's `errors`. */
  | 'server_error'
  /** HTTP 502 with a page of HTML. */
  | 'bad_gateway'
  /** HTTP 401, as for a token that died. */
  | 'bad_token'
  /** HTTP 402: the shop has not paid. */
  | 'frozen_shop'
  /** The connection breaks before anything has happened. */
  | 'reset'
  /** Everything happens, and the connection breaks instead of an answer. */
  | 'lost_response'
  /** The answer comes after `slowMs`. */
  | 'slow'

export interface FaultPlan {
  /** Shares of 0 to 1 of all requests that match `on` (method and path; all by default). */
  requests: { fault: RequestFault; share: number; on?: RegExp }[]
  /** How long a slow answer takes, on the fake's clock. */
  slowMs: number
  webhooks: {
    /** Milliseconds, from and to, drawn for every delivery: they overtake each other. */
    delay: [number, number]
    /** Share of deliveries that come twice under the same webhook id. */
    duplicate: number
    /** Share of deliveries of which a copy with a wrong HMAC comes too. */
    forged: number
  }
}

/** A plan in which nothing goes wrong. */
export function noFaults(): FaultPlan {
  return {
    requests: [],
    slowMs: 30_000,
    webhooks: { delay: [0, 0], duplicate: 0, forged: 0 },
  }
}

interface Planned {
  fault: RequestFault
  times: number
  on: RegExp
}

export interface Faults {
  plan: FaultPlan
  /** Lets the next `times` requests that match `on` ("POST /admin/oauth/access_token") go wrong. */
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
