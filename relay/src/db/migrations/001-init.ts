import { type Kysely, SqliteAdapter, sql } from 'kysely'

/** The first tables. Types that mean the same on SQLite and Postgres: text, bigint, integer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createMeta(db)
  await createPeople(db)
  await createSites(db)
  await createHosts(db)
  await createContacts(db)
  await createConversations(db)
  await createDelivery(db)
  await createChannels(db)
  await createPhones(db)
  await createShopTexts(db)
  await createMailLog(db)
  await createSearch(db)
}

async function createMeta(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('meta')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute()
}

async function createPeople(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('accounts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('password_hash', 'text')
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('accounts_email')
    .unique()
    .on('accounts')
    .column('email')
    .where(sql.ref('password_hash'), 'is not', null)
    .execute()
  await db.schema
    .createTable('sessions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('account_id', 'text', (c) =>
      c.notNull().references('accounts.id').onDelete('cascade'),
    )
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_seen_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('user_agent', 'text', (c) => c.notNull())
    .addColumn('revoked_at', 'bigint')
    .execute()
  await db.schema.createIndex('sessions_account').on('sessions').column('account_id').execute()
  await db.schema.createIndex('sessions_revoked').on('sessions').column('revoked_at').execute()
  await db.schema
    .createTable('one_time_links')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .execute()
  await db.schema
    .createTable('push_subscriptions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) =>
      c.notNull().references('accounts.id').onDelete('cascade'),
    )
    .addColumn('endpoint', 'text', (c) => c.notNull().unique())
    .addColumn('keys', 'text', (c) => c.notNull())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_ok_at', 'bigint')
    .addColumn('last_shown_at', 'bigint')
    .addColumn('failures', 'integer', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('push_account')
    .on('push_subscriptions')
    .column('account_id')
    .execute()
}

async function createSites(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sites')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('key', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('widget_seen')
    .addColumn('site_id', 'text', (c) => c.primaryKey().references('sites.id').onDelete('cascade'))
    .addColumn('seen_at', 'bigint')
    .addColumn('page', 'text')
    .addColumn('refused_at', 'bigint')
    .addColumn('refused_origin', 'text')
    .execute()
  await db.schema
    .createTable('site_streams')
    .addColumn('site_id', 'text', (c) => c.primaryKey().references('sites.id').onDelete('cascade'))
    .addColumn('last_ev', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('members')
    .addColumn('site_id', 'text', (c) => c.notNull().references('sites.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text', (c) =>
      c.notNull().references('accounts.id').onDelete('cascade'),
    )
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('removed_at', 'bigint')
    .addPrimaryKeyConstraint('members_pk', ['site_id', 'id'])
    .addUniqueConstraint('members_account', ['account_id', 'site_id'])
    .execute()
  await db.schema.createIndex('members_removed').on('members').column('removed_at').execute()
  await db.schema
    .createTable('invitations')
    .addColumn('site_id', 'text', (c) => c.notNull().references('sites.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('invited_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .addPrimaryKeyConstraint('invitations_pk', ['site_id', 'id'])
    .execute()
}

async function createHosts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('site_links')
    .addColumn('site_id', 'text', (c) => c.primaryKey().references('sites.id').onDelete('cascade'))
    .addColumn('host', 'text', (c) => c.notNull())
    .addColumn('url', 'text', (c) => c.notNull().unique())
    .addColumn('origin', 'text', (c) => c.notNull())
    .addColumn('endpoint', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('site_links_origin').on('site_links').column('origin').execute()
  await db.schema
    .createTable('shopify_shops')
    .addColumn('shop', 'text', (c) => c.primaryKey())
    .addColumn('site_id', 'text', (c) =>
      c.notNull().unique().references('sites.id').onDelete('cascade'),
    )
    .addColumn('shop_number', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('access_token', 'text')
    .addColumn('access_expires_at', 'bigint')
    .addColumn('refresh_token', 'text')
    .addColumn('refresh_expires_at', 'bigint')
    .addColumn('refreshing_until', 'bigint')
    .addColumn('scopes', 'text', (c) => c.notNull())
    .addColumn('pixel_id', 'text')
    .addColumn('facts', 'text', (c) => c.notNull())
    .addColumn('installed_at', 'bigint', (c) => c.notNull())
    .addColumn('uninstalled_at', 'bigint')
    .execute()
  await db.schema
    .createTable('data_requests')
    .addColumn('site_id', 'text', (c) => c.notNull().references('sites.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('customer', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('data_requests_pk', ['site_id', 'id'])
    .execute()
  await db.schema
    .createTable('shopify_webhooks')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('webhook_id', 'text', (c) => c.notNull())
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('topic', 'text', (c) => c.notNull())
    .addColumn('event_id', 'text')
    .addColumn('body', 'text')
    .addColumn('triggered_at', 'bigint', (c) => c.notNull())
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('shopify_webhooks_pk', ['shop', 'webhook_id'])
    .addUniqueConstraint('shopify_webhooks_event', ['shop', 'topic', 'event_id'])
    .execute()
  await db.schema
    .createTable('link_requests')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('url', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('approved_at', 'bigint')
    .execute()
  await db.schema
    .createTable('host_people')
    .addColumn('site_id', 'text', (c) => c.notNull().references('sites.id').onDelete('cascade'))
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text', (c) =>
      c.notNull().references('accounts.id').onDelete('cascade'),
    )
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('host_people_pk', ['site_id', 'subject'])
    .execute()
}

async function createContacts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('contacts')
    .addColumn('site_id', 'text', (c) => c.notNull().references('sites.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('name', 'text')
    .addColumn('email', 'text')
    .addColumn('phone', 'text')
    .addColumn('note', 'text')
    .addColumn('external_id', 'text')
    .addColumn('verified_at', 'bigint')
    .addColumn('blocked_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('rev', 'integer', (c) => c.notNull().defaultTo(1))
    .addPrimaryKeyConstraint('contacts_pk', ['site_id', 'id'])
    .addUniqueConstraint('contacts_external', ['site_id', 'external_id'])
    .execute()
  await db.schema
    .createTable('visitors')
    .addColumn('site_id', 'text', (c) => c.notNull().references('sites.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('secret_hash', 'text', (c) => c.notNull().unique())
    .addColumn('contact_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_seen_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('visitors_pk', ['site_id', 'id'])
    .execute()
  await db.schema
    .createIndex('visitors_conversation')
    .on('visitors')
    .column('conversation_id')
    .execute()
  await db.schema
    .createIndex('visitors_contact')
    .on('visitors')
    .columns(['site_id', 'contact_id'])
    .execute()
}

async function createConversations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('conversations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('site_id', 'text', (c) => c.notNull().references('sites.id').onDelete('cascade'))
    .addColumn('contact_id', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('snoozed_until', 'bigint')
    .addColumn('assignee_id', 'text')
    .addColumn('last_seq', 'integer', (c) => c.notNull())
    .addColumn('last_cev', 'integer', (c) => c.notNull())
    .addColumn('last_message_at', 'bigint', (c) => c.notNull())
    .addColumn('waiting_since', 'bigint')
    .addColumn('unread', 'integer', (c) => c.notNull())
    .addColumn('visitor_delivered', 'integer', (c) => c.notNull())
    .addColumn('visitor_read', 'integer', (c) => c.notNull())
    .addColumn('members_delivered', 'integer', (c) => c.notNull())
    .addColumn('members_read', 'integer', (c) => c.notNull())
    .addColumn('blocked_at', 'bigint')
    .addColumn('context', 'text', (c) => c.notNull())
    .addColumn('reply_email', 'text')
    .addColumn('reply_channel', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('closed_at', 'bigint')
    .addColumn('rev', 'integer', (c) => c.notNull().defaultTo(1))
    .execute()
  await db.schema
    .createIndex('conversations_list')
    .on('conversations')
    .columns(['site_id', 'status', 'last_message_at'])
    .execute()
  await db.schema
    .createIndex('conversations_contact')
    .on('conversations')
    .columns(['site_id', 'contact_id'])
    .execute()
  await db.schema
    .createTable('messages')
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) =>
      c.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('cid', 'text', (c) => c.notNull())
    .addColumn('body_hash', 'text', (c) => c.notNull())
    .addColumn('audience', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('author_kind', 'text', (c) => c.notNull())
    .addColumn('author_id', 'text')
    .addColumn('author_name', 'text')
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('file_id', 'text')
    .addColumn('line', 'text')
    .addColumn('mentions', 'text')
    .addColumn('card', 'text')
    .addColumn('detail', 'text')
    .addColumn('channel', 'text')
    .addColumn('sent_at', 'bigint')
    .addColumn('quote_seq', 'integer')
    .addColumn('delivery', 'text')
    .addColumn('reactions', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('edited_at', 'bigint')
    .addColumn('withdrawn_at', 'bigint')
    .addColumn('rev', 'integer', (c) => c.notNull().defaultTo(1))
    .addPrimaryKeyConstraint('messages_pk', ['conversation_id', 'seq'])
    // Senders' ids sort by time: with them first, a commit adds to one page, not to one a conversation.
    .addUniqueConstraint('messages_cid', ['cid', 'conversation_id'])
    .execute()
  await db.schema
    .createTable('conversation_tags')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) =>
      c.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('tag_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('conversation_tags_pk', ['conversation_id', 'tag_id'])
    .execute()
  await db.schema
    .createTable('conversation_pages')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) =>
      c.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('title', 'text')
    .addColumn('kind', 'text')
    .execute()
  await db.schema
    .createIndex('conversation_pages_at')
    .on('conversation_pages')
    .columns(['conversation_id', 'at'])
    .execute()
}

async function createDelivery(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('events')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('ev', 'bigint', (c) => c.notNull())
    .addColumn('conversation_id', 'text')
    .addColumn('cev', 'integer')
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('message_id', 'text')
    .addColumn('data', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('events_pk', ['site_id', 'ev'])
    .addUniqueConstraint('events_conversation', ['conversation_id', 'cev'])
    .execute()
  await db.schema
    .createTable('outbox')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text')
    .addColumn('message_id', 'text')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('topic', 'text', (c) => c.notNull())
    .addColumn('lane', 'text', (c) => c.notNull())
    .addColumn('place', 'bigint', (c) => c.notNull())
    .addColumn('payload', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('next_at', 'bigint', (c) => c.notNull())
    .addColumn('leased_by', 'text')
    .addColumn('leased_until', 'bigint')
    .addColumn('external_id', 'text')
    .addColumn('error', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('done_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('outbox_due')
    .on('outbox')
    .columns(['state', 'topic', 'next_at'])
    .execute()
  await db.schema
    .createIndex('outbox_lane')
    .on('outbox')
    .columns(['lane', 'state', 'place'])
    .execute()
  await db.schema
    .createIndex('outbox_conversation')
    .on('outbox')
    .columns(['conversation_id', 'state'])
    .execute()
  await db.schema
    .createTable('files')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('uploader_kind', 'text', (c) => c.notNull())
    .addColumn('uploader_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('width', 'integer')
    .addColumn('height', 'integer')
    .addColumn('seconds', 'real')
    .addColumn('message_id', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('files_conversation').on('files').column('conversation_id').execute()
  await db.schema
    .createTable('leads')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) =>
      c.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('contact_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('handled_at', 'bigint')
    .addPrimaryKeyConstraint('leads_pk', ['site_id', 'id'])
    .execute()
  await db.schema
    .createTable('orders')
    .addColumn('site_id', 'text', (c) => c.notNull().references('sites.id').onDelete('cascade'))
    .addColumn('reference', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('total', 'bigint', (c) => c.notNull())
    .addColumn('refunded', 'bigint', (c) => c.notNull())
    .addColumn('currency', 'text', (c) => c.notNull())
    .addColumn('contact_id', 'text')
    .addColumn('conversation_id', 'text', (c) =>
      c.references('conversations.id').onDelete('set null'),
    )
    .addColumn('placed_at', 'bigint', (c) => c.notNull())
    .addColumn('as_of', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('orders_pk', ['site_id', 'reference'])
    .execute()
  await db.schema
    .createIndex('orders_conversation')
    .on('orders')
    .column('conversation_id')
    .execute()
  await db.schema
    .createIndex('orders_contact')
    .on('orders')
    .columns(['site_id', 'contact_id'])
    .execute()
  await db.schema
    .createIndex('orders_placed')
    .on('orders')
    .columns(['site_id', 'placed_at'])
    .execute()
  await db.schema
    .createTable('reply_times')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('hour_of_week', 'integer', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('seconds', 'integer', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('reply_times_site')
    .on('reply_times')
    .columns(['site_id', 'at'])
    .execute()
  await db.schema
    .createTable('tombstones')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('tombstones_pk', ['site_id', 'subject'])
    .execute()
}

/** Numbers and pages on other networks, who is who there, and what came and went. */
async function createChannels(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('channels')
    .addColumn('site_id', 'text', (c) => c.notNull().references('sites.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('external_id', 'text', (c) => c.notNull())
    .addColumn('business_id', 'text')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('token', 'text', (c) => c.notNull())
    .addColumn('app_secret', 'text', (c) => c.notNull())
    .addColumn('verify_token', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('trouble', 'text')
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('webhook_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('channels_external', ['kind', 'external_id'])
    .execute()
  await db.schema.createIndex('channels_site').on('channels').column('site_id').execute()
  await db.schema
    .createTable('identities')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('contact_id', 'text', (c) => c.notNull())
    .addColumn('former_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('identities_pk', ['site_id', 'kind', 'value'])
    .execute()
  await db.schema
    .createIndex('identities_contact')
    .on('identities')
    .columns(['site_id', 'contact_id'])
    .execute()
  await db.schema
    .createTable('channel_threads')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('channel_id', 'text', (c) => c.notNull())
    .addColumn('contact_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) =>
      c.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('phone', 'text')
    .addColumn('person_id', 'text')
    .addColumn('username', 'text')
    .addColumn('last_inbound_at', 'bigint')
    .addColumn('last_external_id', 'text')
    .addColumn('window_until', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('channel_threads_pk', ['channel_id', 'contact_id'])
    .execute()
  await db.schema
    .createIndex('channel_threads_conversation')
    .on('channel_threads')
    .column('conversation_id')
    .execute()
  await db.schema
    .createTable('channel_messages')
    .addColumn('channel_id', 'text', (c) => c.notNull())
    .addColumn('external_id', 'text', (c) => c.notNull())
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('direction', 'text', (c) => c.notNull())
    .addColumn('ref', 'text')
    .addColumn('conversation_id', 'text', (c) =>
      c.references('conversations.id').onDelete('cascade'),
    )
    .addColumn('message_id', 'text')
    .addColumn('state', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('channel_messages_pk', ['channel_id', 'external_id'])
    .execute()
  await db.schema
    .createIndex('channel_messages_conversation')
    .on('channel_messages')
    .columns(['conversation_id', 'message_id'])
    .execute()
  await db.schema
    .createIndex('channel_messages_ref')
    .on('channel_messages')
    .columns(['channel_id', 'ref'])
    .where(sql.ref('ref'), 'is not', null)
    .execute()
  await db.schema
    .createTable('webhooks')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('channel_id', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('next_at', 'bigint', (c) => c.notNull())
    .addColumn('error', 'text')
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('webhooks_due').on('webhooks').columns(['state', 'next_at']).execute()
  await db.schema
    .createTable('templates')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('channel_id', 'text', (c) =>
      c.notNull().references('channels.id').onDelete('cascade'),
    )
    .addColumn('external_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('category', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('components', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('templates_external', ['channel_id', 'external_id'])
    .execute()
}

/** Members' own phones, and what stands on them. */
async function createPhones(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('phones')
    .addColumn('site_id', 'text', (c) => c.notNull().references('sites.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('channel_id', 'text')
    .addColumn('phone', 'text')
    .addColumn('person_id', 'text')
    .addColumn('name', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('window_until', 'bigint')
    .addColumn('tokens', 'real', (c) => c.notNull())
    .addColumn('tokens_at', 'bigint', (c) => c.notNull())
    .addColumn('paired_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('phones_site')
    .on('phones')
    .columns(['site_id', 'member_id'])
    .unique()
    .execute()
  await db.schema.createIndex('phones_number').on('phones').column('phone').execute()
  await db.schema.createIndex('phones_person').on('phones').column('person_id').execute()
  await db.schema
    .createTable('phone_threads')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('phone_id', 'text', (c) => c.notNull().references('phones.id').onDelete('cascade'))
    .addColumn('conversation_id', 'text', (c) =>
      c.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('forwarded_seq', 'integer', (c) => c.notNull())
    .addColumn('last_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('phone_threads_pk', ['phone_id', 'conversation_id'])
    .execute()
  await db.schema
    .createIndex('phone_threads_conversation')
    .on('phone_threads')
    .column('conversation_id')
    .execute()
  await db.schema
    .createTable('phone_bubbles')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('phone_id', 'text', (c) => c.notNull().references('phones.id').onDelete('cascade'))
    .addColumn('external_id', 'text', (c) => c.notNull())
    .addColumn('ref', 'text')
    .addColumn('conversation_id', 'text', (c) =>
      c.references('conversations.id').onDelete('cascade'),
    )
    .addColumn('told_seq', 'integer')
    .addColumn('state', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('phone_bubbles_pk', ['phone_id', 'external_id'])
    .execute()
  await db.schema.createIndex('phone_bubbles_ref').on('phone_bubbles').column('ref').execute()
  await db.schema
    .createIndex('phone_bubbles_conversation')
    .on('phone_bubbles')
    .column('conversation_id')
    .execute()
  await db.schema
    .createTable('phone_heard')
    .addColumn('channel_id', 'text', (c) => c.notNull())
    .addColumn('external_id', 'text', (c) => c.notNull())
    .addColumn('phone_id', 'text', (c) => c.notNull().references('phones.id').onDelete('cascade'))
    .addColumn('said', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('phone_heard_pk', ['channel_id', 'external_id'])
    .execute()
  await db.schema.createIndex('phone_heard_phone').on('phone_heard').column('phone_id').execute()
}

async function createShopTexts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tags')
    .addColumn('site_id', 'text', (c) => c.notNull().references('sites.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('color', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('tags_pk', ['site_id', 'id'])
    .execute()
  await db.schema
    .createTable('canned_replies')
    .addColumn('site_id', 'text', (c) => c.notNull().references('sites.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('shortcut', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('language', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('canned_replies_pk', ['site_id', 'id'])
    .execute()
  await db.schema
    .createTable('triggers')
    .addColumn('site_id', 'text', (c) => c.notNull().references('sites.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('definition', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('enabled', 'integer', (c) => c.notNull())
    .addColumn('paused_at', 'bigint')
    .addColumn('paused_why', 'text')
    .addColumn('shares', 'text')
    .addColumn('shares_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('triggers_pk', ['site_id', 'id'])
    .execute()
  await db.schema
    .createTable('risks')
    .addColumn('site_id', 'text', (c) => c.primaryKey().references('sites.id').onDelete('cascade'))
    .addColumn('learnt_at', 'bigint', (c) => c.notNull())
    .addColumn('learnt', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('proposal_decisions')
    .addColumn('site_id', 'text', (c) => c.notNull().references('sites.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('decision', 'text', (c) => c.notNull())
    .addColumn('trigger_id', 'text')
    .addColumn('automatic', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('proposal_decisions_pk', ['site_id', 'id'])
    .execute()
}

async function createMailLog(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('unverified_mails')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('address_hash', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('unverified_mails_address')
    .on('unverified_mails')
    .columns(['address_hash', 'at'])
    .execute()
  await db.schema
    .createTable('proven_addresses')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('contact_id', 'text', (c) => c.notNull())
    .addColumn('address_hash', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('proven_addresses_pk', ['site_id', 'contact_id', 'address_hash'])
    .addForeignKeyConstraint(
      'proven_addresses_contact',
      ['site_id', 'contact_id'],
      'contacts',
      ['site_id', 'id'],
      (constraint) => constraint.onDelete('cascade'),
    )
    .execute()
}

/**
 * What can be found, and the index over it: FTS5 with folded accents on SQLite, lexemes on Postgres.
 * secure-delete: a word that is erased leaves no trace in the index
 * (https://www.sqlite.org/fts5.html#the_secure_delete_configuration_option).
 */
async function createSearch(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter
  await db.schema
    .createTable('search_docs')
    .addColumn('id', sqlite ? 'integer' : 'bigserial', (c) =>
      sqlite ? c.primaryKey().autoIncrement() : c.primaryKey(),
    )
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull().unique())
    .addColumn('conversation_id', 'text')
    .addColumn('contact_id', 'text')
    .addColumn('seq', 'integer')
    .execute()
  for (const column of ['conversation_id', 'contact_id']) {
    await db.schema.createIndex(`search_${column}`).on('search_docs').column(column).execute()
  }
  await (sqlite ? createWordIndex(db) : createLexemeIndex(db))
}

async function createWordIndex(db: Kysely<unknown>): Promise<void> {
  await sql`create virtual table search_index using fts5(site, words,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')`.execute(db)
  await sql`insert into search_index(search_index, rank) values ('secure-delete', 1)`.execute(db)
}

async function createLexemeIndex(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('search_index')
    .addColumn('rowid', 'bigint', (c) => c.primaryKey())
    .addColumn('site', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('lexemes', sql`tsvector`, (c) => c.notNull())
    .execute()
  await sql`create index search_lexemes on search_index using gin (lexemes)`.execute(db)
}
