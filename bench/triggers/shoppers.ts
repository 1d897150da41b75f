import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Examples } from '../../relay/src/statistics/logistic-regression.ts'

/** Visits that were told apart by their number into those to learn from and those to be judged by. */
export interface Shoppers {
  training: Examples
  test: Examples
}

/** What the file must have: 12,330 visits, of which 1,908 ended with an order. */
const VISITS = 12_330
const ORDERS = 1_908
const TEST_SHARE = 0.3

/**
 * Reads "Online Shoppers Purchasing Intention" (UCI Machine Learning Repository, data set 468; Sakar et
 * al. 2018) as its CSV, gzipped or not, and keeps what a browser can know by itself.
 * @throws Error when it is another file
 */
export function readShoppers(path: string): Shoppers {
  const bytes = readFileSync(path)
  const isGzipped = bytes[0] === 0x1f && bytes[1] === 0x8b
  const text = (isGzipped ? gunzipSync(bytes) : bytes).toString('utf8')
  const [header = '', ...lines] = text.trim().split(/\r?\n/)
  const names = header.split(',')
  const visits = lines.map((line) => toVisit(names, line.split(',')))
  const orders = visits.filter(({ ordered }) => ordered).length
  if (visits.length !== VISITS || orders !== ORDERS) {
    throw new Error(
      `${path} has ${visits.length} visits and ${orders} orders; the data set has ${VISITS} and ${ORDERS}.`,
    )
  }
  return {
    training: toExamples(visits.filter((_, row) => !isTest(row))),
    test: toExamples(visits.filter((_, row) => isTest(row))),
  }
}

interface Visit {
  features: number[]
  ordered: boolean
}

function toVisit(names: string[], cells: string[]): Visit {
  const cell = (name: string) => cells[names.indexOf(name)] ?? ''
  const number = (name: string) => Number(cell(name))
  const pages = ['ProductRelated', 'Administrative', 'Informational'].map(number)
  const seconds = pages.map((_, i) =>
    number(`${['ProductRelated', 'Administrative', 'Informational'][i]}_Duration`),
  )
  const [allPages, allSeconds] = [sum(pages), sum(seconds)]
  const counted = [allPages, ...pages, allSeconds, ...seconds, allSeconds / Math.max(1, allPages)]
  return {
    features: [
      ...counted.map(Math.log1p),
      Number(cell('VisitorType') === 'New_Visitor'),
      Number(isTrue(cell('Weekend'))),
    ],
    ordered: isTrue(cell('Revenue')),
  }
}

function isTrue(cell: string): boolean {
  return ['TRUE', '1'].includes(cell.toUpperCase())
}

/** Spreads rows evenly, the same on every machine: the row's number times Knuth's constant, mod 2^32. */
function isTest(row: number): boolean {
  return (Math.imul(row, 2_654_435_761) >>> 0) / 2 ** 32 < TEST_SHARE
}

function toExamples(visits: Visit[]): Examples {
  return {
    rows: visits.map(({ features }) => features),
    labels: visits.map(({ ordered }) => ordered),
  }
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
