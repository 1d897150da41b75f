import type { Condition, TriggerRule } from '@loods/protocol'

export type Join = 'all' | 'any' | 'none'

/** A group inside the rule: conditions that belong together. */
export interface Group {
  join: Join
  items: Condition[]
}
export type Item = Condition | Group

/** A rule as it is edited: always a group, with conditions and groups in it. */
export interface Tree {
  join: Join
  items: Item[]
}

/** Where something is: its place in the rule, and in a group its place there. */
export type Place = readonly [at: number] | readonly [at: number, within: number]

/** Most conditions of one rule. */
export const MAX_CONDITIONS = 10

const JOINS: Join[] = ['all', 'any', 'none']

export function isGroup(item: Item): item is Group {
  return 'items' in item
}

/** A rule as it can be edited. */
export function toTree(rule: TriggerRule): Tree {
  if ('type' in rule) return { join: 'all', items: [rule] }
  const { join, items } = open(rule)
  return { join, items: items.map((one) => ('type' in one ? one : (open(one) as Group))) }
}

/** The rule that a tree means, in its shortest form; a tree without conditions means none. */
export function toRule({ join, items }: Tree): TriggerRule | undefined {
  const [first, ...more] = items
  if (!first) return undefined
  if (more.length === 0 && join !== 'none' && !isGroup(first)) return first
  const rules = items.map((item) => (isGroup(item) ? closed(item) : item))
  return closed({ join, items: rules }) as TriggerRule
}

export function countConditions({ items }: Tree): number {
  return items.reduce((sum, item) => sum + (isGroup(item) ? item.items.length : 1), 0)
}

export function conditionAt({ items }: Tree, [at, within]: Place): Condition | undefined {
  const item = items[at]
  if (!item) return undefined
  if (!isGroup(item)) return item
  return within === undefined ? undefined : item.items[within]
}

/** @param group place of the group it goes into; otherwise it goes to the end of the rule */
export function add(tree: Tree, condition: Condition, group?: number): Tree {
  if (group === undefined) return { ...tree, items: [...tree.items, condition] }
  return changeGroup(tree, group, (items) => [...items, condition])
}

export function change(tree: Tree, [at, within]: Place, condition: Condition): Tree {
  if (within === undefined) return { ...tree, items: tree.items.with(at, condition) }
  return changeGroup(tree, at, (items) => items.with(within, condition))
}

/** Takes a condition away; a group that has none left goes with it. */
export function remove(tree: Tree, [at, within]: Place): Tree {
  if (within === undefined) return { ...tree, items: tree.items.filter((_, index) => index !== at) }
  return changeGroup(tree, at, (items) => items.filter((_, index) => index !== within))
}

/** @param group place of the group that is joined so; otherwise it is the whole rule */
export function join(tree: Tree, how: Join, group?: number): Tree {
  if (group === undefined) return { ...tree, join: how }
  const items = tree.items.map((item, at) =>
    at === group && isGroup(item) ? { ...item, join: how } : item,
  )
  return { ...tree, items }
}

/**
 * Puts a condition of the rule together with what stands before it: into that group, or into a new one.
 * A new group is joined the other way, or it would change nothing.
 */
export function groupWithPrevious(tree: Tree, at: number): Tree {
  const [previous, condition] = [tree.items[at - 1], tree.items[at]]
  if (!previous || !condition || isGroup(condition)) return tree
  const group: Group = isGroup(previous)
    ? { ...previous, items: [...previous.items, condition] }
    : { join: tree.join === 'any' ? 'all' : 'any', items: [previous, condition] }
  return { ...tree, items: tree.items.toSpliced(at - 1, 2, group) }
}

/** Makes a condition its contrary: alone in a group of which nothing may hold, or out of it again. */
export function turnRound(tree: Tree, place: Place): Tree {
  const [at, within] = place
  const item = tree.items[at]
  const condition = conditionAt(tree, place)
  if (!item || !condition) return tree
  if (!isGroup(item)) {
    return { ...tree, items: tree.items.with(at, { join: 'none', items: [condition] }) }
  }
  if (item.join === 'none' && item.items.length === 1) {
    return { ...tree, items: tree.items.with(at, condition) }
  }
  // A group that had only this one is gone by then.
  return turnRound(takeOut(tree, at, within ?? 0), [item.items.length > 1 ? at + 1 : at])
}

/** Takes a condition out of its group; it then stands behind it. */
export function takeOut(tree: Tree, at: number, within: number): Tree {
  const condition = conditionAt(tree, [at, within])
  if (!condition) return tree
  const inserted = { ...tree, items: tree.items.toSpliced(at + 1, 0, condition) }
  return remove(inserted, [at, within])
}

/** Breaks a group up: what was in it stands in the rule itself. */
export function ungroup(tree: Tree, at: number): Tree {
  const group = tree.items[at]
  if (!group || !isGroup(group)) return tree
  return { ...tree, items: tree.items.toSpliced(at, 1, ...group.items) }
}

/** A field's path at the relay, such as `when.all.1.any.0.matches`, as a place and what is left of it. */
export function placeOf(path: string): { place: Place; field: string | undefined } | undefined {
  const [when, ...parts] = path.split('.')
  if (when !== 'when') return undefined
  const numbers: number[] = []
  while (JOINS.includes(parts[0] as Join)) {
    parts.shift()
    numbers.push(Number(parts.shift()))
  }
  const [at = 0, within] = numbers
  return { place: within === undefined ? [at] : [at, within], field: parts[0] }
}

export function samePlace(one: Place, other: Place): boolean {
  return one[0] === other[0] && one[1] === other[1]
}

function changeGroup(tree: Tree, at: number, change: (items: Condition[]) => Condition[]): Tree {
  const items = tree.items.flatMap((item, index): Item[] => {
    if (index !== at || !isGroup(item)) return [item]
    const changed = change(item.items)
    return changed.length > 0 ? [{ ...item, items: changed }] : []
  })
  return { ...tree, items }
}

function open(group: Exclude<TriggerRule, Condition>): { join: Join; items: TriggerRule[] } {
  const [[join, items] = []] = Object.entries(group as Record<Join, TriggerRule[]>)
  return { join: (join ?? 'all') as Join, items: items ?? [] }
}

function closed({ join, items }: { join: Join; items: unknown[] }): Record<string, unknown[]> {
  return { [join]: items }
}
