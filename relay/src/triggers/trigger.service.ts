import { isDeepStrictEqual } from 'node:util'
import {
  DEFAULT_HOLD_OUT,
  type Language,
  type NewTrigger,
  type Trigger,
  type TriggerChange,
  type TriggerDefinition,
} from '@loods/protocol'
import { nanoid } from 'nanoid'
import type { Database } from '../db/database.ts'
import { fromJson, toJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound, RelayError } from '../errors.ts'
import { siteChanged } from '../sites/site-changed.ts'
import { findTriggers, triggerRows } from './trigger.repository.ts'

/** When a shop's pages offer help. */
export interface TriggerService {
  list(siteId: string): Promise<Trigger[]>
  /** What is switched on now, as pages are asked to show it. */
  enabled(siteId: string): Promise<Trigger[]>
  /** What a trigger's prompt says; undefined when there is no such trigger. */
  text(siteId: string, id: string, language: Language): Promise<string | undefined>
  /** Adds a trigger; one that does not say how many visits it holds out gets DEFAULT_HOLD_OUT. */
  add(siteId: string, trigger: NewTrigger): Promise<Trigger>
  /** The same inside an open transaction. */
  addIn(tx: WriteTx, siteId: string, trigger: NewTrigger): Promise<Trigger>
  /** @throws RelayError not_found, changed_meanwhile */
  change(siteId: string, id: string, change: TriggerChange): Promise<Trigger>
  /** @throws RelayError not_found */
  remove(siteId: string, id: string): Promise<void>
  /** Inside an open transaction. @returns whether there was one */
  removeIn(tx: WriteTx, siteId: string, id: string): Promise<boolean>
}

/** Milliseconds what is switched on is used; every page view asks. */
const FRESH = 5_000

export function createTriggerService(deps: {
  db: Database
  writer: Writer
  clock: () => number
}): TriggerService {
  const { db, writer, clock } = deps
  const shown = new Map<string, { readAt: number; triggers: Trigger[] }>()
  return {
    async list(siteId) {
      return (await findTriggers(db.read, siteId)).map(toTrigger)
    },
    async enabled(siteId) {
      const known = shown.get(siteId)
      if (known && clock() - known.readAt < FRESH) return known.triggers
      const triggers = (await findTriggers(db.read, siteId)).map(toTrigger)
      const entry = { readAt: clock(), triggers: triggers.filter(({ enabled }) => enabled) }
      shown.set(siteId, entry)
      return entry.triggers
    },
    async text(siteId, id, language) {
      const row = await triggerRows.find(db.read, siteId, id)
      return row && toTrigger(row).texts[language]
    },
    add: (siteId, trigger) => writer.run((tx) => addIn(tx, siteId, trigger)),
    addIn,
    change: (siteId, id, { version, ...change }) =>
      writer.run(async (tx) => {
        const before = await triggerRows.find(tx.db, siteId, id)
        if (!before) throw notFound('This trigger')
        if (version !== undefined && version !== before.version) throw changedMeanwhile()
        const row = changed(before, change, tx.now)
        await triggerRows.update(tx.db, siteId, id, row)
        siteChanged(tx, siteId, 'triggers')
        return toTrigger(row)
      }),
    remove: (siteId, id) =>
      writer.run(async (tx) => {
        if (!(await removeIn(tx, siteId, id))) throw notFound('This trigger')
      }),
    removeIn,
  }
}

async function addIn(
  tx: WriteTx,
  siteId: string,
  { enabled, ...definition }: NewTrigger,
): Promise<Trigger> {
  const row = {
    site_id: siteId,
    id: nanoid(),
    definition: toJson({ holdOut: DEFAULT_HOLD_OUT, ...definition }),
    version: 1,
    enabled: enabled ? 1 : 0,
    created_at: tx.now,
    updated_at: tx.now,
  }
  await triggerRows.insert(tx.db, row)
  siteChanged(tx, siteId, 'triggers')
  return toTrigger(row)
}

async function removeIn(tx: WriteTx, siteId: string, id: string): Promise<boolean> {
  if (!(await triggerRows.remove(tx.db, siteId, id))) return false
  siteChanged(tx, siteId, 'triggers')
  return true
}

function changed(
  before: Row<'triggers'>,
  { enabled, pageKind, ...change }: Omit<TriggerChange, 'version'>,
  now: number,
): Row<'triggers'> {
  const { pageKind: kindBefore, ...rest } = fromJson(before.definition) as TriggerDefinition
  const kind = pageKind === undefined ? kindBefore : pageKind
  const definition = toJson({ ...rest, ...change, ...(kind && { pageKind: kind }) })
  return {
    ...before,
    definition,
    version: before.version + Number(!isSameTrial(before.definition, definition)),
    enabled: enabled === undefined ? before.enabled : Number(enabled),
    updated_at: now,
  }
}

function changedMeanwhile(): RelayError {
  return new RelayError(
    'changed_meanwhile',
    'Somebody changed this trigger meanwhile, so nothing was overwritten. Read it anew and change that.',
  )
}

/** Said or left out, these mean the same. */
const UNSAID = {
  pageKind: undefined,
  replies: { nl: [], en: [] },
  variants: [],
  delay: 0,
  holdOut: 0,
  whileAway: false,
}

/**
 * Whether outcomes under both definitions may be added up: everything but the name, which shoppers never
 * see, and priority and schedule, which choose among moments before anybody is assigned to an arm.
 */
function isSameTrial(one: string, other: string): boolean {
  return isDeepStrictEqual(trialOf(one), trialOf(other))
}

function trialOf(definition: string) {
  const {
    name: _,
    priority: __,
    schedule: ___,
    ...rest
  } = fromJson(definition) as TriggerDefinition
  return { ...UNSAID, ...rest }
}

function toTrigger(row: Row<'triggers'>): Trigger {
  const definition = fromJson(row.definition) as TriggerDefinition
  return { id: row.id, version: row.version, enabled: row.enabled === 1, ...definition }
}
