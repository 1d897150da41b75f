import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { Row, Schema } from './schema.ts'

/** Items in one statement: a batch of any size is made of these, so that few statements are ever built. */
const SIZES = [64, 8, 1]

/**
 * A statement over many items that is built and compiled once a size. On the way of every message
 * that costs more than running it does.
 * @param build the query over some items; it has their parameters only, in order
 * @param parametersOf an item's parameters, as `build` places them
 * @returns runs it over any number of items, and gives what it returned
 */
export function overMany<I, R>(
  build: (db: Kysely<Schema>, items: readonly I[]) => Compilable<R>,
  parametersOf: (item: I) => readonly unknown[],
): (db: Kysely<Schema>, items: readonly I[]) => Promise<R[]> {
  // By adapter: SQLite and Postgres may be at work in one process.
  const compiled = new WeakMap<object, Map<number, CompiledQuery<R>>>()

  function queryFor(db: Kysely<Schema>, items: readonly I[]): CompiledQuery<R> {
    const { adapter } = db.getExecutor()
    const bySize = compiled.get(adapter) ?? new Map<number, CompiledQuery<R>>()
    compiled.set(adapter, bySize)
    const query = bySize.get(items.length) ?? build(db, items).compile()
    bySize.set(items.length, query)
    return query
  }

  return async (db, items) => {
    const rows: R[] = []
    for (const chunk of chunks(items)) {
      const parameters = chunk.flatMap(parametersOf)
      const result = await db.executeQuery<R>({ ...queryFor(db, chunk), parameters })
      rows.push(...result.rows)
    }
    return rows
  }
}

/**
 * An insert of whole rows that is built and compiled once a size.
 * @param build the insert of some rows
 */
export function insertMany<T extends keyof Schema>(
  build: (db: Kysely<Schema>, rows: Row<T>[]) => Compilable<unknown>,
): (db: Kysely<Schema>, rows: readonly Row<T>[]) => Promise<void> {
  // The order of a row's columns, told by the first one; later rows may list theirs in another.
  let columns: Array<keyof Row<T>> = []
  const inOrder = (row: Row<T>) =>
    Object.fromEntries(columns.map((column) => [column, row[column]])) as Row<T>
  const insert = overMany<Row<T>, unknown>(
    (db, rows) => build(db, rows.map(inOrder)),
    (row) => columns.map((column) => row[column]),
  )
  return async (db, rows) => {
    if (columns.length === 0) columns = Object.keys(rows[0] ?? {}) as Array<keyof Row<T>>
    await insert(db, rows)
  }
}

function* chunks<I>(items: readonly I[]): Generator<readonly I[]> {
  for (let from = 0; from < items.length; ) {
    const size = SIZES.find((size) => size <= items.length - from) ?? 1
    yield items.slice(from, from + size)
    from += size
  }
}
