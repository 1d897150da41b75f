import { id } from '@loods/protocol'
import ipaddr from 'ipaddr.js'
import { sql } from 'kysely'
import * as v from 'valibot'
import type { Database } from '../db/database.ts'
import { notFound, RelayError } from '../errors.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Metrics } from './metrics.ts'
import type { ProxyNotice } from './proxy-notice.ts'

const notices = v.object({
  /** A proxy stands before the relay that TRUST_PROXY does not name. */
  proxy: v.boolean(),
  /** Mails can be sent. */
  mail: v.boolean(),
})
const ok = v.object({ ok: v.literal(true) })
const alive = v.object({
  ok: v.literal(true),
  /** What networks told us waits too long to be worked off; see the log. */
  lateWebhooks: v.boolean(),
})

/** For those who run the relay: is it alive, may it get traffic, what does it count. */
export function healthRoutes(deps: {
  db: Database
  metrics: Metrics
  /** Aborted once the relay was told to stop. */
  stopping: AbortSignal
  proxyNotice: ProxyNotice
  /** Whether the relay can send mail. */
  mail: boolean
  webhooks: { readonly isLate: boolean }
}): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/healthz',
      policy: 'public',
      summary: 'Whether the process runs',
      response: alive,
      handle: async () => ({ ok: true, lateWebhooks: deps.webhooks.isLate }),
    }),
    defineRoute({
      method: 'GET',
      path: '/readyz',
      policy: 'public',
      summary: 'Whether the relay can serve: its database answers and it is not stopping',
      response: ok,
      async handle() {
        if (deps.stopping.aborted)
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
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/notices',
      policy: 'admin',
      summary: 'What the relay’s operator should know or set, as settings show it',
      params: v.object({ siteId: id }),
      response: notices,
      handle: async () => ({ proxy: deps.proxyNotice.seen, mail: deps.mail }),
    }),
  ]
}

/** Addresses of this machine or of a private network; a request made in-process has none. */
function isInside(address: string): boolean {
  if (!ipaddr.isValid(address)) return address === ''
  return ['loopback', 'private', 'uniqueLocal'].includes(ipaddr.process(address).range())
}
