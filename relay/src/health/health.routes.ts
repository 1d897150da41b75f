import ipaddr from 'ipaddr.js'
import { sql } from 'kysely'
import * as v from 'valibot'
import type { Database } from '../db/database.ts'
import { notFound, RelayError } from '../errors.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Metrics } from './metrics.ts'

const ok = v.object({ ok: v.literal(true) })

/** For those who run the relay: is it alive, may it get traffic, what does it count. */
export function healthRoutes(deps: {
  db: Database
  metrics: Metrics
  /** True once the relay was told to stop. */
  draining(): boolean
}): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/healthz',
      policy: 'public',
      summary: 'Whether the process runs',
      response: ok,
      handle: async () => ({ ok: true }),
    }),
    defineRoute({
      method: 'GET',
      path: '/readyz',
      policy: 'public',
      summary: 'Whether the relay can serve: its database answers and it is not stopping',
      response: ok,
      async handle() {
        if (deps.draining())
          throw new RelayError('unavailable', 'The relay is stopping. Try again in a moment.')
        await sql`select 1`.execute(deps.db.read)
        return { ok: true }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/metrics',
      policy: 'public',
      summary: 'Counters in the Prometheus format, for this machine and its own network only',
      async handle({ address, c }) {
        if (!isInside(address)) throw notFound()
        c.header('content-type', deps.metrics.registry.contentType)
        return c.body(await deps.metrics.registry.metrics())
      },
    }),
  ]
}

/** Addresses of this machine or of a private network; a request made in-process has none. */
function isInside(address: string): boolean {
  if (!ipaddr.isValid(address)) return address === ''
  return ['loopback', 'private', 'uniqueLocal'].includes(ipaddr.process(address).range())
}
