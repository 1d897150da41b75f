import type { GenericSchema, InferOutput } from 'valibot'
import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'

/** How one attempt at a row ended. */
export type OutboxResult = OutboxEnd & {
  /** What is written with the mark, in the same transaction; also when the lease was lost: it happened. */
  record?: (tx: WriteTx) => Promise<void>
}

type OutboxEnd =
  /** It is out. `next`: rows to add with the mark, in the same transaction. */
  | { outcome: 'done'; externalId?: string; next?: Row<'outbox'>[] }
  /** Try again: after `afterMs` if the other side said so, else by the schedule. */
  | { outcome: 'retry'; afterMs?: number; reason: string }
  /** What it needs is not there, through no fault of its own: it waits, and no attempt is used up. */
  | { outcome: 'wait'; afterMs: number; reason: string }
  /** It will never work. The row stays, with its reason. */
  | { outcome: 'dead'; reason: string }
  /** No longer wanted. */
  | { outcome: 'cancel'; reason: string }

type Schema = GenericSchema<unknown, unknown>

/**
 * Does what rows of one kind ask for. Runs at least once a row: after a crash between doing and
 * marking it runs again, so what it does must bear repeating.
 */
export interface OutboxHandler {
  kind: string
  payload: Schema
  handle(row: Row<'outbox'>, payload: unknown): Promise<OutboxResult>
}

/** Declares a handler; the payload's type follows from its schema. */
export function defineHandler<S extends Schema>(spec: {
  kind: string
  payload: S
  handle(row: Row<'outbox'>, payload: InferOutput<S>): Promise<OutboxResult>
}): OutboxHandler {
  return spec as unknown as OutboxHandler
}
