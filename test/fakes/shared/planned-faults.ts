/** What goes wrong with requests; each fake adds how its webhooks go wrong. */
export interface RequestPlan<Fault extends string> {
  /** Shares of 0 to 1 of all requests that match `on` (method and path; all by default). */
  requests: { fault: Fault; share: number; on?: RegExp }[]
  /** How long a slow answer takes, on the fake's clock. */
  slowMs: number
}

export interface PlannedFaults<Fault extends string, Plan extends RequestPlan<Fault>> {
  plan: Plan
  /** Lets the next `times` requests that match `on` ("POST /v26.0/…/messages") go wrong. */
  failNext: (fault: Fault, options?: { times?: number; on?: RegExp }) => void
  /** The fault of a request, by what was planned for the next ones and then by chance. */
  forRequest: (name: string) => Fault | undefined
  chance: (share: number) => boolean
  /** A whole number of milliseconds from `from` to `to`. */
  between: (from: number, to: number) => number
}

interface Planned<Fault> {
  fault: Fault
  times: number
  on: RegExp
}

/**
 * @param plan changed at any time, it holds from then on
 * @param random numbers from 0 to 1; the same sequence gives the same faults
 */
export function createPlannedFaults<Fault extends string, Plan extends RequestPlan<Fault>>(
  plan: Plan & RequestPlan<Fault>,
  random: () => number,
): PlannedFaults<Fault, Plan> {
  const next: Planned<Fault>[] = []
  const chance = (share: number): boolean => share > 0 && random() < share

  function takePlanned(name: string): Fault | undefined {
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
