import type { Bench, BenchOptions } from '../harness/bench.ts'
import type { Cell, Table } from '../harness/table.ts'
import { BAD_PAGES, type Found, type ShopTruth, simulatePages } from './pages-simulation.ts'
import { measureRisk, type Risk } from './risk.ts'
import { type LearntShops, type RiskShops, simulateRisk } from './risk-simulation.ts'
import { simulateTrials, type Trials, type Verdicts } from './trials-simulation.ts'

const SEED = 20_261_122
/** Names the file with the data set of shoppers.ts; the risk score is left out without it. */
const SHOPPERS_FILE = 'LOODS_BENCH_SHOPPERS'

/** A number that has to be reached. */
interface Goal {
  what: string
  measured: number
  limit: string
  reached: boolean
}

/** Shops that pages are found in; how many must be found is promised for the first. */
const SHOPS: { name: string; truth: ShopTruth }[] = [
  { name: '30 bad pages of 300', truth: BAD_PAGES },
  { name: 'no bad page', truth: { usual: { a: 40, b: 60 }, bad: 0, worse: 0 } },
  { name: 'pages of all sorts', truth: { usual: { a: 4, b: 6 }, bad: 0, worse: 0 } },
  { name: 'rare, 30 bad pages', truth: { usual: { a: 5, b: 95 }, bad: 30, worse: 0.05 } },
]
const VISITS = [3_000, 30_000, 300_000]
const LEAST_RECALL = new Map([
  [30_000, 0.2],
  [300_000, 0.85],
])
const SPLITS = [0.5, 0.2, 0.1]
/** Orders that a risk score is learnt from; from so many on a shop gets one. */
const ORDERS = [60, 100, 200, 400]
const ENOUGH_ORDERS = 100
const TRIALS = { base: 0.03, visits: 60_000, every: 500, seed: SEED } as const

/** Whether triggers find the right pages, and whether what they are said to be worth is true. */
export const triggers: Bench = {
  name: 'triggers',
  async run(options) {
    const pages = measurePages(options)
    const trials = measureTrials(options)
    const learnt = measureLearning(options)
    const file = process.env[SHOPPERS_FILE]
    const risk = file ? measureRisk(file) : undefined
    const goals = [
      ...pageGoals(pages),
      ...trialGoals(trials),
      ...learningGoals(learnt),
      ...(risk ? riskGoals(risk) : []),
    ]
    return {
      tables: [
        pageTable(pages),
        trialTable(trials),
        learningTable(learnt),
        ...(risk ? [riskTable(risk)] : []),
        goalTable(goals),
      ],
      notes: risk
        ? []
        : [`The risk score was not measured on real shoppers: ${SHOPPERS_FILE} names no file.`],
      measured: { pages, trials, learnt, risk },
      goalsMissed: goals.filter(({ reached }) => !reached).length,
    }
  },
}

interface MeasuredPages extends Found {
  shop: string
  truth: ShopTruth
  visits: number
}

function measurePages({ quick, say }: BenchOptions): MeasuredPages[] {
  const shops = quick ? 20 : 40
  return SHOPS.flatMap(({ name, truth }) =>
    VISITS.map((visits) => {
      say(`${shops} shops, ${name}, ${visits.toLocaleString('en-US')} visits`)
      return { shop: name, truth, visits, ...simulatePages({ truth, visits, shops, seed: SEED }) }
    }),
  )
}

interface MeasuredTrials extends Verdicts {
  trials: Trials
}

function measureTrials({ quick, say }: BenchOptions): MeasuredTrials[] {
  const runs = quick ? 500 : 2_000
  const kinds = (['ordered', 'revenue'] as const).flatMap((measure) =>
    [0, 0.2].flatMap((effect) =>
      SPLITS.map((heldOutShare) => ({ ...TRIALS, measure, effect, heldOutShare, runs })),
    ),
  )
  return kinds.map((trials) => {
    say(`${runs} trials: ${trials.measure}, +${percent(trials.effect)}, ${splitOf(trials)}`)
    return { trials, ...simulateTrials(trials) }
  })
}

interface MeasuredLearning extends LearntShops {
  shops: RiskShops
}

function measureLearning({ quick, say }: BenchOptions): MeasuredLearning[] {
  const count = quick ? 10 : 40
  return [false, true].flatMap((blind) =>
    ORDERS.map((orders) => {
      say(`${count} shops learn ${blind ? 'of nothing' : 'who will order'} from ${orders} orders`)
      const shops = { orders, blind, shops: count, seed: SEED }
      return { shops, ...simulateRisk(shops) }
    }),
  )
}

function pageGoals(pages: MeasuredPages[]): Goal[] {
  return pages.flatMap(({ shop, truth, visits, falseDiscoveries, recall }) => {
    const what = `${shop}, ${visits.toLocaleString('en-US')} visits`
    const least = truth === BAD_PAGES ? LEAST_RECALL.get(visits) : undefined
    return [
      atMost(`wrong among pages found: ${what}`, falseDiscoveries, 0.1),
      ...(least ? [atLeast(`bad pages found: ${what}`, recall, least)] : []),
    ]
  })
}

