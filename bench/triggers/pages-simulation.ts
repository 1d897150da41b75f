import type { Prior } from '../../relay/src/statistics/beta-binomial.ts'
import { findPronePages, type PageCount, PRONE } from '../../relay/src/statistics/prone-pages.ts'
import { betaQuantile } from '../../relay/src/statistics/special-functions.ts'
import { seeded } from '../../test/support/random.ts'

/** How well prone pages were found, over many shops. */
export interface Found {
  /** Pages that were called prone, of a shop. */
  flagged: number
  /** Share of those that are not prone: mean over shops, 0 where none was flagged. */
  falseDiscoveries: number
  /** Share of the prone pages that were found: mean over shops. */
  recall: number
}

/** How pages of a made-up shop bounce. */
export interface ShopTruth {
  /** Rates of its pages are from this Beta. */
  usual: Prior
  /** So many pages lose so many more visits than their luck would have it. */
  bad: number
  worse: number
}

/** One page in ten a fifth of all visits worse than the 40 % that are usual. */
export const BAD_PAGES: ShopTruth = { usual: { a: 40, b: 60 }, bad: 30, worse: 0.2 }

const PAGES = 300

/**
 * Finds prone pages in made-up shops whose truth is known: 300 pages, visited as Zipf would have it. A
 * page is prone when its true rate is above 1.25 times the shop's.
 */
export function simulatePages(settings: {
  truth: ShopTruth
  visits: number
  shops: number
  seed: number
}): Found {
  const { truth, visits, shops } = settings
  const random = seeded(settings.seed)
  const found = Array.from({ length: shops }, () => findIn(truth, visits, random))
  return {
    flagged: mean(found.map(({ flagged }) => flagged)),
    falseDiscoveries: mean(found.map(({ falseDiscoveries }) => falseDiscoveries)),
    recall: mean(found.map(({ recall }) => recall)),
  }
}

function findIn({ usual, bad, worse }: ShopTruth, visits: number, random: () => number): Found {
  const rates = Array.from({ length: PAGES }, () => betaQuantile(random(), usual.a, usual.b))
  for (const page of anyPages(bad, random)) rates[page] = Math.min(1, (rates[page] ?? 0) + worse)
  const prone = pronePages(rates)
  const counts = visit(visits, rates, random)
  const flagged = findPronePages(counts).filter(({ standing }) => standing === 'prone')
  const right = flagged.filter(({ page }) => prone.has(page)).length
  return {
    flagged: flagged.length,
    falseDiscoveries: flagged.length === 0 ? 0 : 1 - right / flagged.length,
    recall: prone.size === 0 ? 1 : right / prone.size,
  }
}

function anyPages(count: number, random: () => number): number[] {
  const shuffled = Array.from({ length: PAGES }, (_, page) => ({ page, at: random() }))
  shuffled.sort((one, other) => one.at - other.at)
  return shuffled.slice(0, count).map(({ page }) => page)
}

const SHARES = Array.from({ length: PAGES }, (_, rank) => 1 / (rank + 1))
const WHOLE = SHARES.reduce((sum, share) => sum + share, 0)

function pronePages(rates: number[]): Set<string> {
  const site = rates.reduce((sum, rate, page) => sum + rate * (SHARES[page] ?? 0), 0) / WHOLE
  return new Set(rates.flatMap((rate, page) => (rate > PRONE * site ? [String(page)] : [])))
}

function visit(visits: number, rates: number[], random: () => number): PageCount[] {
  const counts = rates.map((_, page) => {
    return { page: String(page), group: 'product', n: 0, hits: 0, visitsPerDay: 1 }
  })
  const choose = chooser(random)
  for (let i = 0; i < visits; i++) {
    const page = choose()
    const count = counts[page]
    if (!count) continue
    count.n += 1
    if (random() < (rates[page] ?? 0)) count.hits += 1
  }
  return counts
}

/** Draws pages by their shares, by bisection of where each ends. */
function chooser(random: () => number): () => number {
  let sum = 0
  const ends = SHARES.map((share) => {
    sum += share / WHOLE
    return sum
  })
  return () => {
    const at = random()
    let [low, high] = [0, PAGES - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (at < (ends[middle] ?? 1)) high = middle
      else low = middle + 1
    }
    return low
  }
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
