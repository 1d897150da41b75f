import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface SystemPackage {
  /** Its name in Debian. */
  name: string
  /** What cannot be tested without it. */
  neededFor: string
  isPresent: () => boolean
}

/** Programs the tests use that npm cannot install. */
export const SYSTEM_PACKAGES: SystemPackage[] = [
  {
    name: 'chromium',
    neededFor: 'the browser tests',
    isPresent: () => onPath('chromium'),
  },
  {
    name: 'postgresql',
    neededFor: 'the storage suites on Postgres',
    isPresent: () => globSync('/usr/lib/postgresql/*/bin/initdb').length > 0,
  },
]

/** Installs what is missing when this may be done, and returns what is missing afterwards. */
export function ensureSystemPackages(say: (line: string) => void): SystemPackage[] {
  const missing = absent()
  if (missing.length === 0) return []
  const names = missing.map(({ name }) => name).join(' ')
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    say(`Missing: ${names}. Install with: sudo apt-get install --no-install-recommends ${names}`)
    return missing
  }
  say(`Installing ${names}.`)
  apt(['update'])
  apt(['install', '--yes', '--no-install-recommends', ...missing.map(({ name }) => name)])
  return absent()
}

function absent(): SystemPackage[] {
  return SYSTEM_PACKAGES.filter(({ isPresent }) => !isPresent())
}

function apt(args: string[]): void {
  spawnSync('apt-get', ['--quiet=2', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function onPath(program: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.some((folder) => existsSync(join(folder, program)))
}
