/** npm run check: types, lint, import rules, unused code and byte budgets, one line each. */
import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { ROOT } from './bundles.ts'

interface Check {
  name: string
  command: string[]
}

export interface CheckCounts {
  passed: number
  failed: number
}

const NODE = process.execPath
const bin = (name: string) => `${ROOT}node_modules/.bin/${name}`

const CHECKS: Check[] = [
  { name: 'types', command: [bin('tsc'), '--noEmit'] },
  { name: 'lint and format', command: [bin('biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'promises', command: [bin('oxlint'), '--type-aware', '--deny-warnings', '.'] },
  {
    name: 'import rules',
    command: [
      bin('depcruise'),
      'relay',
      'widget',
      'shopify-app/src',
      'shopify-app/admin',
      'scripts',
      'test',
    ],
  },
  { name: 'source rules', command: [NODE, 'scripts/check-source-rules.ts'] },
  { name: 'unused code', command: [bin('knip'), '--no-progress'] },
  { name: 'lock file', command: [NODE, 'scripts/lockfile.ts'] },
  { name: 'byte budgets', command: [NODE, 'scripts/size.ts'] },
]

/** Runs every check, one after the other, and prints how each went. */
export async function runChecks(): Promise<CheckCounts> {
  const counts = { passed: 0, failed: 0 }
  for (const check of CHECKS) {
    const ok = await runCheck(check)
    counts[ok ? 'passed' : 'failed'] += 1
  }
  return counts
}

async function runCheck({ name, command }: Check): Promise<boolean> {
  const started = performance.now()
  const { ok, output } = await capture(command)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${ok ? 'ok    ' : 'failed'} ${name} (${seconds} s)`)
  if (!ok) console.log(output)
  return ok
}

function capture([file = '', ...args]: string[]): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ ok: code === 0, output: Buffer.concat(chunks).toString() })
    })
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { failed } = await runChecks()
  if (failed > 0) process.exitCode = 1
}