function trialGoals(measured: MeasuredTrials[]): Goal[] {
  const goals = measured.flatMap(({ trials, better, worse }) => {
    const what = `${trials.measure}, ${splitOf(trials)}`
    if (trials.effect === 0) return [atMost(`verdicts on nothing, ${what}`, better + worse, 0.05)]
    const isPromised = trials.measure === 'ordered' && trials.heldOutShare === 0.5
    return isPromised ? [atLeast(`+20 % that is proven, ${what}`, better, 0.9)] : []
  })
  const mismatch = Math.max(...measured.map((trials) => trials.mismatch))
  return [...goals, atMost('fair splits called a mismatch, worst of all', mismatch, 0.01)]
}

function learningGoals(measured: MeasuredLearning[]): Goal[] {
  const usedBy = (blind: boolean) => {
    const shops = measured.filter(
      ({ shops }) => shops.blind === blind && shops.orders >= ENOUGH_ORDERS,
    )
    return shops.reduce((sum, { used }) => sum + used, 0) / shops.length
  }
  return [
    atLeast('shops that use a risk score, of those whose visits tell', usedBy(false), 0.8),
    atMost('shops that use a risk score, of those whose visits tell nothing', usedBy(true), 0.1),
  ]
}

function riskGoals({ learnt, inLoader, bytes }: Risk): Goal[] {
  return [
    within('risk score: AUC', learnt.auc, 0.7227, 0.002),
    within('risk score: Brier', learnt.brier, 0.1218, 0.001),
    within('risk score as the loader gets it: AUC', inLoader.auc, 0.7227, 0.002),
    within('risk score as the loader gets it: Brier', inLoader.brier, 0.1218, 0.001),
    atMost('risk score in the config, bytes', bytes, 300),
  ]
}

function pageTable(pages: MeasuredPages[]): Table {
  return {
    title: 'Finding pages that lose shoppers',
    columns: ['shop', 'visits', 'pages called bad', 'of these wrong', 'bad pages found'],
    rows: pages.map(({ shop, visits, flagged, falseDiscoveries, recall }) => [
      shop,
      visits.toLocaleString('en-US'),
      flagged,
      percent(falseDiscoveries),
      percent(recall),
    ]),
  }
}

function trialTable(measured: MeasuredTrials[]): Table {
  return {
    title: 'Proving what a trigger is worth: 60,000 visits, 3 % order, 120 looks',
    columns: ['counted', 'truth', 'split', 'better', 'worse', 'mismatch', 'visits needed (median)'],
    rows: measured.map(({ trials, better, worse, mismatch, medianVisits }) => [
      trials.measure,
      trials.effect === 0 ? 'nothing' : `+${percent(trials.effect)}`,
      splitOf(trials),
      ...[better, worse, mismatch].map(percent),
      medianVisits,
    ]),
  }
}

function learningTable(measured: MeasuredLearning[]): Table {
  return {
    title: 'Risk score, learnt by simulated shops',
    columns: [
      'what visits do',
      'orders',
      'visits',
      'shops that use it',
      'AUC',
      'worst',
      'best possible',
    ],
    rows: measured.map(({ shops, visits, used, known }) => [
      shops.blind ? 'tells nothing' : 'tells who will order',
      shops.orders,
      visits.toLocaleString('en-US'),
      percent(used),
      ...(known ? [known.auc, known.worst, known.best].map(exact) : ['', '', '']),
    ]),
  }
}

function riskTable({ learnt, inLoader, bytes, training, test }: Risk): Table {
  const row = (name: string, quality: typeof learnt): Cell[] => [
    name,
    ...[quality.auc, quality.averagePrecision, quality.brier, quality.calibrationError].map(exact),
  ]
  return {
    title: `Risk score: learnt from ${training} visits, judged by ${test}, ${bytes} bytes`,
    columns: ['weights', 'AUC', 'average precision', 'Brier', 'calibration error'],
    rows: [row('as learnt', learnt), row('in the loader', inLoader)],
  }
}

function goalTable(goals: Goal[]): Table {
  return {
    title: 'Goals',
    columns: ['what', 'goal', 'measured', ''],
    rows: goals.map(({ what, limit, measured, reached }) => [
      what,
      limit,
      exact(measured),
      reached ? 'reached' : 'MISSED',
    ]),
  }
}

function atMost(what: string, measured: number, limit: number): Goal {
  return { what, measured, limit: `≤ ${limit}`, reached: measured <= limit }
}

function atLeast(what: string, measured: number, limit: number): Goal {
  return { what, measured, limit: `≥ ${limit}`, reached: measured >= limit }
}

function within(what: string, measured: number, middle: number, distance: number): Goal {
  const reached = Math.abs(measured - middle) <= distance
  return { what, measured, limit: `${middle} ± ${distance}`, reached }
}

function splitOf({ heldOutShare }: Trials): string {
  return `${Math.round(100 - heldOutShare * 100)}/${Math.round(heldOutShare * 100)}`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

/** A count as it is, a share with four digits. */
function exact(value: number): string {
  return Number.isInteger(value) && value > 1 ? String(value) : value.toFixed(4)
}
