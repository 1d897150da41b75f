import type { Accounts } from './accounts/accounts.module.ts'
import type { ChannelTraffic } from './channels/channels.module.ts'
import type { Conversations } from './conversations/conversations.module.ts'
import type { Database } from './db/database.ts'
import type { Writer } from './db/writer.ts'
import type { FileService } from './files/file.service.ts'
import type { LinkService } from './hosts/link.service.ts'
import type { Hub } from './live/hub.ts'
import type { Rooms } from './live/rooms.ts'
import { trimEvents } from './live/trim.ts'
import type { Logger } from './logger.ts'
import { createPeriodic, type Periodic } from './periodic.ts'
import type { PhoneSites } from './phones/phone-sites.ts'
import type { Phones } from './phones/phones.module.ts'
import type { Privacy } from './privacy/privacy.module.ts'
import type { ProposalService } from './proposals/proposal.service.ts'
import type { RiskService } from './risk/risk.service.ts'
import type { Search } from './search/search.module.ts'
import type { Visits } from './visitors/visits.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

export interface ChoreDeps {
  db: Database
  writer: Writer
  clock: () => number
  hub: Hub
  rooms: Rooms
  accounts: Accounts
  talk: Conversations
  search: Search
  files: FileService
  links: LinkService
  privacy: Privacy
  visits: Visits
  risk: RiskService
  proposals: ProposalService
  triggerUpkeep(): Promise<void>
  traffic: ChannelTraffic
  phones: Phones
  phoneSites: PhoneSites
  /** What shops of one kind ask for besides. */
  shopify: { chores: Chore[] } | undefined
}

/** Something done by the clock. */
interface Chore {
  /** Milliseconds between two times. */
  every: number
  /** What is being done, for the log. */
  name: string
  run(): Promise<unknown>
}

/** Everything a relay does by the clock, and how often. */
export function startChores(log: Logger, deps: ChoreDeps): Periodic {
  const { hub, rooms, accounts, talk, search, files, links, privacy, visits, proposals } = deps
  const chores = createPeriodic(log)
  // A session another process ended closes its sockets within two seconds (T17).
  chores.every(SECOND, 'looking for ended sessions', accounts.closeEnded)
  chores.every(5 * SECOND, 'looking for new events', hub.poll)
  chores.every(5 * SECOND, 'letting go of silent sockets', async () => rooms.sweep())
  chores.every(5 * SECOND, 'looking for late webhooks', deps.traffic.webhooks.late.look)
  chores.every(15 * SECOND, 'waking snoozed conversations', talk.changes.wakeDue)
  chores.every(15 * SECOND, 'forgetting visits that ended', async () => visits.sweep())
  chores.every(5 * SECOND, 'looking who answers from phones', deps.phoneSites.refresh)
  chores.every(MINUTE, 'indexing for search', search.indexer.catchUp)
  chores.every(10 * MINUTE, 'trimming events', () => trimEvents(deps))
  chores.every(10 * MINUTE, 'learning from shops’ visits', deps.risk.tick)
  chores.every(HOUR, 'forgetting old sessions', accounts.sweep)
  chores.every(HOUR, 'forgetting what stood on phones', deps.phones.sweep)
  chores.every(HOUR, 'sweeping files nobody sent', files.sweep)
  chores.every(HOUR, 'starting what shops let start by itself', proposals.startByThemselves)
  chores.every(HOUR, 'forgetting webhooks that were given up', deps.traffic.webhooks.dead.trim)
  chores.every(HOUR, 'erasing what is kept no longer', privacy.retention.tick)
  chores.every(HOUR, 'forgetting customers’ questions', privacy.customers.sweep)
  chores.every(HOUR, 'looking after triggers', deps.triggerUpkeep)
  chores.every(HOUR, 'looking after channels', deps.traffic.health.lookAround)
  chores.every(HOUR, 'erasing shops that asked for it', links.finishErasing)
  for (const { every, name, run } of deps.shopify?.chores ?? []) chores.every(every, name, run)
  return chores
}
