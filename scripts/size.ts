/** npm run size: builds, then prints each budget and what it is spent on as a Markdown table. */
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { BUDGETS, type Budget } from './budgets.ts'
import { buildAll, type Outputs } from './build.ts'
import { ROOT } from './bundles.ts'
import { outputsOf, staticImports } from './outputs.ts'

export interface Weight {
  brotli: number
  raw: number
}

export interface Spending extends Weight {
  budget: Budget
  /** Why the budget is not kept, or an empty string. */
  fault: string
}

/** What a budget is spent on, weighing each file once. */
export function spend(budget: Budget, outputs: Outputs, weigh: (file: string) => Weight): Spending {
  const entries = budget.entries.map((source) => largest(outputsOf(outputs, source), weigh))
  const found = entries.filter((file) => file !== undefined)
  const files = new Set(found.flatMap((file) => [file, ...staticImports(outputs, file)]))
  const language = largest(languageFiles(budget, outputs), weigh)
  if (language) files.add(language)
  const { brotli, raw } = sum([...files].map(weigh))
  const missing = budget.entries.filter((_, index) => entries[index] === undefined)
  return { budget, brotli, raw, fault: faultOf(budget, { brotli, raw }, missing) }
}

/** The table that `npm run size` prints. */
export function table(spendings: Spending[]): string {
  const rows = spendings.map(
    ({ budget, brotli, raw, fault }) =>
      `| ${budget.name} | ${brotli} | ${budget.brotli} | ${raw} | ${budget.raw ?? ''} | ${fault || 'ok'} |`,
  )
  return [
    '| what | brotli | at most | raw | at most | |',
    '|---|--:|--:|--:|--:|---|',
    ...rows,
  ].join('\n')
}

function languageFiles({ languages }: Budget, outputs: Outputs): string[] {
  if (!languages) return []
  return Object.keys(outputs).filter((file) => outputs[file]?.entryPoint?.startsWith(languages))
}

function largest(files: string[], weigh: (file: string) => Weight): string | undefined {
  return files.sort((a, b) => weigh(b).brotli - weigh(a).brotli)[0]
}

function sum(weights: Weight[]): Weight {
  return weights.reduce(
    (total, { brotli, raw }) => ({ brotli: total.brotli + brotli, raw: total.raw + raw }),
    { brotli: 0, raw: 0 },
  )
}

function faultOf(budget: Budget, { brotli, raw }: Weight, missing: string[]): string {
  if (missing.length > 0) return `not built: ${missing.join(', ')}`
  if (brotli > budget.brotli) return `${brotli - budget.brotli} bytes too much`
  if (budget.raw !== undefined && raw > budget.raw) return `${raw - budget.raw} raw bytes too much`
  return ''
}

function weighFile(file: string): Weight {
  const bytes = readFileSync(`${ROOT}${file}`)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 }
  return { brotli: brotliCompressSync(bytes, { params }).length, raw: bytes.length }
}

async function main(): Promise<void> {
  const outputs = await buildAll()
  const spendings = BUDGETS.map((budget) => spend(budget, outputs, weighFile))
  console.log(table(spendings))
  if (spendings.some(({ fault }) => fault)) process.exitCode = 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
