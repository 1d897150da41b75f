import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ChannelTalk } from '../../testing/channel-talk.ts'
import { startChannelTalk } from '../../testing/channel-talk.ts'
import type { ChannelAccount } from '../account.ts'

const BODY = JSON.stringify({ object: 'page', entry: [] })
const SERVICE_SECRET = '0123456789abcdef0123456789abcdef'

let stage: ChannelTalk

beforeAll(async () => {
  const SERVICE_WHATSAPP = `106540352242922:102290129340398:a-long-token:${SERVICE_SECRET}`
  stage = await startChannelTalk({ env: { SERVICE_WHATSAPP } })
  // What comes stays where it was put.
  await stage.relay.context.traffic.webhooks.processor.stop()
})
afterEach(forget)
afterAll(() => stage[Symbol.asyncDispose]())

function sign(body: string | Buffer, secret = stage.app.secret): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

/** Posts as Meta does. @param signatures each a header of its own */
function post(url: string, body: string | Buffer, signatures: string[] = []): Promise<number> {
  const length = String(Buffer.byteLength(body))
  const headers = ['host', new URL(url).host, 'content-length', length]
  headers.push('content-type', 'application/json', 'connection', 'close')
  for (const signature of signatures) headers.push('x-hub-signature-256', signature)
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', agent: new Agent(), headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
    })
    call.on('error', reject).end(body)
  })
}

async function bodies(): Promise<string[]> {
  const rows = await stage.relay.context.db.read
    .selectFrom('webhooks')
    .select('body')
    .orderBy('id')
    .execute()
  return rows.map(({ body }) => body)
}

async function forget(): Promise<void> {
  await stage.relay.context.writer.run((tx) => tx.db.deleteFrom('webhooks').execute())
}

function ask(channelId: string, query: Record<string, string>): Promise<Response> {
  const named = Object.entries(query).map(([name, value]) => [`hub.${name}`, value])
  return stage.relay.call(`/channels/${channelId}/webhook?${new URLSearchParams(named)}`)
}

describe('the handshake', () => {
  async function verifyToken(channel: { id: string }): Promise<string> {
    return (await stage.relay.context.channels.secrets(channel.id, 'check')).verifyToken
  }

  it('gives the challenge back as plain text to who knows the verify token (T40)', async () => {
    for (const channel of [stage.whatsapp, stage.messenger, { id: 'service' }]) {
      const verify_token = await verifyToken(channel)
      const answer = await ask(channel.id, {
        mode: 'subscribe',
        challenge: '1158201444',
        verify_token,
      })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
      expect(await answer.text()).toBe('1158201444')
    }
  })

  it('refuses another token, another mode and a challenge that is more than a word (T40)', async () => {
    const right = {
      mode: 'subscribe',
      challenge: '1158201444',
      verify_token: await verifyToken(stage.whatsapp),
    }
    const wrong = [
      { verify_token: await verifyToken(stage.messenger) },
      { verify_token: '' },
      { mode: 'unsubscribe' },
      { challenge: '<script>alert(1)</script>' },
      { challenge: 'x'.repeat(129) },
      { challenge: '' },
    ]
    for (const change of wrong) {
      const answer = await ask(stage.whatsapp.id, { ...right, ...change })
      expect(answer.status, JSON.stringify(change)).toBe(403)
      expect(await answer.text()).not.toContain('script')
    }
    expect((await ask('x'.repeat(21), right)).status).toBe(404)
    expect((await stage.relay.call(`/channels/${stage.whatsapp.id}/webhook`)).status).toBe(403)
  })
})

