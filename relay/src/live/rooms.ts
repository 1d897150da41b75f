import { CLOSE, type ContextInput, type ServerFrame, SILENCE_LIMIT } from '@loods/protocol'
import type { MemberPrincipal, VisitorPrincipal } from '../http/principal.ts'
import type { LiveSession } from './live-session.ts'
import { createPresence, type Presence } from './presence.ts'

/** Sockets one shopper or one member may have open at a time. */
const MAX_PER_VISITOR = 3
const MAX_PER_MEMBER = 10

/** The open sockets, by site: presence, typing and everything else that is true only now. */
export interface Rooms {
  presence: Presence
  /** Takes a socket in. Whoever has too many loses the oldest: it is the likeliest to be dead. */
  enter(session: LiveSession, who: VisitorPrincipal | MemberPrincipal): void
  leave(session: LiveSession): void
  /** Tells a new socket who is online. */
  greet(session: LiveSession): void
  typing(from: LiveSession, conversationId: string, on: boolean): void
  context(who: VisitorPrincipal, context: ContextInput): void
  /** Sends a frame to every member of a site who is online. */
  toMembers(siteId: string, frame: ServerFrame): void
  /** Closes every socket that lives on this session, at once. */
  closeSession(sessionId: string): void
  /** Closes every socket of a member at one site. */
  closeMember(siteId: string, memberId: string): void
  /** Closes every socket of a shopper's browser: `moved` to come back, `unauthorized` to stay away. */
  closeVisitor(visitorId: string, why: 'moved' | 'unauthorized'): void
  /** Tells everybody to come back later, then closes. */
  drain(spreadSeconds: number): void
  /** Lets go of sockets that have been silent longer than clients ever are. */
  sweep(): void
  count(): { members: number; visitors: number }
}

/** @param onContext told of what a shopper's page says of itself; the rooms keep none of it */
export function createRooms(
  onContext: (who: VisitorPrincipal, context: ContextInput) => void,
): Rooms {
  const members = new Map<string, Set<LiveSession>>()
  const visitors = new Map<string, Set<LiveSession>>()
  const presence = createPresence(announce)

  function announce(siteId: string): void {
    const frame: ServerFrame = { type: 'presence', online: presence.online(siteId) }
    for (const session of members.get(siteId) ?? []) session.connection.send(frame)
  }

  function admit(session: LiveSession, who: VisitorPrincipal | MemberPrincipal): void {
    if (who.kind === 'visitor') {
      makeRoom([...(visitors.get(who.conversationId) ?? [])], MAX_PER_VISITOR)
      addTo(visitors, who.conversationId, session)
      return
    }
    const group = [...(members.get(who.siteId) ?? [])]
    makeRoom(
      group.filter((other) => memberOf(other) === who.memberId),
      MAX_PER_MEMBER,
    )
    addTo(members, who.siteId, session)
  }

  return {
    presence,
    enter(session, who) {
      admit(session, who)
      if (who.kind === 'member') presence.enter(who.siteId, who.memberId)
    },
    leave(session) {
      const who = session.principal
      if (!who) return
      if (who.kind === 'member') {
        removeFrom(members, who.siteId, session)
        presence.leave(who.siteId, who.memberId)
      } else {
        removeFrom(visitors, who.conversationId, session)
      }
    },
    greet(session) {
      const who = session.principal
      if (who?.kind === 'member') {
        session.connection.send({ type: 'presence', online: presence.online(who.siteId) })
      }
    },
    typing(from, conversationId, on) {
      const who = from.principal
      if (!who) return
      const frame: ServerFrame =
        who.kind === 'visitor'
          ? { type: 'typing', conversationId, on, who: 'visitor' }
          : {
              type: 'typing',
              conversationId,
              on,
              who: 'member',
              name: who.name,
              memberId: who.memberId,
            }
      for (const session of members.get(who.siteId) ?? []) {
        if (session !== from) session.connection.send(frame)
      }
      if (who.kind === 'visitor') return
      for (const session of visitors.get(conversationId) ?? []) {
        if (session.principal?.siteId === who.siteId) session.connection.send(frame)
      }
    },
    context: onContext,
    toMembers(siteId, frame) {
      const text = JSON.stringify(frame)
      for (const session of members.get(siteId) ?? []) session.connection.sendText(text)
    },
    closeSession(sessionId) {
      for (const session of all(members)) {
        const who = session.principal
        if (who?.kind === 'member' && who.sessionId === sessionId) signOut(session)
      }
    },
    closeMember(siteId, memberId) {
      for (const session of [...(members.get(siteId) ?? [])]) {
        if (memberOf(session) === memberId) signOut(session)
      }
    },
    closeVisitor(visitorId, why) {
      for (const session of all(visitors)) {
        const who = session.principal
        if (who?.kind !== 'visitor' || who.visitorId !== visitorId) continue
        session.connection.close(CLOSE[why], 'this browser is somebody else now; say hello again')
      }
    },
    drain(spread) {
      for (const session of [...all(members), ...all(visitors)]) {
        session.connection.send({ type: 'bye', drain: true, spread })
        session.connection.close(CLOSE.draining, 'the relay restarts; come back')
      }
    },
    sweep() {
      const limit = performance.now() - SILENCE_LIMIT
      for (const session of [...all(members), ...all(visitors)]) {
        if (session.heardAt < limit) session.connection.drop()
      }
    },
    count: () => ({ members: all(members).length, visitors: all(visitors).length }),
  }
}

function memberOf(session: LiveSession): string | undefined {
  return session.principal?.kind === 'member' ? session.principal.memberId : undefined
}

function signOut(session: LiveSession): void {
  session.connection.close(CLOSE.signedOut, 'signed out; sign in again')
}

function all(groups: Map<string, Set<LiveSession>>): LiveSession[] {
  return [...groups.values()].flatMap((group) => [...group])
}

function addTo(groups: Map<string, Set<LiveSession>>, key: string, session: LiveSession): void {
  groups.set(key, (groups.get(key) ?? new Set()).add(session))
}

/** Closes the longest silent of a person's sockets until one more fits. */
function makeRoom(own: LiveSession[], max: number): void {
  const silent = own
    .sort((a, b) => a.heardAt - b.heardAt)
    .slice(0, Math.max(0, own.length - max + 1))
  for (const session of silent) {
    session.connection.close(CLOSE.tooManySockets, 'another window took this place')
    session.closed()
  }
}

function removeFrom(
  groups: Map<string, Set<LiveSession>>,
  key: string,
  session: LiveSession,
): void {
  const group = groups.get(key)
  group?.delete(session)
  if (group?.size === 0) groups.delete(key)
}
