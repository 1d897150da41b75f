import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { freshDatabase } from './postgres.ts'

function query(url: string, sql: string): string {
  return execFileSync('psql', ['--no-psqlrc', '-At', url, '-c', sql], { encoding: 'utf8' }).trim()
}

test('each suite gets an empty database of its own', async () => {
  const [one, two] = await Promise.all([freshDatabase(), freshDatabase()])
  query(one, 'create table only_here (id int)')
  const count = "select count(*) from pg_tables where tablename = 'only_here'"
  expect([query(one, count), query(two, count)]).toEqual(['1', '0'])
})

test('commits are as durable as in production', async () => {
  expect(query(await freshDatabase(), 'show fsync')).toBe('on')
})
