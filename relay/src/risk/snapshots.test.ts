import { pageKind } from '@loods/protocol'
import { riskFeatures, type VisitSoFar } from '@loods/protocol/risk'
import fc from 'fast-check'
import { nanoid } from 'nanoid'
import { describe, expect, it } from 'vitest'
import { openInsightsDatabase } from '../insights/insights-database.ts'
import { named } from '../insights/named.ts'
import { readPastVisits } from '../insights/past-visits.ts'
import { createInsightsStore } from '../insights/store.ts'
import type { SeenView, VisitRecord } from '../insights/visit-record.ts'
import { NOON } from '../testing/test-visits.ts'
import { createVisits } from '../visitors/visits.ts'
import { type PastPage, type PastVisit, snapshotsOf } from './snapshots.ts'

const kind = fc.constantFrom(...pageKind.options)
const shopKind = fc.constantFrom(...pageKind.options.filter((kind) => kind !== 'thank-you'))

interface Step {
  kind: PastPage['kind']
  seconds: number
  gap: number
  added: boolean
}

const steps = (of = kind) =>
  fc.array(
    fc.record({
      kind: of,
      seconds: fc.integer({ min: 0, max: 300 }),
      gap: fc.integer({ min: 0, max: 400 }),
      added: fc.boolean(),
    }),
    { minLength: 1, maxLength: 20 },
  )

/** Pages that follow each other, the next one so many seconds after the time on the last. */
function toVisit(steps: Step[], ordered = false): PastVisit {
  let openedAt = NOON
  const pages = steps.map(({ gap, ...page }) => {
    const at = openedAt
    openedAt += (page.seconds + gap) * 1_000
    return { ...page, openedAt: at }
  })
  return { startedAt: NOON, device: 'desk', pages, ordered, count: 1 }
}

describe(snapshotsOf, () => {
  it('knows nothing of what came after the moment, nor how the visit ended', () => {
    fc.assert(
      fc.property(steps(), steps(), fc.nat(300), fc.boolean(), (before, after, longer, ordered) => {
        const last = before.at(-1) as Step
        const stays = { ...last, seconds: last.seconds + longer }
        const known = snapshotsOf(toVisit(before))
        const whole = snapshotsOf(toVisit([...before.slice(0, -1), stays, ...after], ordered))
        expect(whole.slice(0, known.length)).toEqual(known)
      }),
    )
  })

  it('ends with the order, and has but the first page of the checkout', () => {
    const page = (kind: PastPage['kind']): Step => ({ kind, seconds: 5, gap: 0, added: false })
    const kinds = [
      'product',
      'cart',
      'checkout',
      'checkout',
      'checkout',
      'thank-you',
      'home',
    ] as const
    expect(snapshotsOf(toVisit(kinds.map(page), true)).map(({ kind }) => kind)).toEqual([
      'product',
      'cart',
      'checkout',
    ])
  })

  it('does not take in what another tab showed later', () => {
    const pages: PastPage[] = [
      { kind: 'home', openedAt: NOON, seconds: 500, added: false },
      { kind: 'product', openedAt: NOON + 3_000, seconds: 2, added: false },
    ]
    const [, last] = snapshotsOf({
      startedAt: NOON,
      device: 'desk',
      pages,
      ordered: false,
      count: 1,
    })
    expect(last?.kinds.home).toEqual([1, 4])
  })
})

/** Walks through a shop page by page, and keeps what each page was told as it opened. */
function walk(steps: Step[]) {
  let now = NOON
  const told: (VisitSoFar & { stays: number })[] = []
  const ended: VisitRecord<SeenView>[] = []
  const visits = createVisits({
    clock: () => now,
    onChange: () => {},
    onEnd: (visit) => ended.push(visit),
  })
  const from = { address: '203.0.113.7', agent: 'Phone' }
  for (const { kind, seconds, gap, added } of steps) {
    const viewId = nanoid()
    const page = { url: `https://lamp.example/${kind}`, kind }
    visits.view('shop', from, { viewId, page, device: 'phone' })
    const { kinds = {}, added: before = false } = visits.about('shop', viewId) ?? {}
    told.push({
      ...{ kind, kinds, added: before, device: 'phone', at: now, seconds: 0 },
      stays: seconds,
    })
    now += seconds * 1_000
    const visible = seconds * 1_000
    visits.leave('shop', {
      ...{ viewId, visible, focused: visible, depth: 0, interactions: 0 },
      addedToCart: added,
    })
    now += gap * 1_000
  }
  visits.endAll()
  return { told, ended }
}

const RULES = { languages: [], merge: [], split: [] }

it('gives page and relay the same features at the same moment', async () => {
  await fc.assert(
    fc.asyncProperty(steps(shopKind), async (steps) => {
      const { told, ended } = walk(steps)
      await using db = await openInsightsDatabase(':memory:')
      const store = createInsightsStore(db)
      await store.recordVisits(ended.map((visit) => named(visit, RULES)))
      const [past] = await readPastVisits(db, 'shop', NOON + 7 * 86_400_000)
      for (const { at, seconds, ...moment } of snapshotsOf(past as PastVisit)) {
        const page = told.findLast((page) => page.at <= at) as VisitSoFar
        expect(riskFeatures({ ...page, at, seconds })).toEqual(
          riskFeatures({ at, seconds, ...moment }),
        )
      }
    }),
    { numRuns: 40 },
  )
})
