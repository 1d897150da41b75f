import { execFile } from 'node:child_process'
import { globSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/bundles.ts'

const run = promisify(execFile)
const PLUGIN = `${ROOT}wordpress-plugin/`

/** What a program printed, whether it was content or not. */
async function said(program: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(program, args, { cwd: PLUGIN }).catch((refusal) => refusal)
  return String(stdout)
}

describe('the plugin’s PHP', () => {
  it('can be read by PHP, each file', async () => {
    const files = globSync(['*.php', 'includes/**/*.php', 'tests/*.php'], { cwd: PLUGIN })
    expect(files.length).toBeGreaterThan(15)
    const refused = await Promise.all(
      files.map(async (file) => ({ file, says: (await said('php', '-l', file)).trim() })),
    )
    expect(refused.filter(({ says }) => !says.startsWith('No syntax errors'))).toEqual([])
  })

  it('does what its own tests say of what has logic', async () => {
    const report = await said(
      'phpunit',
      '--do-not-cache-result',
      '--bootstrap',
      'tests/bootstrap.php',
      'tests',
    )
    expect(report).toMatch(/^OK \(\d+ tests/m)
  })

  it('keeps the coding rules', async () => {
    expect(await said('phpcs', '-q', '--standard=phpcs.xml')).toBe('')
  })
})
