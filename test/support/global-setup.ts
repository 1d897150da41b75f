import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { buildIfStale } from '../../scripts/build-if-stale.ts'
import { type Postgres, startPostgres } from './postgres.ts'

/**
 * Sees to it that the bundles are those of the sources, and hands out databases to suites in any worker. It lives in the one process that outlives them all,
 * so one server serves everybody, and none is started for suites that need none.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildIfStale((line) => console.log(line))
  let postgres: Promise<Postgres> | undefined
  const broker = createServer((_, response) => {
    postgres ??= startPostgres()
    void answer(response, postgres)
  })
  broker.listen(0, '127.0.0.1')
  await once(broker, 'listening')
  project.provide('postgresBroker', `http://127.0.0.1:${(broker.address() as AddressInfo).port}`)
  return async () => {
    broker.close()
    await postgres?.then(({ stop }) => stop()).catch(() => undefined)
  }
}

async function answer(response: ServerResponse, postgres: Promise<Postgres>): Promise<void> {
  try {
    const { createDatabase } = await postgres
    response.end(await createDatabase())
  } catch (error) {
    response.writeHead(500).end(error instanceof Error ? error.message : String(error))
  }
}
