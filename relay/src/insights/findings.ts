import type { Device, PageKind } from '@loods/protocol'
import type { Count } from '../statistics/checks.ts'
import { type DecayingCount, effectiveCount } from '../statistics/decay.ts'
import { findPronePages, type PageFinding } from '../statistics/prone-pages.ts'
import { type Interval, wilsonInterval } from '../statistics/wilson.ts'

/** The three ways a page can lose visits; they are never put into one number. */
export const LOSSES = ['bounce', 'exit', 'dropOff'] as const
export type Loss = (typeof LOSSES)[number]

/** A page on one kind of device: visits it could lose in each way, and those it lost. */
export interface PageCounts extends Record<Loss, Count> {
  pageId: number
  key: string
  kind: PageKind
  device: Device
  views: number
  entries: number
  strictBounces: number
  visibleMs: number
}

/** The same of visits no prompt of ours could reach, old ones weighing less; `n` is how many they were. */
export interface Untouched extends Record<Loss, DecayingCount & { n: number }> {
  pageId: number
  kind: PageKind
  device: Device
  /** The first day of them. */
  since: number
}

export type Finding = Omit<PageFinding, 'page' | 'group' | 'n' | 'rate' | 'interval'>

/** What is known of one way a page loses visits. */
export interface Rate extends Count {
  /** 95 % interval of hits / n. */
  interval: Interval
  finding: Finding
}

export interface PageReport extends Omit<PageCounts, Loss>, Record<Loss, Rate> {}

/** What was found of each page, by `placeOf`. */
export type Findings = ReadonlyMap<string, Record<Loss, Finding>>

/** A page that came up after the others were judged. */
const UNJUDGED: Finding = {
  baseline: 0,
  shrunk: 0,
  chance: 0,
  lost: 0,
  standing: 'unclear',
  enoughToArm: false,
}

/** A page on one kind of device. */
function placeOf({ pageId, device }: { pageId: number; device: Device }): string {
  return `${pageId} ${device}`
}

/** Live counts with what was found of each page. */
export function reportPages(pages: readonly PageCounts[], findings: Findings): PageReport[] {
  return pages.map((page) => {
    const found = findings.get(placeOf(page))
    const rateOf = (loss: Loss): Rate => ({
      ...page[loss],
      interval: wilsonInterval(page[loss]),
      finding: found?.[loss] ?? UNJUDGED,
    })
    return { ...page, bounce: rateOf('bounce'), exit: rateOf('exit'), dropOff: rateOf('dropOff') }
  })
}

/**
 * What the counts of all pages say of each: pages are compared with those of the same kind on the same
 * kind of device only.
 * @param today the last day of the counts
 */
export function judgePages(pages: readonly Untouched[], today: number): Findings {
  const days = today + 1 - Math.min(today, ...pages.map(({ since }) => since))
  const found = LOSSES.map((loss) => findingsOf(pages, loss, days))
  return new Map(
    pages.map((page, index) => {
      const [bounce, exit, dropOff] = found.map((of) => of.get(String(index)) ?? UNJUDGED)
      return [placeOf(page), { bounce, exit, dropOff } as Record<Loss, Finding>]
    }),
  )
}

function findingsOf(pages: readonly Untouched[], loss: Loss, days: number): Map<string, Finding> {
  const counts = pages.map((page, index) => ({
    ...effectiveCount(page[loss]),
    page: String(index),
    group: `${page.kind} ${page.device}`,
    visitsPerDay: page[loss].n / days,
  }))
  return new Map(
    findPronePages(counts).map(
      ({ page, group: _, n: __, rate: ___, interval: ____, ...finding }) => [page, finding],
    ),
  )
}