describe('a webhook', () => {
  it('is kept byte by byte before it is acknowledged, also with emoji and escapes (T41)', async () => {
    const said = [
      '{"object":"page","entry":[{"text":"Café ☕ 🚢"}]}',
      '{"object":"page",  "entry":[{"text":"Caf\\u00e9 \\u2615 \\ud83d\\udea2 <\\/b>"}]}',
      BODY,
    ]
    for (const body of said) {
      expect(await post(stage.callback(stage.messenger), body, [sign(body)])).toBe(200)
    }
    const own = stage.callback({ id: 'service' } as ChannelAccount)
    expect(await post(own, BODY, [sign(BODY, SERVICE_SECRET)])).toBe(200)
    expect(await bodies()).toEqual([...said, BODY])
  })

  const digest = () => sign(BODY).slice('sha256='.length)
  const unsigned: [what: string, signatures: () => string[]][] = [
    ['no signature', () => []],
    ['an empty one', () => ['']],
    ['a short one', () => [sign(BODY).slice(0, -2)]],
    ['a long one', () => [`${sign(BODY)}00`]],
    ['one in upper case', () => [`sha256=${digest().toUpperCase()}`]],
    ['one that is no hex', () => [`sha256=${'g'.repeat(64)}`]],
    ['one without its algorithm', () => [digest()]],
    ['sha1', () => [`sha1=${createHmac('sha1', stage.app.secret).update(BODY).digest('hex')}`]],
    ['the right one twice', () => [sign(BODY), sign(BODY)]],
    ['a right one and a wrong one', () => [sign(BODY), sign('{}')]],
    ['one of another secret', () => [sign(BODY, 'guessed')]],
    ['one of other bytes', () => [sign(`${BODY} `)]],
    ['one of a body without its escapes', () => [sign('{"a":"é"}')]],
  ]
  it.each(unsigned)(
    'with %s is a 401 that stores and sends nothing (T38, T41)',
    async (_, given) => {
      const sent = stage.graph.requests.length
      expect(await post(stage.callback(stage.messenger), BODY, given())).toBe(401)
      expect(await bodies()).toEqual([])
      expect(stage.graph.requests.length).toBe(sent)
    },
  )

  it('of a channel without app secret is refused, however it is signed (T39)', async () => {
    const open = await stage.relay.context.channels.add({
      ...stage.whatsapp,
      externalId: 'another',
      token: 'token',
      appSecret: '',
    })
    for (const secret of ['', stage.app.secret]) {
      expect(await post(stage.callback(open), BODY, [sign(BODY, secret)])).toBe(401)
    }
    expect(await bodies()).toEqual([])
  })

  it('for a channel that is not here is not found, and one without end is too large', async () => {
    const nowhere = stage.callback({ id: 'x'.repeat(21) } as ChannelAccount)
    expect(await post(nowhere, BODY, [sign(BODY)])).toBe(404)
    const long = Buffer.alloc(3 * 1024 * 1024 + 1, ' ')
    expect(await post(stage.callback(stage.messenger), long, [sign(long)])).toBe(413)
    expect(await bodies()).toEqual([])
  })

  it('lights up its channel at once, and again after a few seconds at the soonest', async () => {
    const { relay, graph, messenger } = stage
    const webhookAt = async () => {
      const { db } = relay.context
      const query = db.read.selectFrom('channels').select('webhook_at')
      return (await query.where('id', '=', messenger.id).executeTakeFirstOrThrow()).webhook_at
    }
    await graph.time.advance(60_000)
    const inbox = await stage.talk.inbox()
    const first = graph.time.now()
    await post(stage.callback(messenger), BODY, [sign(BODY)])
    await inbox.event((event) => event.type === 'site' && event.what === 'channels')
    await graph.time.advance(1_000)
    await post(stage.callback(messenger), BODY, [sign(BODY)])
    expect(await webhookAt()).toBe(first)
    await graph.time.advance(5_000)
    await post(stage.callback(messenger), BODY, [sign(BODY)])
    expect(await webhookAt()).toBe(first + 6_000)
  })

  it('that cannot be stored is not acknowledged, so that it comes again', async () => {
    const { writer } = stage.relay.context
    const rename = (from: string, to: string) =>
      writer.run((tx) => tx.db.schema.alterTable(from).renameTo(to).execute())
    await rename('webhooks', 'away')
    const status = await post(stage.callback(stage.messenger), BODY, [sign(BODY)])
    await rename('away', 'webhooks')
    expect(status).toBe(500)
    expect(await post(stage.callback(stage.messenger), BODY, [sign(BODY)])).toBe(200)
  })
})
