import { DEFAULT_NOTIFICATIONS, type Language, type NotificationSettings } from '@loods/protocol'
import type { Database } from '../db/database.ts'
import { fromJson, toJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import type { Writer } from '../db/writer.ts'
import { notFound } from '../errors.ts'
import { findAccount, saveAccountSettings } from './account.repository.ts'

/** How a person wants to hear that somebody waits, kept with the account. */
export interface NotificationChoices {
  read(accountId: string): Promise<NotificationSettings>
  /** The language notifications are written in. */
  language(accountId: string): Promise<Language>
  save(accountId: string, notifications: NotificationSettings): Promise<void>
}

export function createNotificationChoices(deps: {
  db: Database
  writer: Writer
}): NotificationChoices {
  async function accountOf(accountId: string): Promise<Row<'accounts'>> {
    const account = await findAccount(deps.db.read, accountId)
    if (!account) throw notFound('This account')
    return account
  }

  return {
    language: async (accountId) => (await accountOf(accountId)).language as Language,
    async read(accountId) {
      const account = await accountOf(accountId)
      return { ...DEFAULT_NOTIFICATIONS, ...settingsOf(account).notifications }
    },
    save: (accountId, notifications) =>
      deps.writer.run(async (tx) => {
        const account = await findAccount(tx.db, accountId)
        if (!account) throw notFound('This account')
        const settings = toJson({ ...settingsOf(account), notifications })
        await saveAccountSettings(tx.db, accountId, settings)
      }),
  }
}

function settingsOf(account: Row<'accounts'>): { notifications?: Partial<NotificationSettings> } {
  return fromJson(account.settings) as { notifications?: Partial<NotificationSettings> }
}
