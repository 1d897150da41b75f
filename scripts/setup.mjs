/**
 * Runs before anything is installed, on any Node from 20 on: no dependencies, no TypeScript.
 * Makes node_modules agree with package-lock.json, and nothing more.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Installs what package-lock.json names and node_modules lacks. Without `dev` only what running
 * needs; development packages that are already there stay.
 * @param {{ root: string, dev: boolean, say: (line: string) => void }} options
 * @returns {boolean} whether everything is in place
 */
export function ensureInstalled({ root, dev, say }) {
  const wanted = readPackages(join(root, 'package-lock.json'))
  const present = readPackages(join(root, 'node_modules/.package-lock.json'))
  const withDev = dev || hasDevelopmentPackages(wanted, present)
  const missing = missingPackages(wanted, present, withDev)
  if (missing.length === 0 && existsSync(pinnedNode(root))) return true
  return install({ root, withDev, count: missing.length, say })
}

/** The Node that the lock file pins; every script of ours runs on it. */
export function pinnedNode(root) {
  return join(root, 'node_modules/node/bin/node')
}

/**
 * Paths of packages that should be in node_modules and are not, or in another version.
 * @param {Record<string, object>} wanted `packages` of package-lock.json
 * @param {Record<string, object>} present `packages` of npm's own record in node_modules
 * @param {boolean} withDev
 */
export function missingPackages(wanted, present, withDev) {
  return Object.keys(wanted).filter((path) => {
    const entry = wanted[path]
    if (!path.startsWith('node_modules/') || entry.optional || entry.devOptional) return false
    if (entry.dev && !withDev) return false
    return present[path]?.version !== entry.version || present[path]?.link !== entry.link
  })
}

function hasDevelopmentPackages(wanted, present) {
  return Object.keys(present).some((path) => wanted[path]?.dev && !wanted[path].optional)
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {}
}

function install({ root, withDev, count, say }) {
  const what = count > 0 ? `Installing ${count} packages` : 'Finishing the installation'
  say(`${what}; this takes a moment, once.`)
  const started = Date.now()
  const omit = withDev ? [] : ['--omit=dev']
  const done =
    npm(root, ['install', '--no-save', '--ignore-scripts', ...omit]) &&
    npm(root, ['rebuild', 'node', 'esbuild'])
  if (done) say(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
  else
    say(
      'npm could not install everything (its own words are above). Check the connection to the npm registry, then run the same command again.',
    )
  return done
}

function npm(root, args) {
  const flags = ['--loglevel=error', '--no-audit', '--no-fund', '--no-update-notifier']
  const { status } = spawnSync('npm', [...args, ...flags], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  return status === 0
}
