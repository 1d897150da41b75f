import type { Config } from '../config.ts'
import { openDatabase } from '../db/database.ts'
import { migrateToLatest, readEpoch } from '../db/migrate.ts'
import { createWriter, type WriterOptions } from '../db/writer.ts'
import { createEgress } from '../egress/egress.ts'
import { createMetrics } from '../health/metrics.ts'
import { createLimits, type LimitRules } from '../limits/limits.ts'
import { createRooms } from '../live/rooms.ts'
import { createLogger, type Logger } from '../logger.ts'
import { createUnderWay } from '../under-way.ts'

/** What tests put in the place of the real thing. */
export interface BaseOverrides {
  clock?: () => number
  limits?: LimitRules
  log?: Logger
}

/** What every part stands on. */
export type Base = Awaited<ReturnType<typeof createBase>>

/** Opens and migrates the database, and makes what every part is given. */
export async function createBase(config: Config, overrides: BaseOverrides) {
  const clock = overrides.clock ?? Date.now
  const log = overrides.log ?? createLogger(config.logLevel)
  const db = openDatabase({ url: config.databaseUrl, dataDir: config.dataDir })
  await migrateToLatest(db)
  /** Who hears of a commit, and of what pages tell; they are built from what is here, so they join later. */
  const onCommit: Array<WriterOptions['onCommit']> = []
  const onTold: Array<Parameters<typeof createRooms>[0]> = []
  const rooms = createRooms((who, told) => {
    for (const listener of onTold) listener(who, told)
  })
  const metrics = createMetrics(rooms.count)
  const writer = createWriter({
    db,
    clock,
    onBatch(size, seconds) {
      metrics.batchSize.observe(size)
      metrics.commitSeconds.observe(seconds)
    },
    onCommit(changes, committed) {
      for (const listener of onCommit) listener(changes, committed)
    },
  })
  return {
    ...{ db, writer, clock, log, config, rooms, metrics, onCommit, onTold },
    limits: createLimits(overrides.limits),
    epoch: await readEpoch(db),
    egress: createEgress({ allow: config.egressAllow, log }),
    /** Aborted once the relay was told to stop: it takes nothing new, and whoever waits is answered. */
    stopping: new AbortController(),
    underWay: createUnderWay(),
  }
}
