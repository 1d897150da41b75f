import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Schema } from '../db/schema.ts'
import type { TestRelay } from './test-relay.ts'

const TABLES: Record<keyof Schema, true> = {
  meta: true,
  accounts: true,
  sessions: true,
  one_time_links: true,
  sites: true,
  widget_seen: true,
  site_streams: true,
  members: true,
  invitations: true,
  site_links: true,
  link_requests: true,
  host_people: true,
  visitors: true,
  contacts: true,
  conversations: true,
  conversation_tags: true,
  conversation_pages: true,
  messages: true,
  events: true,
  outbox: true,
  tags: true,
  canned_replies: true,
  triggers: true,
  proposal_decisions: true,
  files: true,
  leads: true,
  orders: true,
  push_subscriptions: true,
  reply_times: true,
  unverified_mails: true,
  proven_addresses: true,
  risks: true,
  tombstones: true,
  search_docs: true,
  search_index: true,
  channels: true,
  identities: true,
  channel_threads: true,
  channel_messages: true,
  webhooks: true,
  templates: true,
  phones: true,
  phone_threads: true,
  phone_bubbles: true,
  phone_heard: true,
  shopify_shops: true,
  shopify_webhooks: true,
  data_requests: true,
}

/** Everything in a relay's database, as one text. */
export async function storedText({ context }: TestRelay): Promise<string> {
  const rows = await Promise.all(
    Object.keys(TABLES).map((table) =>
      context.db.read
        .selectFrom(table as keyof Schema)
        .selectAll()
        .execute(),
    ),
  )
  return JSON.stringify(rows)
}

/** Names of the files a relay keeps bytes of. */
export function storedFiles({ context }: TestRelay): string[] {
  const folder = join(context.config.dataDir, 'files')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
}
