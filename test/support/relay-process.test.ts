import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type RelayProcess, startRelay } from './relay-process.ts'

let relay: RelayProcess

beforeEach(async () => {
  relay = await startRelay()
})

afterEach(() => relay.dispose())

async function statusOf(path: string): Promise<number> {
  const response = await fetch(relay.url + path)
  return response.status
}

test('a started relay answers', async () => {
  expect(await statusOf('/inbox')).toBe(200)
})

test('a killed relay is gone, and comes back at the same address', async () => {
  const { url, pid } = relay
  await relay.kill()
  await expect(statusOf('/inbox')).rejects.toThrow()
  await relay.restart()
  expect([relay.url, await statusOf('/inbox')]).toEqual([url, 200])
  expect(relay.pid).not.toBe(pid)
})

test('a relay that is asked to stop ends with 0, however often it is asked', async () => {
  process.kill(relay.pid, 'SIGINT')
  expect(await relay.stop()).toBe(0)
})

test('a relay that is asked to stop ends with 0, also when a client keeps its socket open', async () => {
  const socket = connect(relay.port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(
    'GET /live HTTP/1.1\r\nhost: relay\r\nconnection: upgrade\r\nupgrade: websocket\r\n' +
      'sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  )
  await once(socket, 'data')
  expect(await relay.stop()).toBe(0)
})

test('a relay that cannot start fails with what it said', async () => {
  await expect(startRelay({ env: { PUBLIC_URL: 'nonsense' } })).rejects.toThrow('PUBLIC_URL')
})

test.each([
  ['PORT cannot be used: something listens', () => ({ port: relay.port })],
  [
    'DATABASE_URL cannot be used',
    () => ({ env: { DATABASE_URL: 'postgres://127.0.0.1:1/loods' } }),
  ],
  ['DATA_DIR cannot be used', () => ({ dataDir: '/dev/null/data' })],
])('a relay says in one sentence: %s', async (sentence, options) => {
  const failed = await startRelay(options()).catch((error: Error) => error.message)
  expect(String(failed).split('\n').slice(1)).toEqual([expect.stringContaining(sentence)])
})
