/**
 * node scripts/run.mjs [--production] <file> [arguments]: installs what is missing, then runs the
 * file on the pinned Node, whatever Node the machine has.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensureInstalled, pinnedNode } from './setup.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const production = process.argv[2] === '--production'
const [file, ...args] = process.argv.slice(production ? 3 : 2)

if (!ensureInstalled({ root, dev: !production, say: (line) => console.log(line) })) process.exit(1)

if (Number.parseInt(process.versions.node, 10) >= 24) {
  process.argv.splice(1, Number.POSITIVE_INFINITY, resolve(root, file), ...args)
  await import(pathToFileURL(resolve(root, file)).href)
} else {
  runOnPinnedNode()
}

function runOnPinnedNode() {
  const child = spawn(pinnedNode(root), [resolve(root, file), ...args], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal]
  })
}
