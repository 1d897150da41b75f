import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

function build(): Record<string, string> {
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: ROOT, stdio: 'pipe' })
  const files = globSync('dist/{widget,inbox}/**/*.js', { cwd: ROOT }).sort()
  return Object.fromEntries(files.map((file) => [file, readFileSync(`${ROOT}${file}`, 'utf8')]))
}

function digest(files: Record<string, string>): string {
  const hash = createHash('sha256')
  for (const [name, text] of Object.entries(files)) hash.update(name).update(text)
  return hash.digest('hex')
}

let files: Record<string, string>
beforeAll(() => {
  files = build()
}, 60_000)

describe('T75: what runs in a shop is ours and no more than it was built to be', () => {
  it('is a loader and lazy parts, all from the relay', () => {
    const widget = Object.keys(files).filter((file) => file.startsWith('dist/widget/'))
    const names = widget.map((file) =>
      file.replace(/^dist\/widget\//, '').replace(/-[A-Z0-9]{8}\.js$/, '.js'),
    )
    expect(names).toContain('loader.js')
    expect(names).toContain('panel-nl.js')
    expect(names).toContain('triggers.js')
    expect(files['dist/widget/loader.js']?.length ?? Number.POSITIVE_INFINITY).toBeLessThan(10_000)
  })

  it('evaluates no text and writes no HTML', () => {
    const risky = /\beval\(|new Function\(|\.innerHTML\s*=|insertAdjacentHTML|document\.write\(/
    const found = Object.keys(files).filter(
      (file) => file.startsWith('dist/widget/') && risky.test(files[file] ?? ''),
    )
    expect(found).toEqual([])
  })

  it('names no host but the shop’s relay', () => {
    for (const [file, text] of Object.entries(files)) {
      if (!file.startsWith('dist/widget/')) continue
      const hosts = [...text.matchAll(/https?:\/\/([a-z0-9.-]+)/gi)].map(([, host]) => host)
      expect(
        hosts.filter((host) => host !== 'www.w3.org'),
        file,
      ).toEqual([])
    }
  })

  it('touches no cookie', () => {
    for (const [file, text] of Object.entries(files)) {
      if (file.startsWith('dist/widget/'))
        expect(text.includes('document.cookie'), file).toBe(false)
    }
  })
})

describe('T76: the same source builds the same bytes', () => {
  it('twice in a row', () => {
    expect(digest(build())).toBe(digest(files))
  }, 60_000)
})
