import { describe, expect, it } from 'vitest'
import { DIALECTS, openTestStorage } from '../testing/test-storage.ts'
import { insertMany, overMany } from './many.ts'
import type { Row } from './schema.ts'

const insertMeta = insertMany<'meta'>((db, rows) => db.insertInto('meta').values(rows))

const findMeta = overMany(
  (db, keys: readonly string[]) => db.selectFrom('meta').selectAll().where('key', 'in', keys),
  (key) => [key],
)

function rowsFrom(start: number, count: number): Row<'meta'>[] {
  return Array.from({ length: count }, (_, i) => ({ key: `k${start + i}`, value: `v${start + i}` }))
}

describe.each(DIALECTS)('many rows on %s', (dialect) => {
  it('are all written and found, whatever their number', async () => {
    await using storage = await openTestStorage(dialect)
    const rows = rowsFrom(0, 64 + 8 + 8 + 3)
    await insertMeta(storage.db.write, rows)
    const found = await findMeta(
      storage.db.read,
      rows.map((row) => row.key),
    )
    expect(found.toSorted(byNumber)).toEqual(rows)
    expect(await findMeta(storage.db.read, [])).toEqual([])
  })

  it('keep each value in its column when a row lists them in another order', async () => {
    await using storage = await openTestStorage(dialect)
    await insertMeta(storage.db.write, [
      ...rowsFrom(0, 8),
      ...rowsFrom(8, 8).map(({ key, value }) => ({ value, key })),
    ])
    const found = await findMeta(storage.db.read, ['k3', 'k12'])
    expect(found.toSorted(byNumber)).toEqual([...rowsFrom(3, 1), ...rowsFrom(12, 1)])
  })
})

function byNumber(a: Row<'meta'>, b: Row<'meta'>): number {
  return Number(a.key.slice(1)) - Number(b.key.slice(1))
}
