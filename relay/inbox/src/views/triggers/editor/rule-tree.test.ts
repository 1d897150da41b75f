import type { Condition, TriggerRule } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import {
  add,
  change,
  conditionAt,
  countConditions,
  groupWithPrevious,
  join,
  placeOf,
  remove,
  type Tree,
  takeOut,
  toRule,
  toTree,
  turnRound,
  ungroup,
} from './rule-tree.ts'

const OPEN: Condition = { type: 'open' }
const IDLE: Condition = { type: 'idle_seconds', seconds: 30 }
const LEAVING: Condition = { type: 'exit_intent' }

const tree = (rule: TriggerRule) => toTree(rule)

describe('a rule', () => {
  it.each<[string, TriggerRule]>([
    ['of one condition', OPEN],
    ['of several', { all: [OPEN, IDLE] }],
    ['of which nothing may hold', { none: [OPEN] }],
    ['with groups in it', { any: [OPEN, { all: [IDLE, LEAVING] }, { none: [OPEN] }] }],
  ])('%s comes out of editing as it went in', (_, rule) => {
    expect(toRule(tree(rule))).toEqual(rule)
  })

  it('takes conditions in, at its end or in one of its groups', () => {
    const rule = tree({ all: [OPEN, { any: [IDLE] }] })
    expect(toRule(add(rule, LEAVING))).toEqual({ all: [OPEN, { any: [IDLE] }, LEAVING] })
    expect(toRule(add(rule, LEAVING, 1))).toEqual({ all: [OPEN, { any: [IDLE, LEAVING] }] })
    expect(countConditions(add(rule, LEAVING, 1))).toBe(3)
  })

  it('loses a condition, and with its last one a group', () => {
    const rule = tree({ all: [OPEN, { any: [IDLE, LEAVING] }] })
    expect(toRule(remove(rule, [1, 0]))).toEqual({ all: [OPEN, { any: [LEAVING] }] })
    expect(toRule(remove(remove(rule, [1, 0]), [1, 0]))).toEqual(OPEN)
    expect(toRule(remove(tree(OPEN), [0]))).toBeUndefined()
  })

  it('changes one condition and no other', () => {
    const rule = tree({ all: [OPEN, { any: [IDLE, LEAVING] }] })
    const longer: Condition = { type: 'idle_seconds', seconds: 60 }
    expect(toRule(change(rule, [1, 0], longer))).toEqual({
      all: [OPEN, { any: [longer, LEAVING] }],
    })
    expect(toRule(change(rule, [0], LEAVING))).toEqual({ all: [LEAVING, { any: [IDLE, LEAVING] }] })
    expect(conditionAt(rule, [1, 1])).toEqual(LEAVING)
    expect(conditionAt(rule, [7])).toBeUndefined()
  })

  it('is joined anew, as a whole or in one group', () => {
    const rule = tree({ all: [OPEN, { any: [IDLE, LEAVING] }] })
    expect(toRule(join(rule, 'any'))).toEqual({ any: [OPEN, { any: [IDLE, LEAVING] }] })
    expect(toRule(join(rule, 'none', 1))).toEqual({ all: [OPEN, { none: [IDLE, LEAVING] }] })
  })
})

describe('regrouping', () => {
  it('puts two conditions together, joined the other way', () => {
    const rule = tree({ all: [OPEN, IDLE, LEAVING] })
    const grouped = groupWithPrevious(rule, 2)
    expect(toRule(grouped)).toEqual({ all: [OPEN, { any: [IDLE, LEAVING] }] })
    expect(toRule(groupWithPrevious(tree({ any: [OPEN, IDLE] }), 1))).toEqual({
      any: [{ all: [OPEN, IDLE] }],
    })
  })

  it('puts a condition into the group before it', () => {
    const rule = tree({ all: [{ none: [OPEN] }, IDLE] })
    expect(toRule(groupWithPrevious(rule, 1))).toEqual({ all: [{ none: [OPEN, IDLE] }] })
  })

  it('leaves alone what has nothing before it, and groups', () => {
    const rule: Tree = tree({ all: [OPEN, { any: [IDLE, LEAVING] }] })
    expect(groupWithPrevious(rule, 0)).toBe(rule)
    expect(groupWithPrevious(rule, 1)).toBe(rule)
  })

  it('takes a condition out of its group, and breaks groups up', () => {
    const rule = tree({ all: [{ any: [OPEN, IDLE] }, LEAVING] })
    expect(toRule(takeOut(rule, 0, 0))).toEqual({ all: [{ any: [IDLE] }, OPEN, LEAVING] })
    expect(toRule(ungroup(rule, 0))).toEqual({ all: [OPEN, IDLE, LEAVING] })
  })

  it('turns a condition round, and back', () => {
    const not = turnRound(tree({ all: [OPEN, IDLE] }), [0])
    expect(toRule(not)).toEqual({ all: [{ none: [OPEN] }, IDLE] })
    expect(toRule(turnRound(not, [0, 0]))).toEqual({ all: [OPEN, IDLE] })
    const inGroup = turnRound(tree({ all: [{ any: [OPEN, IDLE] }] }), [0, 1])
    expect(toRule(inGroup)).toEqual({ all: [{ any: [OPEN] }, { none: [IDLE] }] })
    expect(toRule(turnRound(tree({ all: [{ any: [OPEN] }] }), [0, 0]))).toEqual({
      all: [{ none: [OPEN] }],
    })
  })
})

it.each([
  ['when.matches', [0], 'matches'],
  ['when.all.2.seconds', [2], 'seconds'],
  ['when.all.1.any.0.matches', [1, 0], 'matches'],
  ['when.any.3', [3], undefined],
])('the relay’s %s is found where it is edited', (path, place, field) => {
  expect(placeOf(path)).toEqual({ place, field })
  expect(placeOf(path.replace('when', 'texts'))).toBeUndefined()
})
