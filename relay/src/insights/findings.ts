import type { Device, PageKind } from '@loods/protocol'
import { type DecayingCount, effectiveCount } from '../statistics/decay.ts'
import { findPronePages, type PageFinding } from '../statistics/prone-pages.ts'
import { type Interval, wilsonInterval } from '../statistics/wilson.ts'

/** The three ways a page can lose visits; they are never put into one number. */
export const LOSSES = ['bounce', 'exit', 'dropOff'] as const
export type Loss = (typeof LOSSES)[number]

/** Visits a page could lose in one way, and those it lost. */
export interface LossCount {
  /** Every visit of the days asked for, each as one. */
  all: { n: number; hits: number }
  /** Visits no prompt of ours could reach, old ones weighing less: what findings are made of. */
  untouched: DecayingCount
}

export interface PageLosses extends Record<Loss, LossCount> {
  pageId: number
  key: string
  kind: PageKind
  device: Device
  views: number
  entries: number
  strictBounces: number
  visibleMs: number
}

/** What is known of one way a page loses visits. */
export interface Rate {
  n: number
  hits: number
  /** 95 % interval of hits / n. */
  interval: Interval
  finding: Omit<PageFinding, 'page' | 'group' | 'n' | 'rate' | 'interval'>
}

export interface PageReport extends Omit<PageLosses, Loss>, Record<Loss, Rate> {}

/**
 * What the counts of all pages say of each: pages are compared with those of the same kind on the same
 * kind of device only.
 * @param days of the report, for telling how long an answer takes
 */
export function reportPages(pages: readonly PageLosses[], days: number): PageReport[] {
  const findings = new Map(LOSSES.map((loss) => [loss, findingsOf(pages, loss, days)]))
  return pages.map((page, index) => {
    const rateOf = (loss: Loss): Rate => ({
      ...page[loss].all,
      interval: wilsonInterval(page[loss].all),
      finding: findings.get(loss)?.get(String(index)) as Rate['finding'],
    })
    return { ...page, bounce: rateOf('bounce'), exit: rateOf('exit'), dropOff: rateOf('dropOff') }
  })
}

function findingsOf(
  pages: readonly PageLosses[],
  loss: Loss,
  days: number,
): Map<string, Rate['finding']> {
  const counts = pages.map((page, index) => ({
    ...effectiveCount(page[loss].untouched),
    page: String(index),
    group: `${page.kind} ${page.device}`,
    visitsPerDay: page[loss].all.n / days,
  }))
  return new Map(
    findPronePages(counts).map(
      ({ page, group: _, n: __, rate: ___, interval: ____, ...finding }) => [page, finding],
    ),
  )
}
