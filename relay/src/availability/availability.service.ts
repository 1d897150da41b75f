import type {
  AvailabilityState,
  Channel,
  PromiseAnswer,
  TeamMate,
  ViewAnswer,
} from '@loods/protocol'
import { channelOf } from '../conversations/ownership.ts'
import type { Database } from '../db/database.ts'
import type { Writer } from '../db/writer.ts'
import { notFound } from '../errors.ts'
import type { Presence } from '../live/presence.ts'
import type { MemberService } from '../members/member.service.ts'
import type { Site, SiteService } from '../sites/site.service.ts'
import { hourOfWeek } from './hour-of-week.ts'
import { measurePromise, medianOf } from './promise.ts'
import type { ReplyTimePayload } from './reply-time.handler.ts'
import { findReplyTimes, saveReplyTime } from './reply-time.repository.ts'

/** Milliseconds of the past that count: older habits of a team are no promise. */
const MEASURED = 8 * 7 * 86_400_000
/** Most answers looked at; the newest ones. */
const MAX_SAMPLES = 5_000
/** Milliseconds a measured week is used; every page view asks. */
const FRESH = 60_000

/** Who answers now, and how soon. */
export interface AvailabilityService {
  /** What a page that just loaded is told of this minute. */
  view(siteId: string): Promise<ViewAnswer>
  /** Measured seconds to a first reply at this hour of the week; undefined while too few are known. */
  waitSeconds(siteId: string): Promise<number | undefined>
  /** Measured seconds to a first reply over another channel; undefined while too few are known. */
  waitElsewhere(siteId: string, channel: Channel): Promise<number | undefined>
  /** The whole measured week, for members. */
  promise(siteId: string): Promise<PromiseAnswer>
  set(siteId: string, state: AvailabilityState): Promise<void>
  /** Keeps how long a wait was that a member ended. @throws RelayError not_found once the conversation is erased */
  record(siteId: string, conversationId: string, wait: ReplyTimePayload): Promise<void>
}

export interface AvailabilityDeps {
  db: Database
  writer: Writer
  clock: () => number
  sites: SiteService
  members: MemberService
  presence: Presence
}

interface Week {
  readAt: number
  samples: number
  hours: Array<number | null>
}

export function createAvailabilityService(deps: AvailabilityDeps): AvailabilityService {
  const { db, clock, sites } = deps
  const weeks = new Map<string, Week>()

  const timesOf = (siteId: string, channel: Channel) =>
    findReplyTimes(db.read, siteId, channel, clock() - MEASURED, MAX_SAMPLES)

  async function weekOf(siteId: string): Promise<Week> {
    const known = weeks.get(siteId)
    if (known && Math.abs(clock() - known.readAt) < FRESH) return known
    const rows = await timesOf(siteId, 'web')
    const samples = rows.map((row) => ({ hourOfWeek: row.hour_of_week, seconds: row.seconds }))
    const week = { readAt: clock(), samples: samples.length, hours: measurePromise(samples) }
    weeks.set(siteId, week)
    return week
  }

  async function promised(site: Site): Promise<{ waitSeconds?: number }> {
    const { hours } = await weekOf(site.id)
    const seconds = hours[hourOfWeek(clock(), site.settings.timeZone)]
    return typeof seconds === 'number' ? { waitSeconds: seconds } : {}
  }

  async function team(site: Site): Promise<TeamMate[]> {
    if (!site.settings.showTeam) return []
    const online = new Set(deps.presence.online(site.id))
    const mates = (await deps.members.list(site.id)).map(({ id, name }) => ({ id, name }))
    return mates.sort((a, b) => Number(online.has(b.id)) - Number(online.has(a.id)))
  }

  return {
    async view(siteId) {
      const site = await sites.byId(siteId)
      return {
        availability: site.settings.availability,
        online: deps.presence.online(siteId).length > 0,
        ...(await promised(site)),
        team: await team(site),
      }
    },
    waitSeconds: async (siteId) => (await promised(await sites.byId(siteId))).waitSeconds,
    async waitElsewhere(siteId, channel) {
      const times = await timesOf(siteId, channel)
      return medianOf(times.map(({ seconds }) => seconds)) ?? undefined
    },
    async promise(siteId) {
      const site = await sites.byId(siteId)
      const { samples, hours } = await weekOf(siteId)
      const { availability } = site.settings
      return { availability, ...(await promised(site)), samples, hours }
    },
    async set(siteId, availability) {
      await sites.update(siteId, { availability })
    },
    async record(siteId, conversationId, { since, answeredAt }) {
      const { settings } = await sites.byId(siteId)
      await deps.writer.run(async (tx) => {
        const channel = await channelOf(tx, siteId, conversationId)
        // Erased meanwhile: no number may name it again.
        if (!channel) throw notFound('This conversation')
        await saveReplyTime(tx.db, {
          site_id: siteId,
          conversation_id: conversationId,
          at: answeredAt,
          // The hour somebody began to wait in: the next one to ask then wants to know.
          hour_of_week: hourOfWeek(since, settings.timeZone),
          channel,
          seconds: Math.max(0, Math.round((answeredAt - since) / 1_000)),
        })
      })
    },
  }
}
