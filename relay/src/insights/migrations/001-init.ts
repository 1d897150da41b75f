import { type Kysely, sql } from 'kysely'

/** The first tables of insights.sqlite, whose rows lie in the order reports read them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of TABLES) await sql.raw(table).execute(db)
}

const TABLES = [
  `create table pages (
    id integer primary key,
    site_id text not null,
    key text not null,
    kind text not null,
    folded_on integer not null default 0,
    unique (site_id, key, kind)
  ) strict`,
  `create table page_days (
    site_id text not null, day integer not null, page_id integer not null, device text not null,
    untouched integer not null,
    views integer not null, entries integer not null, strict_bounces integer not null,
    bounces integer not null, exits integer not null, reached integer not null,
    went_on integer not null, visible_ms integer not null,
    primary key (site_id, day, page_id, device, untouched)
  ) strict, without rowid`,
  `create table dwell_days (
    site_id text not null, day integer not null, page_id integer not null, device text not null,
    step integer not null, leavers integer not null, views integer not null,
    primary key (site_id, page_id, day, device, step)
  ) strict, without rowid`,
  `create table step_days (
    site_id text not null, day integer not null, device text not null, kind text not null,
    reached integer not null, went_on integer not null,
    primary key (site_id, day, device, kind)
  ) strict, without rowid`,
  `create table visits (
    site_id text not null, started_at integer not null, id text not null, seconds integer not null,
    device text not null, referrer text not null, trail text not null, added_to_cart integer not null,
    invited integer not null,
    primary key (site_id, started_at, id)
  ) strict, without rowid`,
  `create table exposures (
    site_id text not null, trigger_id text not null, version integer not null, visit_id text not null,
    arm text not null, variant integer not null, share real not null, at integer not null, suppressed text not null,
    closed integer not null, accepted integer not null, replied integer not null,
    bounced integer not null, added_to_cart integer not null,
    primary key (site_id, trigger_id, version, visit_id)
  ) strict, without rowid`,
  `create table visit_orders (
    site_id text not null, visit_id text not null, reference text not null, at integer not null,
    primary key (site_id, visit_id, reference)
  ) strict, without rowid`,
  `create unique index visit_orders_reference on visit_orders (site_id, reference)`,
  `create table simulated (
    site_id text not null, batch integer not null, at integer not null, trigger_id text not null,
    visits integer not null, sums text not null,
    primary key (site_id, batch)
  ) strict, without rowid`,
  `create table order_facts (
    site_id text not null, reference text not null, currency text not null, net integer not null,
    counts integer not null,
    primary key (site_id, reference)
  ) strict, without rowid`,
]
