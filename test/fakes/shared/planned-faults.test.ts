import { expect, test } from 'vitest'
import { seeded } from '../../support/random.ts'
import { createPlannedFaults, type PlannedFaults, type RequestPlan } from './planned-faults.ts'

type Fault = 'reset' | 'slow'

function aPlan(): PlannedFaults<Fault, RequestPlan<Fault>> {
  return createPlannedFaults({ requests: [], slowMs: 1000 }, seeded(1))
}

test('the next requests that match go wrong, as often as planned and in that order', () => {
  const { failNext, forRequest } = aPlan()
  failNext('reset', { times: 2, on: /^POST / })
  failNext('slow')
  const names = ['GET /a', 'POST /a', 'POST /b', 'POST /c']
  expect(names.map(forRequest)).toEqual(['slow', 'reset', 'reset', undefined])
})

test('of the others, a share of those that match goes wrong by chance', () => {
  const { plan, forRequest } = aPlan()
  plan.requests.push({ fault: 'slow', share: 0.25, on: /^POST / })
  const faults = Array.from({ length: 1000 }, () => forRequest('POST /a'))
  const slow = faults.filter((fault) => fault === 'slow').length
  expect(slow).toBeGreaterThan(200)
  expect(slow).toBeLessThan(300)
  expect(forRequest('GET /a')).toBeUndefined()
})

test('delays reach from the shortest to the longest, both included', () => {
  const { between } = aPlan()
  const drawn = new Set(Array.from({ length: 200 }, () => between(3, 5)))
  expect(drawn).toEqual(new Set([3, 4, 5]))
})
