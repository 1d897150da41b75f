import { isDeepStrictEqual } from 'node:util'
import {
  DEFAULT_HOLD_OUT,
  type Language,
  type NewTrigger,
  type PauseReason,
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

/** A trigger with how visits are shared among its ways to say it. */
export interface SharedTrigger extends Trigger {
  /** Adds up to 1, the first way first; absent where there is one only. */
  shares?: readonly number[]
  /** Since when; absent while they are equal, because nothing is known. */
  sharesAt?: number
}

/** One version of a trigger. */
export type TrialRef = Pick<Trigger, 'id' | 'version'>

/** When a shop's pages offer help. */
export interface TriggerService {
  list(siteId: string): Promise<Trigger[]>
  shared(siteId: string): Promise<SharedTrigger[]>
  /** What is switched on now, as pages are asked to show it. */
  enabled(siteId: string): Promise<SharedTrigger[]>
  /**
   * What a trigger's prompt says; undefined when there is no such trigger.
   * @param variant which of the ways to say it; the first is 0, and stands for one that is gone
   */
  text(
    siteId: string,
    id: string,
    language: Language,
    variant?: number,
  ): Promise<string | undefined>
  /** Adds a trigger; one that does not say how many visits it holds out gets DEFAULT_HOLD_OUT. */
  add(siteId: string, trigger: NewTrigger): Promise<Trigger>
  /** The same inside an open transaction. */
  addIn(tx: WriteTx, siteId: string, trigger: NewTrigger): Promise<Trigger>
  /**
   * Changes what is named. A trigger that was paused begins another trial when it is switched on again.
   * @throws RelayError not_found, changed_meanwhile
   */
  change(siteId: string, id: string, change: TriggerChange): Promise<Trigger>
  /** @throws RelayError not_found */
  remove(siteId: string, id: string): Promise<void>
  /** Inside an open transaction. @returns whether there was one */
  removeIn(tx: WriteTx, siteId: string, id: string): Promise<boolean>
  /** Switches a trigger off by itself, unless somebody changed it or did so meanwhile. */
  pause(siteId: string, trial: TrialRef, why: PauseReason): Promise<void>
  /** Shares visits anew among the ways to say it, unless somebody changed them meanwhile. */
  share(siteId: string, trial: TrialRef, shares: readonly number[]): Promise<void>
}

/** Milliseconds what is switched on is used; every page view asks. */
const FRESH = 5_000

export function createTriggerService(deps: {
  db: Database
  writer: Writer
  clock: () => number
}): TriggerService {
  const { db, writer, clock } = deps
  const shown = new Map<string, { readAt: number; triggers: SharedTrigger[] }>()
  /** Who just changed a trigger tries it at once. */
  const fresh = <Done>(siteId: string, work: Parameters<typeof writer.run<Done>>[0]) =>
    writer.run(work).finally(() => shown.delete(siteId))
  const shared = async (siteId: string) => (await findTriggers(db.read, siteId)).map(toShared)
  return {
    shared,
    async list(siteId) {
      return (await findTriggers(db.read, siteId)).map(toTrigger)
    },
    async enabled(siteId) {
      const known = shown.get(siteId)
      if (known && clock() - known.readAt < FRESH) return known.triggers
      const triggers = await shared(siteId)
      const entry = { readAt: clock(), triggers: triggers.filter(({ enabled }) => enabled) }
      shown.set(siteId, entry)
      return entry.triggers
    },
    async text(siteId, id, language, variant = 0) {
      const row = await triggerRows.find(db.read, siteId, id)
      if (!row) return undefined
      const { texts, variants = [] } = toTrigger(row)
      return (variants[variant - 1]?.texts ?? texts)[language]
    },
    add: (siteId, trigger) => fresh(siteId, (tx) => addIn(tx, siteId, trigger)),
    addIn,
    change: (siteId, id, { version, ...change }) =>
      fresh(siteId, async (tx) => {
        const before = await triggerRows.find(tx.db, siteId, id)
        if (!before) throw notFound('This trigger')
        if (version !== undefined && version !== before.version) throw changedMeanwhile()
        const row = changed(before, change, tx.now)
        await triggerRows.update(tx.db, siteId, id, row)
        siteChanged(tx, siteId, 'triggers')
        return toTrigger(row)
      }),
    remove: (siteId, id) =>
      fresh(siteId, async (tx) => {
        if (!(await removeIn(tx, siteId, id))) throw notFound('This trigger')
      }),
    removeIn,
    pause: (siteId, { id, version }, why) =>
      writer.run(async (tx) => {
        const row = await triggerRows.find(tx.db, siteId, id)
        if (row?.enabled !== 1 || row.version !== version) return
        const paused = { enabled: 0, paused_at: tx.now, paused_why: why } as const
        await triggerRows.update(tx.db, siteId, id, paused)
        siteChanged(tx, siteId, 'triggers')
      }),
    share: (siteId, { id, version }, shares) =>
      writer.run(async (tx) => {
        const row = await triggerRows.find(tx.db, siteId, id)
        if (row?.version !== version) return
        const given = { shares: toJson([...shares]), shares_at: tx.now }
        await triggerRows.update(tx.db, siteId, id, given)
      }),
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
    ...{ paused_at: null, paused_why: null, shares: null, shares_at: null },
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
  const resumes = enabled === true && before.paused_at !== null
  const sameTrial = !resumes && isSameTrial(before.definition, definition)
  return {
    ...before,
    definition,
    version: before.version + Number(!sameTrial),
    enabled: enabled === undefined ? before.enabled : Number(enabled),
    ...(resumes && { paused_at: null, paused_why: null }),
    ...(!sameTrial && { shares: null, shares_at: null }),
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
  const { id, version, enabled, paused_at: at, paused_why: why } = row
  const definition = fromJson(row.definition) as TriggerDefinition
  const paused = at !== null && { paused: { at, why: why as PauseReason } }
  return { id, version, enabled: enabled === 1, ...paused, ...definition }
}

function toShared(row: Row<'triggers'>): SharedTrigger {
  const trigger = toTrigger(row)
  const ways = 1 + (trigger.variants?.length ?? 0)
  if (ways === 1) return trigger
  if (row.shares === null || row.shares_at === null) {
    return { ...trigger, shares: new Array<number>(ways).fill(1 / ways) }
  }
  return { ...trigger, shares: fromJson(row.shares) as number[], sharesAt: row.shares_at }
}
