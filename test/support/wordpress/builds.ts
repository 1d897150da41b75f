import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { ROOT } from '../../../scripts/bundles.ts'

/** An npm package that carries WordPress; it is unpacked, never installed: its own dependencies serve us nothing. */
interface Build {
  package: string
  version: string
  /** sha512 of the tarball, base64, as the registry publishes it. */
  integrity: string
  /** What of the tarball is unpacked. */
  parts: string[]
}

/** WordPress 7.1.1, the SQLite drop-in and WP-CLI. */
const CURRENT: Build = {
  package: 'wp-studio',
  version: '1.22.0',
  integrity:
    'boMtahkhgWDKKyNTBA1uTK5ghnAmxXhDY6KeQCO9FmcI3/o+YOSq8JwYW5ZYnxHCxH14Jf/mD6CJTBvTWl2Ytw==',
  parts: ['package/dist/cli/wp-files'],
}

/** WordPress 6.5.5: its PHP in a zip, its scripts and styles beside it. */
const OLDEST: Build = {
  package: '@wp-playground/wordpress-builds',
  version: '0.9.19',
  integrity:
    'dlqvh/MJDpE5W68vgPPKUjpip6zMuBh59L3D18ZX+pdwurC4q4ydrTww/3sTMV69BBcoH6kF93YtAtujNC5Mpw==',
  parts: ['package/src/wordpress/wp-6.5.zip', 'package/public/wp-6.5'],
}

const CACHE = join(ROOT, 'node_modules/.cache/loods')

/** Where the parts of a WordPress are, unpacked. */
export interface WordPressParts {
  /** Core as it is downloaded. */
  core: string
  /** WP-CLI's phar. */
  cli: string
  /** The plugin that lets WordPress keep its tables in SQLite, and its drop-in's template. */
  sqlite: string
}

/** The newest WordPress we try, and the oldest the plugin supports. */
export type Release = 'current' | 'oldest'

/** Downloads a WordPress from the npm registry, once a checkout. @throws when the bytes are not the published ones */
export function wordPressParts(release: Release): WordPressParts {
  const files = join(unpacked(CURRENT), 'package/dist/cli/wp-files')
  return {
    core: release === 'oldest' ? oldestCore() : join(files, 'latest/wordpress'),
    cli: join(files, 'wp-cli/wp-cli.phar'),
    sqlite: join(files, 'sqlite-database-integration'),
  }
}

function oldestCore(): string {
  return join(unpacked(OLDEST, assembleOldest), 'core')
}

/** Brings the two halves together, without the database and settings of its own that the package adds. */
function assembleOldest(folder: string): void {
  const core = join(folder, 'core')
  const [zip = '', assets = ''] = OLDEST.parts.map((part) => join(folder, part))
  for (const [path, bytes] of Object.entries(unzipSync(readFileSync(zip)))) {
    if (path.endsWith('/')) continue
    mkdirSync(dirname(join(core, path)), { recursive: true })
    writeFileSync(join(core, path), bytes)
  }
  cpSync(assets, core, { recursive: true })
  rmSync(join(core, 'wp-content/database'), { recursive: true })
  rmSync(join(core, 'wp-config.php'))
  rmSync(join(folder, 'package'), { recursive: true })
}

/** The folder a build was unpacked to. A download that was cut off leaves nothing behind. */
function unpacked(build: Build, assemble: (folder: string) => void = () => undefined): string {
  const folder = join(CACHE, `${build.package.replace('/', '-')}-${build.version}`)
  if (existsSync(folder)) return folder
  const half = `${folder}.${process.pid}`
  mkdirSync(half, { recursive: true })
  const tarball = download(build, half)
  execFileSync('tar', ['xzf', tarball, '-C', half, ...build.parts])
  rmSync(tarball)
  assemble(half)
  try {
    renameSync(half, folder)
  } catch (error) {
    // Another suite was quicker.
    if (!existsSync(folder)) throw error
    rmSync(half, { recursive: true })
  }
  return folder
}

function download(build: Build, folder: string): string {
  const name = `${build.package}@${build.version}`
  const args = ['pack', name, '--silent', '--pack-destination', folder]
  // The package's name is all it prints then.
  const file = execFileSync('npm', args, { cwd: folder, encoding: 'utf8' }).trim()
  const tarball = join(folder, file)
  const sum = createHash('sha512').update(readFileSync(tarball)).digest('base64')
  if (sum !== build.integrity) throw new Error(`${name} is not what the registry published.`)
  return tarball
}
