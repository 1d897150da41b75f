import type { Millis } from '../columns.ts'

interface AccountsTable {
  id: string
  /** Lower case; a label to sign in with, proven by the invitation or set-up link that reached it. */
  email: string
  name: string
  /** argon2id; null for who comes in by a shop's admin panel only, whose address nobody has proven. */
  password_hash: string | null
  language: string
  /** Notification choices and coach settings of this person. */
  settings: string
  created_at: Millis
}

interface SessionsTable {
  id: string
  token_hash: string
  account_id: string
  created_at: Millis
  last_seen_at: Millis
  expires_at: Millis
  user_agent: string
  revoked_at: Millis | null
}

/** Links that work once: set-up, password reset, a shopper's way back into a thread. */
interface OneTimeLinksTable {
  token_hash: string
  purpose: string
  /** Whom or what the link is for: account id, conversation id, or empty for set-up. */
  subject: string
  created_at: Millis
  expires_at: Millis
  used_at: Millis | null
}

export interface AccountTables {
  accounts: AccountsTable
  sessions: SessionsTable
  one_time_links: OneTimeLinksTable
}
