import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RelayError } from '../errors.ts'
import { DIALECTS, openTestStorage, type TestStorage } from '../testing/test-storage.ts'
import type { Command, WriteTx } from './writer.ts'

let storage: TestStorage

async function addSite(tx: WriteTx): Promise<string> {
  const id = nanoid()
  await tx.db
    .insertInto('sites')
    .values({ id, key: id, name: 'Winkel', settings: '{}', secret: '', created_at: tx.now })
    .execute()
  await tx.db.insertInto('site_streams').values({ site_id: id, last_ev: 0 }).execute()
  return id
}

async function siteNames(): Promise<string[]> {
  const rows = await storage.db.read.selectFrom('sites').select('name').execute()
  return rows.map((row) => row.name)
}

describe.each(DIALECTS)('the writer on %s', (dialect) => {
  beforeEach(async () => {
    storage = await openTestStorage(dialect)
  })
  afterEach(() => storage[Symbol.asyncDispose]())

  it('commits what one turn brings together, and answers only then', async () => {
    const runs: number[] = []
    const command: Command<string, string> = {
      name: 'rename',
      async run(tx, names) {
        runs.push(names.length)
        for (const name of names) {
          const id = await addSite(tx)
          await tx.db.updateTable('sites').set({ name }).where('id', '=', id).execute()
        }
        return names.map((name) => ({ ok: true, value: name }))
      },
    }
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((name) => storage.writer.submit(command, name)),
    )
    expect(answers).toEqual(['a', 'b', 'c'])
    expect(runs).toEqual([3])
    expect((await siteNames()).sort()).toEqual(['a', 'b', 'c'])
  })

  it('keeps the others when one command fails', async () => {
    const failing = storage.writer.run(async (tx) => {
      await addSite(tx)
      throw new RelayError('forbidden', 'No.')
    })
    const working = storage.writer.run(addSite)
    await expect(failing).rejects.toMatchObject({ code: 'forbidden' })
    await expect(working).resolves.toEqual(expect.any(String))
    expect(await siteNames()).toHaveLength(1)
  })

  it('tries inputs one by one when a batch of them fails, so that only the bad one is refused', async () => {
    const command: Command<string, string> = {
      name: 'sites by key',
      async run(tx, keys) {
        const rows = keys.map((key) => ({
          id: nanoid(),
          key,
          name: key,
          settings: '{}',
          secret: '',
          created_at: 1,
        }))
        await tx.db.insertInto('sites').values(rows).execute()
        return keys.map((key) => ({ ok: true, value: key }))
      },
    }
    const answers = await Promise.allSettled(
      ['x', 'y', 'x'].map((key) => storage.writer.submit(command, key)),
    )
    expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect((await siteNames()).sort()).toEqual(['x', 'y'])
  })

  it('numbers the events of each site without gaps, in the order they were told', async () => {
    const [a, b] = [await storage.writer.run(addSite), await storage.writer.run(addSite)]
    const tell = (siteId: string, what: string) =>
      storage.writer.run(async (tx) => tx.emit({ siteId, type: 'site', data: what, at: tx.now }))
    const told = await Promise.all([tell(a, '1'), tell(b, '2'), tell(a, '3')])
    expect(told.map((event) => event.ev)).toEqual([1, 1, 2])
    await tell(a, '4')
    const rows = await storage.db.read
      .selectFrom('events')
      .selectAll()
      .where('site_id', '=', a)
      .orderBy('ev')
      .execute()
    expect(rows.map((row) => [row.ev, row.data])).toEqual([
      [1, '1'],
      [2, '3'],
      [3, '4'],
    ])
    expect(storage.wakes.at(-1)).toEqual(new Map([[a, 3]]))
  })

  it('gives no number to the events of a command that failed', async () => {
    const site = await storage.writer.run(addSite)
    const failing = storage.writer.run(async (tx) => {
      tx.emit({ siteId: site, type: 'site', at: tx.now })
      throw new Error('later')
    })
    const working = storage.writer.run(async (tx) =>
      tx.emit({ siteId: site, type: 'site', at: tx.now }),
    )
    await expect(failing).rejects.toThrow()
    expect((await working).ev).toBe(1)
  })
})
