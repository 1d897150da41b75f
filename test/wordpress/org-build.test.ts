import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildPlugin } from '../../scripts/build-wordpress.ts'

/** Hosts named in comments and formats, which nothing is asked of. */
const EXPLAINED = ['polylang.pro', 'wpml.org', 'www.gnu.org', 'www.w3.org']

let zip: Buffer
let files: Record<string, string>

beforeAll(async () => {
  zip = readFileSync(await buildPlugin(() => {}, true))
  files = Object.fromEntries(
    Object.entries(unzipSync(zip)).map(([path, bytes]) => [path, strFromU8(bytes)]),
  )
}, 120_000)

describe('the build for wordpress.org', () => {
  it('is the plugin, with its readme and the widget it loads', () => {
    for (const path of ['loods-live-chat.php', 'readme.txt', 'build/widget/loader.js']) {
      expect(Object.keys(files)).toContain(`loods-live-chat/${path}`)
    }
  })

  it('names no relay and updates itself from nowhere', () => {
    expect(Object.keys(files).filter((path) => /relay\.json|update\.php/.test(path))).toEqual([])
    expect(files['loods-live-chat/loods-live-chat.php']).not.toMatch(/Update URI/i)
    const php = Object.entries(files).filter(([path]) => path.endsWith('.php'))
    expect(php.length).toBeGreaterThan(20)
    const hosts = php.flatMap(([, text]) => text.match(/(?<=https?:\/\/)[\w.-]+/g) ?? [])
    expect([...new Set(hosts)].sort()).toEqual(EXPLAINED)
  })

  it('is the same bytes each time', async () => {
    expect(readFileSync(await buildPlugin(() => {}, true)).equals(zip)).toBe(true)
  })
})
