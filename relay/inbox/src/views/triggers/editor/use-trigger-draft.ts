import type { Trigger, TriggerDefinition } from '@loods/protocol'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ApiError } from '../../../api/client.ts'
import { useInbox } from '../../../app/context.ts'
import { errorWords } from '../../../app/toasts.ts'
import { useTriggers } from '../triggers-context.ts'
import {
  carryOver,
  changesOf,
  isSame,
  missingIn,
  type TriggerDraft,
  toDefinition,
  toDraft,
} from './draft.ts'
import type { EditorWords } from './i18n/words.ts'
import { type Place, placeOf, samePlace } from './rule-tree.ts'

/** What an edit began from. */
interface Beginning {
  definition: TriggerDefinition
  /** None for a trigger that is being made. */
  version?: number
}

interface Kept {
  draft: TriggerDraft
  before: Beginning
}

/** Something that keeps a trigger from being saved, at the field it is about. */
interface Problem {
  field?: string | undefined
  place?: Place | undefined
  text: string
}

/** A trigger on its way: what it holds, whether it is kept, and what others did to it meanwhile. */
export interface DraftState {
  draft: TriggerDraft
  definition: TriggerDefinition
  /** Differs from what the relay has. */
  dirty: boolean
  busy: boolean
  /** Unsaved changes of an earlier visit to this page are in it. */
  restored: boolean
  /** What a colleague made of it meanwhile. */
  theirs: Trigger | undefined
  problems: Problem[]
  set(change: Partial<TriggerDraft>): void
  problemOf(field: string): string | undefined
  problemAt(place: Place): { field: string | undefined; text: string } | undefined
  save(): Promise<boolean>
  /** As a trigger of its own: the one it was is gone. */
  saveAsNew(): Promise<boolean>
  /** Gives the own changes up. */
  discard(): void
  /** Puts the own changes on top of theirs. */
  keepMine(): void
}

interface Options {
  trigger: Trigger | undefined
  initial: TriggerDefinition
  words: EditorWords
  /** Under which name this browser keeps what is not saved. */
  keptAs: string
  onDone(): Promise<void>
}

/** Keeps what is typed in this browser until the relay has it. */
export function useTriggerDraft(options: Options): DraftState {
  const { trigger, initial, words, keptAs, onDone } = options
  const { desk, words: inboxWords } = useInbox()
  const { api } = useTriggers()
  const key = keptKey(desk.membership.siteId, keptAs)
  const kept = useRef(desk.keep.read<Kept>(key))
  const [before, setBefore] = useState<Beginning>(
    () => kept.current?.before ?? beginning(trigger, initial),
  )
  const [draft, setDraft] = useState(() => kept.current?.draft ?? toDraft(initial))
  const [restored, setRestored] = useState(kept.current !== undefined)
  const [busy, setBusy] = useState(false)
  const [problems, setProblems] = useState<Problem[]>([])

  const definition = toDefinition(draft)
  const start = toDefinition(toDraft(before.definition))
  const dirty = !isSame(definition, start)
  const changed = trigger && !isSame(definitionOf(trigger), before.definition)

  // With the drawing, not some time after it: a tab may go the next moment.
  useLayoutEffect(() => {
    if (dirty) desk.keep.write(key, { draft, before } satisfies Kept)
    else desk.keep.remove(key)
  }, [draft, before])

  // What nobody has begun to change shows what it is now.
  useEffect(() => {
    if (changed && !dirty) begin(trigger)
  }, [changed])

  function begin(from: Trigger): void {
    setBefore(beginning(from, initial))
    setDraft(toDraft(definitionOf(from)))
    setRestored(false)
    setProblems([])
  }

  function explain(error: unknown): Problem {
    const { field = undefined } = error instanceof ApiError ? error : {}
    const found = field === undefined ? undefined : placeOf(field)
    const last = (found?.field ?? field?.split('.').at(-1)) as keyof typeof words.problems
    const text = words.problems[last] ?? errorWords(inboxWords, error)
    return { text, field: found ? found.field : field, place: found?.place }
  }

  async function send(work: () => Promise<unknown>): Promise<boolean> {
    const missing = missingIn(draft)
    setProblems(missing.map(({ what, ...at }) => ({ ...at, text: words.missing[what] })))
    if (missing.length > 0 || busy) return false
    setBusy(true)
    try {
      await work()
      desk.keep.remove(key)
      await onDone()
      return true
    } catch (error) {
      setProblems([explain(error)])
      // Somebody else changed or removed it: then it reads so.
      if (error instanceof ApiError && error.code !== 'offline') await onDone().catch(() => {})
      return false
    } finally {
      setBusy(false)
    }
  }

  const saveAsNew = () => send(() => api.add({ ...definition, enabled: true }))

  return {
    draft,
    definition,
    dirty,
    busy,
    restored,
    theirs: changed && dirty ? trigger : undefined,
    problems,
    set(change) {
      setDraft((now) => ({ ...now, ...change }))
      setProblems([])
    },
    problemOf: (field) => problems.find((one) => !one.place && one.field === field)?.text,
    problemAt(place) {
      const problem = problems.find((one) => one.place && samePlace(one.place, place))
      return problem && { field: problem.field, text: problem.text }
    },
    saveAsNew,
    async save() {
      if (!trigger) return saveAsNew()
      const { version } = before
      const changes = changesOf(start, definition)
      return send(() => api.change(trigger.id, { ...changes, ...(version && { version }) }))
    },
    discard() {
      desk.keep.remove(key)
      if (trigger) begin(trigger)
      else {
        setDraft(toDraft(initial))
        setBefore({ definition: initial })
        setRestored(false)
      }
    },
    keepMine() {
      if (!trigger) return
      const theirs = toDefinition(toDraft(definitionOf(trigger)))
      setDraft(toDraft(carryOver(start, definition, theirs)))
      setBefore(beginning(trigger, initial))
      setProblems([])
    },
  }
}

/** Where this browser keeps what is not saved. */
export function keptKey(siteId: string, keptAs: string): string {
  return `trigger.${siteId}.${keptAs}`
}

function beginning(trigger: Trigger | undefined, initial: TriggerDefinition): Beginning {
  if (!trigger) return { definition: initial }
  return { definition: definitionOf(trigger), version: trigger.version }
}

/** What of a trigger can be changed on its page. */
export function definitionOf(trigger: Trigger): TriggerDefinition {
  const { id: _, version: __, enabled: ___, ...definition } = trigger
  return definition
}
