import type { Insertable, Selectable } from 'kysely'
import type { AccountTables } from './tables/accounts.ts'
import type { ChannelTables } from './tables/channels.ts'
import type { ContactTables } from './tables/contacts.ts'
import type { ConversationTables } from './tables/conversations.ts'
import type { DeliveryTables } from './tables/deliveries.ts'
import type { PhoneTables } from './tables/phones.ts'
import type { SearchTables } from './tables/search.ts'
import type { ShopifyTables } from './tables/shopify.ts'
import type { SiteTables } from './tables/sites.ts'
import type { TriggerTables } from './tables/triggers.ts'

interface MetaTable {
  key: string
  value: string
}

/** Every table, by its name; `tables/` has them concept by concept. */
export interface Schema
  extends AccountTables,
    ChannelTables,
    ContactTables,
    ConversationTables,
    DeliveryTables,
    PhoneTables,
    SearchTables,
    ShopifyTables,
    SiteTables,
    TriggerTables {
  meta: MetaTable
}

export type Row<T extends keyof Schema> = Selectable<Schema[T]>
export type NewRow<T extends keyof Schema> = Insertable<Schema[T]>
/** Columns to change; what is undefined stays. */
export type ChangeOf<T extends keyof Schema> = { [K in keyof Row<T>]?: Row<T>[K] | undefined }
