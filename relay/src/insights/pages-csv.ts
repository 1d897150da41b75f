import type { LossRate, PageReport } from '@loods/protocol'
import { stringify } from 'csv-stringify/sync'

/** A row for each page key and kind of device; what a spreadsheet would take for a formula is quoted. */
export function pagesAsCsv(pages: readonly PageReport[]): string {
  return stringify(pages.map(toRow), { header: true, escape_formulas: true, bom: true })
}

function toRow({ key, kind, device, views, entries, strictBounces, seconds, ...page }: PageReport) {
  return {
    page: key,
    kind,
    device,
    views,
    entries,
    seconds: seconds.toFixed(1),
    strict_bounces: strictBounces,
    ...lossColumns('bounce', page.bounce),
    ...lossColumns('exit', page.exit),
    ...lossColumns('drop_off', page.dropOff),
  }
}

function lossColumns(name: string, { n, hits, interval, standing, lost }: LossRate) {
  return {
    [`${name}_of`]: n,
    [`${name}_visits`]: hits,
    [`${name}_low`]: interval.low.toFixed(4),
    [`${name}_high`]: interval.high.toFixed(4),
    [`${name}_standing`]: standing,
    [`${name}_lost`]: lost.toFixed(1),
  }
}
