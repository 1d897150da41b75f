import type { Millis } from '../columns.ts'

interface SitesTable {
  id: string
  key: string
  name: string
  /** SiteSettings as JSON. */
  settings: string
  /** Signs customers' tokens; encrypted with SECRET_KEY. */
  secret: string
  created_at: Millis
}

/** Where a shop's widget last ran, and where it last asked to and was not allowed. Nothing of who. */
interface WidgetSeenTable {
  site_id: string
  seen_at: Millis | null
  /** Address of the page without its query. */
  page: string | null
  refused_at: Millis | null
  refused_origin: string | null
}

/** One row a site: the number of its newest event. Taken last in a transaction. */
interface SiteStreamsTable {
  site_id: string
  last_ev: number
}

interface MembersTable {
  site_id: string
  id: string
  account_id: string
  role: string
  created_at: Millis
  removed_at: Millis | null
}

interface InvitationsTable {
  site_id: string
  id: string
  token_hash: string
  email: string
  role: string
  invited_by: string
  created_at: Millis
  expires_at: Millis
  used_at: Millis | null
  revoked_at: Millis | null
}

/** A shop in another admin panel, and the site it is here. */
interface SiteLinksTable {
  site_id: string
  host: string
  /** The shop's home page, without a slash at its end. */
  url: string
  origin: string
  /** The plugin's REST address. */
  endpoint: string
  /** on, or off while the plugin is switched off. */
  state: string
  created_at: Millis
}

/** Shops that asked to be let in, until they are. */
interface LinkRequestsTable {
  id: string
  url: string
  name: string
  email: string
  created_at: Millis
  approved_at: Millis | null
}

/** People a shop's admin panel vouches for, by the panel's own id. */
interface HostPeopleTable {
  site_id: string
  subject: string
  account_id: string
  member_id: string
  created_at: Millis
}

export interface SiteTables {
  sites: SitesTable
  widget_seen: WidgetSeenTable
  site_streams: SiteStreamsTable
  members: MembersTable
  invitations: InvitationsTable
  site_links: SiteLinksTable
  link_requests: LinkRequestsTable
  host_people: HostPeopleTable
}
