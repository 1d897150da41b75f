import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../../scripts/bundles.ts'

/** An npm package that carries WordPress; it is unpacked, never installed: its own dependencies serve us nothing. */
interface Build {
  package: string
  version: string
  /** sha512 of the tarball, base64, as the registry publishes it. */
  integrity: string
}

/** WordPress 7.1.1, the SQLite drop-in and WP-CLI. */
const CURRENT: Build = {
  package: 'wp-studio',
  version: '1.22.0',
  integrity:
    'boMtahkhgWDKKyNTBA1uTK5ghnAmxXhDY6KeQCO9FmcI3/o+YOSq8JwYW5ZYnxHCxH14Jf/mD6CJTBvTWl2Ytw==',
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

/** Downloads the current WordPress from the npm registry, once a checkout. @throws when the bytes are not the published ones */
export function currentWordPress(): WordPressParts {
  const files = join(unpacked(CURRENT, 'package/dist/cli/wp-files'), 'package/dist/cli/wp-files')
  return {
    core: join(files, 'latest/wordpress'),
    cli: join(files, 'wp-cli/wp-cli.phar'),
    sqlite: join(files, 'sqlite-database-integration'),
  }
}

/** The folder a build was unpacked to. A download that was cut off leaves nothing behind. */
function unpacked(build: Build, part: string): string {
  const folder = join(CACHE, `${build.package}-${build.version}`)
  if (existsSync(folder)) return folder
  const half = `${folder}.${process.pid}`
  mkdirSync(half, { recursive: true })
  const tarball = download(build, half)
  execFileSync('tar', ['xzf', tarball, '-C', half, part])
  rmSync(tarball)
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
