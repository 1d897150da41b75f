/** Prints each line of our source that breaks a rule of scripts/source-rules.ts. */
import { globSync, readFileSync } from 'node:fs'
import { ROOT } from './bundles.ts'
import { findings } from './source-rules.ts'

const paths = globSync('{relay,widget}/**/*.{ts,tsx,mjs,js}', {
  cwd: ROOT,
  exclude: (path) => path === 'node_modules',
})
const found = paths.flatMap((path) => findings(path, readFileSync(`${ROOT}${path}`, 'utf8')))
for (const { rule, path, line } of found) {
  console.error(`${path}:${line} ${rule.name}: ${rule.instead}`)
}
if (found.length > 0) process.exitCode = 1
