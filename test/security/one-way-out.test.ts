import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const RELAY = fileURLToPath(new URL('../../relay/src/', import.meta.url))
const CLIENTS =
  /from '(?:node:)?(?:http|https|http2|net|tls|dgram|undici|nodemailer|web-push)'|\b(?:fetch|WebSocket|EventSource)\(/

/** Lines of the relay, tests left out, that could open a connection of their own. */
function waysOut(): string[] {
  return globSync('**/*.ts', { cwd: RELAY, exclude: ['testing/**', '**/*.test.ts'] }).filter(
    (path) =>
      readFileSync(RELAY + path, 'utf8')
        .split('\n')
        .some((line) => CLIENTS.test(line) && !/^\s*(import type|\*|\/\/|\/\*)/.test(line)),
  )
}

it('T68: only the egress room can open an outgoing connection', () => {
  const ways = waysOut().filter((path) => path !== 'server.ts')
  expect(ways.length).toBeGreaterThan(0)
  expect(ways.filter((path) => !path.startsWith('egress/'))).toEqual([])
})
