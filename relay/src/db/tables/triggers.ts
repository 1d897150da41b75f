import type { LearntRisk } from '../../risk/learn-risk.ts'
import type { Flag, JsonText, Millis } from '../columns.ts'

interface TriggersTable {
  site_id: string
  id: string
  /** Trigger as JSON: conditions, caps and texts. */
  definition: string
  /** Another version is another trial: what is compared stays the same. */
  version: number
  enabled: Flag
  /** When and why it was switched off by itself; null once a member decided otherwise. */
  paused_at: Millis | null
  paused_why: string | null
  /** Shares of the visits its ways to say it get, as JSON, and since when; null: equal ones. */
  shares: string | null
  shares_at: Millis | null
  created_at: Millis
  updated_at: Millis
}

/** What became of the proposal for a page: what nobody decided yet has no row. */
interface ProposalDecisionsTable {
  site_id: string
  /** Made of the page's key and kind. */
  id: string
  key: string
  kind: string
  /** `open`: taken back; it is proposed again, and nothing starts there by itself any more. */
  decision: 'started' | 'dismissed' | 'open'
  /** The trigger it became, which may be gone. */
  trigger_id: string | null
  automatic: Flag
  at: Millis
}

/** Orders as the shop's own server reported them. Nothing in them names a person but the contact. */
interface OrdersTable {
  site_id: string
  /** The shop's hash of an order. */
  reference: string
  state: string
  /** Amounts in the currency's minor unit. */
  total: number
  refunded: number
  currency: string
  /** The verified customer who placed it, if they are known here. */
  contact_id: string | null
  /** Where its shopper talked with the shop, if the cart or the browser named it: no proof of who it was. */
  conversation_id: string | null
  placed_at: Millis
  /** When the shop read this from its records. */
  as_of: Millis
}

/** What was learnt last of a site's visits: how likely one is to end without an order. */
interface RisksTable {
  site_id: string
  learnt_at: Millis
  learnt: JsonText<LearntRisk>
}

export interface TriggerTables {
  triggers: TriggersTable
  proposal_decisions: ProposalDecisionsTable
  orders: OrdersTable
  risks: RisksTable
}
