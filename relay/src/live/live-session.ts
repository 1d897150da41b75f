import {
  CLOSE,
  type ClientFrame,
  clientFrame,
  MAX_JSON_BYTES,
  PROTOCOL_VERSION,
  parseCursor,
  type ServerFrame,
} from '@loods/protocol'
import * as v from 'valibot'
import type { SessionService } from '../accounts/session.service.ts'
import type { Appended } from '../conversations/append.ts'
import type { ConversationService } from '../conversations/conversation.service.ts'
import { checkSaying } from '../conversations/saying.ts'
import { RelayError, toErrorBody } from '../errors.ts'
import type { Metrics } from '../health/metrics.ts'
import type { MemberPrincipal, VisitorPrincipal } from '../http/principal.ts'
import type { Limits } from '../limits/limits.ts'
import type { Logger } from '../logger.ts'
import type { MemberService } from '../members/member.service.ts'
import type { Site, SiteService } from '../sites/site.service.ts'
import type { UnderWay } from '../under-way.ts'
import type { VisitorService } from '../visitors/visitor.service.ts'
import type { Browser } from '../visitors/visitor-key.ts'
import type { Connection } from './connection.ts'
import type { Hub } from './hub.ts'
import type { Rooms } from './rooms.ts'
import { createSubscriber, type Subscriber } from './subscriber.ts'

export interface LiveDeps {
  epoch: string
  clock: () => number
  hub: Hub
  rooms: Rooms
  sites: SiteService
  visitors: VisitorService
  members: MemberService
  sessions: SessionService
  conversations: ConversationService
  limits: Limits
  metrics: Metrics
  log: Logger
  underWay: UnderWay
  /** Aborted once the relay was told to stop. */
  stopping: AbortSignal
  /** Whether a page of this origin may open a shopper's socket. */
  allowsOrigin(site: Site, origin: string | undefined): boolean
  /** Told of the browser a member answers from. */
  onMemberBrowser(siteId: string, browser: Browser): void
  /** Told when a member writes in a conversation. */
  onMemberTyping(siteId: string, conversationId: string): void
}

type Principal = VisitorPrincipal | MemberPrincipal

/** One open socket's conversation with the relay: who it is, what it reads, what it says. */
export interface LiveSession {
  receive(text: string): Promise<void>
  /** The socket is gone, or is being let go: nothing more is read from it. */
  closed(): void
  readonly principal: Principal | undefined
  /** When the last frame came, on the process's own clock (performance.now), which never jumps. */
  readonly heardAt: number
  connection: Connection
}

export function createLiveSession(
  deps: LiveDeps,
  connection: Connection,
  from: Browser & { origin: string | undefined },
): LiveSession {
  let principal: Principal | undefined
  let subscriber: Subscriber | undefined
  let greeting: Promise<void> | undefined
  let gone = false
  let heardAt = performance.now()

  const session: LiveSession = {
    connection,
    get principal() {
      return principal
    },
    get heardAt() {
      return heardAt
    },
    async receive(text) {
      if (gone) return
      heardAt = performance.now()
      const frame = readFrame(text)
      if (!frame) return connection.close(CLOSE.badFrame, 'that is not a frame of this protocol')
      if (!greeting) {
        greeting = greet(frame)
        return greeting
      }
      // What follows hello at once waits for it.
      if (!principal) await greeting
      if (principal) await handle(principal, frame)
    },
    closed() {
      if (gone) return
      gone = true
      if (subscriber) deps.hub.unsubscribe(subscriber)
      if (!principal) return
      deps.rooms.leave(session)
      deps.metrics.socketsClosed.inc({ side: sideOf(principal) })
    },
  }

  async function greet(frame: ClientFrame): Promise<void> {
    if (frame.type !== 'hello' && frame.type !== 'member_hello') {
      return connection.close(CLOSE.badFrame, 'say hello first')
    }
    if (frame.v < 1)
      return connection.close(CLOSE.upgradeClient, 'this version is no longer spoken; reload')
    const who = frame.type === 'hello' ? await asVisitor(frame) : await asMember(frame)
    if (!who) return connection.close(CLOSE.unauthorized, 'not signed in; get a new token')
    if (!connection.open) return
    principal = who
    deps.rooms.enter(session, who)
    deps.metrics.socketsOpened.inc({ side: sideOf(who) })
    if (who.kind === 'member') deps.onMemberBrowser(who.siteId, from)
    if (frame.type === 'hello' && frame.context && who.kind === 'visitor') {
      deps.rooms.context(who, frame.context)
    }
    await follow(who, frame.since)
  }

  async function asVisitor(frame: ClientFrame & { type: 'hello' }): Promise<Principal | undefined> {
    const site = await deps.sites.byKey(frame.site)
    if (!site || !deps.allowsOrigin(site, from.origin)) return undefined
    return deps.visitors.authenticate(site.id, frame.secret)
  }

  async function asMember(
    frame: ClientFrame & { type: 'member_hello' },
  ): Promise<Principal | undefined> {
    const account = await deps.sessions.fromToken(frame.token)
    return account && deps.members.principal(frame.siteId, account)
  }

  /** Starts this client's stream: from its cursor when that can be done without a hole, else from now. */
  async function follow(who: Principal, since: string | undefined): Promise<void> {
    const conversationId = who.kind === 'visitor' ? who.conversationId : undefined
    const start = await findStart(deps, who.siteId, conversationId, since)
    subscriber = createSubscriber(
      { siteId: who.siteId, conversationId, position: start.position },
      {
        events(lines) {
          for (const frame of toFrames(lines)) connection.sendText(frame)
        },
        reset: (head, reason) =>
          connection.send(resetFrame(deps.epoch, head, conversationId, reason)),
      },
    )
    connection.send({
      type: 'welcome',
      v: PROTOCOL_VERSION,
      epoch: deps.epoch,
      ...(conversationId && { conversationId }),
      head: start.head,
      resumed: start.refused === undefined,
      now: deps.clock(),
    })
    await deps.hub.subscribe(subscriber)
    if (!connection.open) return deps.hub.unsubscribe(subscriber)
    connection.send({ type: 'live' })
    deps.rooms.greet(session)
  }

  async function handle(who: Principal, frame: ClientFrame): Promise<void> {
    switch (frame.type) {
      case 'ping':
        return connection.send({ type: 'pong', now: deps.clock() })
      case 'send':
        return send(who, frame)
      case 'typing':
        return typing(who, conversationOf(who, frame), frame.on)
      case 'seen':
        return refusable(undefined, () =>
          deps.conversations.mark(who.siteId, conversationOf(who, frame), sideOf(who), frame),
        )
      case 'context':
        return who.kind === 'visitor' ? deps.rooms.context(who, frame.context) : undefined
      case 'renew':
        return renew(frame.token)
      default:
        return
    }
  }

  function typing(who: Principal, conversationId: string, on: boolean): void {
    deps.rooms.typing(session, conversationId, on)
    if (who.kind === 'member' && on) deps.onMemberTyping(who.siteId, conversationId)
  }

  async function send(who: Principal, frame: ClientFrame & { type: 'send' }): Promise<void> {
    await refusable(frame.cid, async () => {
      checkSaying(who, frame)
      await deps.limits.message(who, from.address)
      const appended =
        who.kind === 'visitor'
          ? await deps.conversations.sayAsVisitor(who, frame)
          : await deps.conversations.sayAsMember(who, conversationOf(who, frame), frame)
      deps.metrics.messages.inc({ from: who.kind })
      connection.send(sentFrame(who, frame.cid, appended))
    })
  }

  async function renew(token: string): Promise<void> {
    const account = await deps.sessions.fromToken(token)
    if (principal?.kind !== 'member' || account?.accountId !== principal.accountId) {
      return connection.close(CLOSE.unauthorized, 'not signed in; get a new token')
    }
    // The socket lives on the session of its newest token from now on.
    principal = { ...principal, sessionId: account.sessionId }
  }

  async function refusable(cid: string | undefined, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof RelayError)) deps.log.error({ error }, 'a frame could not be handled')
      const body = toErrorBody(error)
      deps.metrics.refusals.inc({ code: body.code })
      connection.send({ type: 'refused', ...(cid && { cid }), error: body })
    }
  }

  return session
}

