import * as v from 'valibot'
import { expect, it } from 'vitest'
import { triggerRule } from './trigger-rule.ts'

const wrongIn = (rule: unknown) => {
  const { issues } = v.safeParse(triggerRule, rule, { abortEarly: true })
  return issues?.[0] && v.getDotPath(issues[0])
}

const unsafe = { type: 'page', matches: '(a+)+' }

it('names the very field of a rule that is wrong, however deep it lies', () => {
  expect(wrongIn(unsafe)).toBe('matches')
  expect(wrongIn({ all: [{ type: 'open' }, unsafe] })).toBe('all.1.matches')
  expect(wrongIn({ none: [{ any: [unsafe] }] })).toBe('none.0.any.0.matches')
  expect(wrongIn({ any: [{ type: 'idle_seconds', seconds: 0 }] })).toBe('any.0.seconds')
})

it('takes groups in groups, and no deeper', () => {
  const open = { type: 'open' }
  expect(v.is(triggerRule, { all: [open, { any: [open, open] }] })).toBe(true)
  expect(v.is(triggerRule, { all: [{ any: [{ none: [open] }] }] })).toBe(false)
  expect(v.is(triggerRule, { any: [] })).toBe(false)
  expect(v.is(triggerRule, { any: [open], all: [open] })).toBe(false)
})
