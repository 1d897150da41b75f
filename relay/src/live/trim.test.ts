import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLogger } from '../logger.ts'
import { DIALECTS, openTestStorage, type TestStorage } from '../testing/test-storage.ts'
import type { EventSources } from './event-reader.ts'
import { createHub } from './hub.ts'
import { trimEvents } from './trim.ts'

const DAY = 86_400_000
let storage: TestStorage
let siteId: string

async function tell(count: number): Promise<void> {
  await storage.writer.run(async (tx) => {
    for (let i = 0; i < count; i++)
      tx.emit({ siteId, type: 'site', data: '{"what":"tags"}', at: storage.now })
  })
}

describe.each(DIALECTS)('trimming events on %s', (dialect) => {
  beforeEach(async () => {
    storage = await openTestStorage(dialect)
    siteId = nanoid()
    await storage.writer.run(async (tx) => {
      await tx.db
        .insertInto('sites')
        .values({
          id: siteId,
          key: siteId,
          name: 'Winkel',
          settings: '{}',
          secret: '',
          created_at: 1,
        })
        .execute()
      await tx.db.insertInto('site_streams').values({ site_id: siteId, last_ev: 0 }).execute()
    })
  })
  afterEach(() => storage[Symbol.asyncDispose]())

  it('keeps a week, and refuses to resume from before it rather than leave a hole', async () => {
    await tell(3)
    storage.now += 8 * DAY
    await tell(2)
    await trimEvents({ ...storage, clock: () => storage.now })
    const kept = await storage.db.read.selectFrom('events').select('ev').orderBy('ev').execute()
    expect(kept.map((row) => row.ev)).toEqual([4, 5])
    const hub = createHub({ db: storage.db.read } as EventSources, createLogger('silent'))
    expect(await hub.refuseResume(siteId, undefined, 2)).toBe('beyond what is kept')
    expect(await hub.refuseResume(siteId, undefined, 3)).toBeUndefined()
    expect(await hub.refuseResume(siteId, undefined, 6)).toBe('ahead of this history')
  })
})
