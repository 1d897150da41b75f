import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RelayProcess, startRelay } from '../test/support/relay-process.ts'

let relay: RelayProcess

beforeAll(async () => {
  relay = await startRelay({ main: fileURLToPath(new URL('./relay.ts', import.meta.url)) })
})
afterAll(() => relay.dispose())

function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(relay.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

/** Sam writes to the shop on WhatsApp. */
async function say(text: string): Promise<void> {
  const answer = await fetch(`${relay.url}/demo/phone/events`)
  const reader = answer.body?.getReader()
  const first = new TextDecoder().decode((await reader?.read())?.value)
  await reader?.cancel()
  const [, number] = /"chats":\[\{"id":"(\d+)"/.exec(first) ?? []
  const sent = await post(`/demo/phone/shopper/chats/${number}`, { do: 'text', text })
  expect(sent.status).toBe(200)
}

it('connects the demo shop by itself, and knows its people again after a restart', async () => {
  await expect.poll(relay.output).toContain('#set-up=')
  const [, token] = /#set-up=(\S+)/.exec(relay.output()) ?? []
  const made = await post('/api/set-up', {
    ...{ token, name: 'Noor', email: 'noor@lamp.example', password: 'een lamp met linnen kap' },
    ...{ siteName: 'Lamp & Linnen', language: 'nl', timeZone: 'Europe/Amsterdam' },
  })
  const cookie = made.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const { siteId } = (await made.json()) as { siteId: string }
  const threads = async () => {
    const session = await post('/api/session/token', {}, { cookie })
    const { token: bearer } = (await session.json()) as { token: string }
    const list = await fetch(`${relay.url}/api/sites/${siteId}/conversations`, {
      headers: { authorization: `Bearer ${bearer}` },
    })
    const { conversations } = (await list.json()) as {
      conversations: { lastSeq: number; lastMessage?: { text: string } }[]
    }
    return conversations.map(({ lastSeq, lastMessage }) => [lastSeq, lastMessage?.text])
  }
  const until = { timeout: 20_000 }
  await expect
    .poll(async () => {
      await say('Hallo')
      return (await threads()).length
    }, until)
    .toBe(1)
  const before = (await threads())[0]?.[0] as number
  expect(await relay.stop()).toBe(0)
  await relay.restart()
  await expect
    .poll(async () => {
      await say('Daar ben ik weer')
      return (await threads())[0]?.[1]
    }, until)
    .toBe('Daar ben ik weer')
  expect(await threads()).toHaveLength(1)
  expect((await threads())[0]?.[0]).toBeGreaterThan(before)
}, 60_000)