function readFrame(text: string): ClientFrame | undefined {
  if (text.length > MAX_JSON_BYTES) return undefined
  try {
    const frame = JSON.parse(text) as unknown
    const known = v.safeParse(clientFrame, frame)
    if (known.success) return known.output
    return undefined
  } catch {
    return undefined
  }
}

/** Characters of events in one frame: a client on a bad line gets on a little with each frame that arrives. */
const FRAME_SIZE = 8_192

function* toFrames(lines: string[]): Generator<string> {
  let from = 0
  for (let size = 0, i = 0; i < lines.length; i++) {
    size += lines[i]?.length ?? 0
    if (size < FRAME_SIZE && i < lines.length - 1) continue
    yield `{"type":"events","events":[${lines.slice(from, i + 1).join(',')}]}`
    from = i + 1
    size = 0
  }
}

function conversationOf(who: Principal, frame: { conversationId?: string | undefined }): string {
  return who.kind === 'visitor' ? who.conversationId : (frame.conversationId ?? '')
}

function sideOf(who: Principal): 'visitor' | 'members' {
  return who.kind === 'visitor' ? 'visitor' : 'members'
}

function sentFrame(who: Principal, cid: string, appended: Appended): ServerFrame {
  const n = who.kind === 'visitor' ? appended.event.cev : appended.event.ev
  return {
    type: 'sent',
    cid,
    id: appended.id,
    seq: appended.seq,
    n: n ?? 0,
    ts: appended.ts,
    ...(appended.dup && { dup: true as const }),
  }
}

function resetFrame(
  epoch: string,
  head: number,
  conversationId: string | undefined,
  reason: string,
): ServerFrame {
  return { type: 'reset', epoch, head, reason, ...(conversationId && { conversationId }) }
}

/** Where a stream starts: at the cursor, or at the head with the reason why not. */
export async function findStart(
  deps: { epoch: string; hub: Hub },
  siteId: string,
  conversationId: string | undefined,
  since: string | undefined,
): Promise<{ position: number; head: number; refused: string | undefined }> {
  const head = await deps.hub.head(siteId, conversationId)
  const cursor = since === undefined ? undefined : parseCursor(since)
  const refused = await refusal()
  return { position: refused === undefined ? (cursor?.n ?? head) : head, head, refused }

  async function refusal(): Promise<string | undefined> {
    if (since === undefined) return 'first time'
    if (!cursor) return 'not a cursor'
    if (cursor.epoch !== deps.epoch) return 'another history'
    if (cursor.conversation !== conversationId) return 'another conversation'
    return deps.hub.refuseResume(siteId, conversationId, cursor.n)
  }
}
