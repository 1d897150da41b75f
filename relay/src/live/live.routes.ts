import { type HttpBindings, upgradeWebSocket } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { id } from '@loods/protocol'
import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import type { WebSocket } from 'ws'
import { RelayError } from '../errors.ts'
import { clientAddress } from '../http/client-address.ts'
import type { MemberPrincipal } from '../http/principal.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Browser } from '../visitors/visitor-key.ts'
import { type Connection, createConnection } from './connection.ts'
import { createLiveSession, type LiveDeps } from './live-session.ts'
import { longPoll, POLL_LIMIT } from './long-poll.ts'

/** Milliseconds a new socket may keep to itself who it is. */
const GREETING_LIMIT = 10_000

/** Where every socket opens; who it is comes in its first frame, so no secret stands in an address. */
export const LIVE_PATH = '/live'

export function mountLive(app: Hono, deps: LiveDeps & { trustProxy: number }): void {
  app.get(
    LIVE_PATH,
    upgradeWebSocket((c) => ({
      onOpen(_event, ws) {
        const peer = getConnInfo(c).remote.address ?? ''
        const connection = createConnection(
          ws.raw as unknown as WebSocket,
          (c.env as HttpBindings).incoming.socket,
        )
        attach(deps, ws.raw as unknown as WebSocket, connection, {
          address: clientAddress(c.req.header('x-forwarded-for'), peer, deps.trustProxy),
          agent: c.req.header('user-agent') ?? '',
          origin: c.req.header('origin'),
        })
      },
    })),
  )
}

/** Listens on the socket itself: no event object is made per frame. */
function attach(
  deps: LiveDeps,
  socket: WebSocket,
  connection: Connection,
  from: Browser & { origin: string | undefined },
): void {
  const session = createLiveSession(deps, connection, from)
  socket.on('message', (data) => {
    deps.underWay.track(session.receive(data.toString())).catch((error) => {
      deps.log.error({ error }, 'a socket failed and was closed')
      socket.close(1011, 'something went wrong on our side; come back')
    })
  })
  const greeting = setTimeout(() => !session.principal && socket.terminate(), GREETING_LIMIT)
  socket.on('close', () => {
    clearTimeout(greeting)
    session.closed()
  })
  socket.on('error', () => socket.terminate())
}

const pollQuery = v.object({
  since: v.optional(v.pipe(v.string(), v.maxLength(100))),
  wait: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(POLL_LIMIT)),
    '0',
  ),
})
const pollAnswer = v.object({
  events: v.array(v.any()),
  cursor: v.string(),
  reset: v.boolean(),
})

/** The same streams for networks that block WebSocket. */
export function liveRoutes(deps: LiveDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/widget/v1/:siteKey/events',
      policy: 'visitor',
      summary: 'Wait for events of your conversation (when WebSocket is blocked)',
      query: pollQuery,
      response: pollAnswer,
      handle: ({ principal, query, c }) =>
        longPoll(deps, principal, query.since, query.wait, endOf(deps, c)),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/events',
      policy: 'agent',
      summary: 'Wait for events of the shop (when WebSocket is blocked)',
      params: v.object({ siteId: id }),
      query: pollQuery,
      response: pollAnswer,
      async handle({ principal, query, c }) {
        const stream = { siteId: principal.siteId, conversationId: undefined }
        const answer = await longPoll(deps, stream, query.since, query.wait, endOf(deps, c))
        await stillMember(deps, principal)
        return answer
      },
    }),
  ]
}

/** Ends a wait when its client has gone, and when the relay stops: the answer still arrives. */
function endOf(deps: LiveDeps, c: Context): AbortSignal {
  return AbortSignal.any([c.req.raw.signal, deps.stopping])
}

/** Whoever was signed out or removed while the poll was parked gets nothing of what came since (T17). */
async function stillMember(deps: LiveDeps, who: MemberPrincipal): Promise<void> {
  const here =
    (await deps.sessions.isLive(who.sessionId)) && (await deps.members.principal(who.siteId, who))
  if (!here) throw new RelayError('unauthorized', 'You were signed out. Sign in and try again.')
}
