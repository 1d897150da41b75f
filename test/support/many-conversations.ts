import type { TestOwner, TestRelay } from '../../relay/src/testing/test-relay.ts'

const BATCH = 500

/** Fills a shop with conversations of one message each, the first of them last active. */
export async function seedConversations(
  relay: TestRelay,
  owner: TestOwner,
  count: number,
): Promise<void> {
  const now = relay.context.clock()
  for (let from = 0; from < count; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - from) }, (_, at) => from + at)
    await relay.context.writer.run(async ({ db }) => {
      await db
        .insertInto('contacts')
        .values(numbers.map((n) => contactRow(owner, n, now)))
        .execute()
      await db
        .insertInto('conversations')
        .values(numbers.map((n) => conversationRow(owner, n, now)))
        .execute()
      await db
        .insertInto('messages')
        .values(numbers.map((n) => messageRow(owner, n, now)))
        .execute()
    })
  }
}

/** An id as the relay's own, that tells which one it is. */
function idOf(kind: string, n: number): string {
  return `${kind}${String(n).padStart(20, '0')}`
}

function contactRow({ siteId }: TestOwner, n: number, now: number) {
  return {
    site_id: siteId,
    id: idOf('c', n),
    name: `Klant ${n}`,
    email: null,
    phone: null,
    note: null,
    external_id: null,
    verified_at: null,
    blocked_at: null,
    created_at: now - n * 1_000,
  }
}

function conversationRow({ siteId }: TestOwner, n: number, now: number) {
  return {
    site_id: siteId,
    id: idOf('v', n),
    contact_id: idOf('c', n),
    channel: 'web',
    status: 'open',
    snoozed_until: null,
    assignee_id: null,
    last_seq: 1,
    last_cev: 1,
    last_message_at: now - n * 1_000,
    waiting_since: null,
    unread: 0,
    visitor_delivered: 0,
    visitor_read: 0,
    members_delivered: 1,
    members_read: 1,
    blocked_at: null,
    context: '{}',
    reply_email: null,
    reply_channel: null,
    created_at: now - n * 1_000,
    closed_at: null,
  }
}

function messageRow({ siteId }: TestOwner, n: number, now: number) {
  return {
    site_id: siteId,
    id: idOf('m', n),
    conversation_id: idOf('v', n),
    seq: 1,
    cid: idOf('s', n),
    body_hash: '',
    audience: 'all',
    kind: 'text',
    author_kind: 'visitor',
    author_id: null,
    author_name: null,
    text: `Vraag nummer ${n}`,
    file_id: null,
    line: null,
    created_at: now - n * 1_000,
    mentions: null,
    card: null,
    edited_at: null,
    withdrawn_at: null,
  }
}
