import type { Proposal } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import { mayStartOne, nextToStart } from './automatic.ts'
import type { Decision } from './proposal.repository.ts'

const HOUR = 3_600_000

function aDecision(decision: Partial<Decision>): Decision {
  return {
    ...{ site_id: 'shop', id: 'lamp', key: '/lamp', kind: 'product' },
    ...{ decision: 'started', trigger_id: 'trigger', automatic: 1, at: 0 },
    ...decision,
  }
}
const aProposal = (id: string, enough = true, reach = 0.6) =>
  ({ id, enough, moment: { type: 'visible', seconds: 20, reach } }) as Proposal

describe('what starts by itself', () => {
  it('is one a day, whatever became of it', () => {
    const decisions = [aDecision({ decision: 'open' })]
    expect(mayStartOne(decisions, { now: 23 * HOUR, unproven: 0 })).toBe(false)
    expect(mayStartOne(decisions, { now: 24 * HOUR, unproven: 0 })).toBe(true)
    expect(mayStartOne([aDecision({ automatic: 0 })], { now: HOUR, unproven: 0 })).toBe(true)
  })

  it('is three at most that are not proven', () => {
    expect(mayStartOne([], { now: 0, unproven: 2 })).toBe(true)
    expect(mayStartOne([], { now: 0, unproven: 3 })).toBe(false)
  })

  it('is the worst page that enough visits speak for and nobody decided on', () => {
    const proposals = [
      aProposal('few', false),
      aProposal('gone at once', true, 0.05),
      aProposal('known'),
      aProposal('new'),
    ]
    expect(nextToStart(proposals, [aDecision({ id: 'known', decision: 'open' })])?.id).toBe('new')
    expect(nextToStart(proposals.slice(0, 2), [])).toBeUndefined()
  })
})
