import type { MemberPrincipal } from '../http/principal.ts'
import type { Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'

/** Routes of members that ask a network something, which each member may do only so often. */
export function asksNetwork(limits: Limits, routes: Route[]): Route[] {
  return routes.map((route) => ({
    ...route,
    async handle(call) {
      await limits.networkQuestion((call.principal as MemberPrincipal).memberId)
      return route.handle(call)
    },
  }))
}
