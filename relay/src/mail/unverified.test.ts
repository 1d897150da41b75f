import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/support/postgres.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { migrateToLatest } from '../db/migrate.ts'
import { createWriter, type Writer } from '../db/writer.ts'
import { takeUnverifiedSlot } from './unverified.ts'

const DAY = 24 * 3_600_000

describe.each(['sqlite', 'postgres'] as const)('mails to unproven addresses, on %s', (dialect) => {
  let folder: string
  let db: Database
  let writer: Writer
  let now = Date.UTC(2026, 10, 22)

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'loods-'))
    db = openDatabase({
      dataDir: folder,
      ...(dialect === 'postgres' && { url: await freshDatabase() }),
    })
    await migrateToLatest(db)
    writer = createWriter({ db, clock: () => now, onCommit: () => {} })
  })

  afterAll(async () => {
    await db[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })

  const ask = (addressHash: string, siteId: string, id = nanoid()) =>
    writer.run((tx) => takeUnverifiedSlot(tx, { id, siteId, addressHash }))

  it('T71: a thousand mails wanted to one address leave as one', async () => {
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => ask('victim', 'shop-a')))
    expect(answers.filter(Boolean)).toHaveLength(1)
  })

  it('T71: one address gets three over all sites in a day, and the next day again', async () => {
    const sites = ['a', 'b', 'c', 'd', 'e']
    const answers = []
    for (const site of sites) answers.push(await ask('popular', site))
    expect(answers).toEqual([true, true, true, false, false])
    now += DAY
    expect(await ask('popular', 'e')).toBe(true)
  })

  it('the same mail may be tried again', async () => {
    const id = nanoid()
    expect([await ask('again', 'a', id), await ask('again', 'a', id)]).toEqual([true, true])
    expect(await ask('again', 'a')).toBe(false)
  })
})
