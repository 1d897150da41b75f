import type { Language, TriggerChange, TriggerDefinition, TriggerSchedule } from '@loods/protocol'
import { isGroup, type Place, type Tree, toRule, toTree } from './rule-tree.ts'

/** One way to say it. */
export interface Way {
  texts: Record<Language, string>
  /** Three a language; an empty one is none. */
  replies: Record<Language, string[]>
}

/** A trigger while it is edited: everything is there, filled in or not. */
export interface TriggerDraft {
  name: string
  page: string
  pageKind: TriggerDefinition['pageKind'] | undefined
  tree: Tree
  /** The first is what is said unless there are others; those share its visits. */
  ways: Way[]
  schedule: TriggerSchedule
  delay: number
  priority: number
  holdOut: number
  whileAway: boolean
}

/** Ways to say it, the first included. */
export const MAX_WAYS = 4
export const MAX_REPLIES = 3

const LANGUAGES: Language[] = ['nl', 'en']
/** What stands for "nothing" where a trigger had something before. */
const NOTHING = {
  pageKind: null,
  replies: { nl: [], en: [] },
  variants: [],
  schedule: {},
  delay: 0,
  priority: 0,
  holdOut: 0,
  whileAway: false,
} satisfies TriggerChange

export function toDraft(trigger: TriggerDefinition): TriggerDraft {
  const { name, page, pageKind, when, texts, replies, variants = [] } = trigger
  return {
    name,
    page,
    pageKind,
    tree: toTree(when),
    ways: [{ texts, replies }, ...variants].map(toWay),
    schedule: trigger.schedule ?? {},
    delay: trigger.delay ?? 0,
    priority: trigger.priority ?? 0,
    holdOut: trigger.holdOut ?? 0,
    whileAway: trigger.whileAway ?? false,
  }
}

/**
 * What the relay is told of a draft. What says nothing is left out, but for the hold-out; a text that is
 * written in one language only is said in both.
 */
export function toDefinition(draft: TriggerDraft): TriggerDefinition {
  const { name, page, pageKind, tree, ways, schedule, delay, priority, holdOut, whileAway } = draft
  const [first, ...others] = ways.map(sayIn)
  return {
    name: name.trim(),
    page: page.trim(),
    ...(pageKind && { pageKind }),
    when: toRule(tree) ?? { all: [] },
    ...(first ?? { texts: { nl: '', en: '' } }),
    ...(others.length > 0 && { variants: others }),
    ...(Object.keys(schedule).length > 0 && { schedule }),
    ...(delay > 0 && { delay }),
    ...(priority > 0 && { priority }),
    holdOut,
    ...(whileAway && { whileAway }),
  }
}

/** What differs between two definitions, as the relay is asked to change it. */
export function changesOf(before: TriggerDefinition, after: TriggerDefinition): TriggerChange {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<
    keyof TriggerDefinition
  >
  const changed = [...names].filter((name) => !isSame(before[name], after[name]))
  return Object.fromEntries(
    changed.map((name) => [name, after[name] ?? NOTHING[name as keyof typeof NOTHING]]),
  )
}

/** One's own changes on top of what somebody else made of the trigger meanwhile. */
export function carryOver(
  before: TriggerDefinition,
  mine: TriggerDefinition,
  theirs: TriggerDefinition,
): TriggerDefinition {
  const { pageKind, ...changes } = changesOf(before, mine)
  const { pageKind: kind, ...rest } = theirs
  const shown = pageKind === undefined ? kind : pageKind
  return { ...rest, ...changes, ...(shown && { pageKind: shown }) } as TriggerDefinition
}

/** Something that must be there before the relay is asked: by the name it has there. */
export interface Missing {
  field: string
  place?: Place
  what: 'name' | 'condition' | 'text' | 'number' | 'value'
}

/** What is not filled in yet. */
export function missingIn({ name, tree, ways }: TriggerDraft): Missing[] {
  const said = ({ texts }: Way) => LANGUAGES.some((language) => texts[language].trim() !== '')
  return [
    ...(name.trim() ? [] : [{ field: 'name', what: 'name' as const }]),
    ...(tree.items.length > 0 ? [] : [{ field: 'when', what: 'condition' as const }]),
    ...conditionsMissing(tree),
    ...ways.flatMap((way, at) =>
      said(way) ? [] : [{ field: fieldOfWay(at), what: 'text' as const }],
    ),
  ]
}

/** What a way to say it is called at the relay. */
export function fieldOfWay(at: number): string {
  return at === 0 ? 'texts' : `variants.${at - 1}.texts`
}

function conditionsMissing({ items }: Tree): Missing[] {
  return items.flatMap((item, at) => {
    if (!isGroup(item)) return emptyIn(item, [at])
    return item.items.flatMap((condition, within) => emptyIn(condition, [at, within]))
  })
}

function emptyIn({ type: _, ...asked }: { type: string }, place: Place): Missing[] {
  const values = Object.values(asked)
  if (values.some((value) => typeof value === 'number' && !Number.isFinite(value))) {
    return [{ field: 'when', place, what: 'number' }]
  }
  const empty = values.some((value) => typeof value === 'string' && value.trim() === '')
  return empty ? [{ field: 'when', place, what: 'value' }] : []
}

/** Whether two values say the same, however their parts are ordered. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, sorted(part)]),
  )
}

function toWay({
  texts,
  replies = { nl: [], en: [] },
}: {
  texts: Record<Language, string>
  replies?: Record<Language, string[]> | undefined
}): Way {
  return { texts: { ...texts }, replies: { nl: [...replies.nl], en: [...replies.en] } }
}

function sayIn({ texts, replies }: Way) {
  const said = inBoth(texts, (text) => text.trim())
  const lines = (all: string[]) => all.map((line) => line.trim()).filter(Boolean)
  const [nl, en] = [lines(replies.nl), lines(replies.en)]
  return {
    texts: { nl: said.nl || said.en, en: said.en || said.nl },
    ...(nl.length + en.length > 0 && { replies: { nl, en } }),
  }
}

function inBoth(texts: Record<Language, string>, of: (text: string) => string) {
  return { nl: of(texts.nl), en: of(texts.en) }
}
