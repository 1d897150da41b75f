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

export const BROWSER_TESTS = 'the browser tests'

/** Programs the tests use that npm cannot install. */
const SYSTEM_PACKAGES: SystemPackage[] = [
  ...['chromium', 'chromium-headless-shell'].map((name) => ({
    name,
    neededFor: BROWSER_TESTS,
    isPresent: () => onPath(name),
  })),
  {
    name: 'postgresql',
    neededFor: 'the storage suites on Postgres',
    isPresent: () => globSync('/usr/lib/postgresql/*/bin/initdb').length > 0,
  },
  {
    name: 'phpunit',
    neededFor: 'the plugin’s PHP tests',
    isPresent: () => onPath('phpunit'),
  },
  {
    name: 'php-codesniffer',
    neededFor: 'the plugin’s coding rules',
    isPresent: () => onPath('phpcs'),
  },
  {
    name: 'mariadb-server',
    neededFor: 'the plugin in a WordPress on MariaDB',
    // Debian keeps the server where only root's PATH leads.
    isPresent: () => existsSync('/usr/sbin/mariadbd'),
  },
  {
    name: 'php-mysql',
    neededFor: 'the plugin in a WordPress on MariaDB',
    isPresent: () => hasPhpPart('mysqli'),
  },
  ...['cli', 'curl', 'gd', 'intl', 'mbstring', 'sqlite3', 'xml', 'zip'].map((part) => ({
    name: `php-${part}`,
    neededFor: 'the tests in a real WordPress',
    isPresent: () => onPath('php') && hasPhpPart(part),
  })),
]

/** Whether a package of the list is here. */
export function isInstalled(name: string): boolean {
  return SYSTEM_PACKAGES.some((one) => one.name === name && one.isPresent())
}

export interface Machine {
  packages: SystemPackage[]
  /** Whether packages may be installed here. */
  mayInstall: boolean
  install: (names: string[]) => void
}

/** Installs what is missing when this may be done, and returns what is missing afterwards. */
export function ensureSystemPackages(
  { packages, mayInstall, install }: Machine,
  say: (line: string) => void,
): SystemPackage[] {
  const absent = () => packages.filter(({ isPresent }) => !isPresent())
  const names = absent().map(({ name }) => name)
  if (names.length === 0) return []
  if (mayInstall) {
    say(`Installing ${names.join(' ')}.`)
    install(names)
  }
  const missing = absent()
  if (missing.length > 0) say(howToInstall(missing))
  return missing
}

/** The machine we run on. */
export function thisMachine(): Machine {
  return {
    packages: SYSTEM_PACKAGES,
    mayInstall: process.getuid?.() === 0 && onPath('apt-get'),
    install: (names) => {
      apt(['update'])
      apt(['install', '--yes', '--no-install-recommends', ...names])
    },
  }
}

/** Debian keeps a switch for each part of PHP in a folder of its own. */
function hasPhpPart(part: string): boolean {
  return part === 'cli' || globSync(`/etc/php/*/cli/conf.d/*-${part}.ini`).length > 0
}

function howToInstall(missing: SystemPackage[]): string {
  const names = missing.map(({ name }) => name).join(' ')
  return `Missing: ${names}. Install with: sudo apt-get install --no-install-recommends ${names}`
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
