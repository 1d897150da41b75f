/**
 * A registry that mirrors some platforms only leaves the others out of package-lock.json, and
 * `npm ci` then refuses the file everywhere. This finds the gaps and, with --fix, fills them.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

export interface LockEntry {
  version?: string
  resolved?: string
  link?: boolean
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

export interface Lockfile {
  packages: Record<string, LockEntry>
}

interface Gap {
  parent: string
  name: string
  version: string
}

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const PROCESSORS = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'x64',
]

/** Every optional dependency that some package names and the lock file does not hold. */
export function missingOptionals(lock: Lockfile): Gap[] {
  return Object.entries(lock.packages).flatMap(([parent, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !isLocked(lock, parent, name))
      .map(([name, version]) => ({ parent, name, version })),
  )
}

/** Lock entries that name the address of a registry (links between workspaces are no address). */
export function resolvedAddresses(lock: Lockfile): string[] {
  return Object.entries(lock.packages)
    .filter(([, entry]) => entry.resolved !== undefined && !entry.link)
    .map(([path]) => path)
}

/** The lock file with an entry for each gap and no address, paths in npm's own order. */
export function repaired(lock: Lockfile): Lockfile {
  const packages = { ...lock.packages }
  for (const path of resolvedAddresses(lock)) delete packages[path]?.resolved
  for (const gap of missingOptionals(lock)) {
    packages[`node_modules/${gap.name}`] = platformEntry(gap, lock.packages[gap.parent])
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
  return { ...lock, packages: Object.fromEntries(sorted) }
}

function isLocked(lock: Lockfile, parent: string, name: string): boolean {
  const folders = parent
    .split('/node_modules/')
    .map((_, depth, parts) => parts.slice(0, depth + 1).join('/node_modules/'))
  return ['', ...folders].some(
    (folder) => lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`],
  )
}

function platformEntry(gap: Gap, parent: LockEntry | undefined): LockEntry {
  if (!/^\d+\.\d+\.\d+$/.test(gap.version)) {
    throw new Error(
      `${gap.name} is wanted as ${gap.version}: only an exact version can be filled in`,
    )
  }
  const words = gap.name.split(/[/-]/)
  const os = SYSTEMS.filter((system) => words.includes(system))
  const cpu = PROCESSORS.filter((processor) => words.includes(processor))
  if (os.length !== 1 || cpu.length !== 1) {
    throw new Error(`Cannot tell the platform of ${gap.name}: add it to package-lock.json by hand`)
  }
  return {
    version: gap.version,
    cpu,
    ...(parent?.dev ? { dev: true } : {}),
    ...(gap.name.includes('musl') ? { libc: ['musl'] } : {}),
    optional: true,
    os,
  }
}

/** Ours, and those of the tools that build the WordPress plugin and the Shopify app. */
const FILES = [
  'package-lock.json',
  'wordpress-plugin/package-lock.json',
  'shopify-app/extensions/package-lock.json',
]

function main(): void {
  for (const file of FILES) {
    const path = new URL(`../${file}`, import.meta.url)
    const lock = JSON.parse(readFileSync(path, 'utf8')) as Lockfile
    if (process.argv.includes('--fix')) {
      writeFileSync(path, `${JSON.stringify(repaired(lock), null, 2)}\n`)
      continue
    }
    report(file, lock)
  }
}

function report(file: string, lock: Lockfile): void {
  const faults = [
    ...missingOptionals(lock).map((gap) => `${gap.name} ${gap.version} is missing`),
    ...resolvedAddresses(lock).map((name) => `${name} names a registry address`),
  ]
  if (faults.length === 0) return
  console.error(`${file}:\n${faults.join('\n')}\nRun: node scripts/lockfile.ts --fix`)
  process.exitCode = 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
