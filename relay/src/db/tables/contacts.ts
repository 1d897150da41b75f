import type { Generated } from 'kysely'
import type { Millis } from '../columns.ts'

interface VisitorsTable {
  site_id: string
  id: string
  secret_hash: string
  contact_id: string
  conversation_id: string
  created_at: Millis
  last_seen_at: Millis
}

interface ContactsTable {
  site_id: string
  id: string
  name: string | null
  email: string | null
  phone: string | null
  /** What members wrote about them, for members only. */
  note: string | null
  /** The shop's own id of a customer; set only by a signed token. */
  external_id: string | null
  verified_at: Millis | null
  blocked_at: Millis | null
  created_at: Millis
  rev: Generated<number>
}

interface LeadsTable {
  site_id: string
  id: string
  conversation_id: string
  contact_id: string
  kind: string
  /** The address or number as it was left. */
  value: string
  created_at: Millis
  handled_at: Millis | null
}

/** Customers who asked their shop what is kept of them. */
interface DataRequestsTable {
  site_id: string
  /** Of our own making; the same for each telling of one question. */
  id: string
  /** What the shop knows them by, as JSON (`Customer`). */
  customer: string
  created_at: Millis
}

/** Addresses of contacts who came back through the link in a mail. */
interface ProvenAddressesTable {
  site_id: string
  contact_id: string
  address_hash: string
  at: Millis
}

/** Hashes of what was erased, so that nothing replayed brings it back. */
interface TombstonesTable {
  site_id: string
  subject: string
  created_at: Millis
}

export interface ContactTables {
  visitors: VisitorsTable
  contacts: ContactsTable
  leads: LeadsTable
  data_requests: DataRequestsTable
  proven_addresses: ProvenAddressesTable
  tombstones: TombstonesTable
}
