import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createEgress } from '../../egress/egress.ts'
import { parseExactJson } from '../../egress/exact-json.ts'
import { createLogger } from '../../logger.ts'
import { createGraphClient, type GraphClient } from './graph-client.ts'

let server: Server | undefined

afterEach(() => {
  server?.close()
  server?.closeAllConnections()
})

async function graph(listener: RequestListener): Promise<GraphClient> {
  server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const egress = createEgress({ allow: [host], log: createLogger('silent') })
  return createGraphClient({ egress, url: `http://${host}`, version: 'v26.0' })
}

const post = { path: 'x/messages', token: 't', json: {} }

describe('a call of the Graph API', () => {
  it('that nobody heard was not done; one that was heard may have been', async () => {
    const client = await graph((request) => request.socket.destroy())
    expect(await client.call(post)).toMatchObject({ outcome: 'unsure' })
    expect(await client.call({ ...post, method: 'GET' })).toMatchObject({ outcome: 'unreachable' })
    server?.close()
    await once(server as Server, 'close')
    expect(await client.call(post)).toMatchObject({ outcome: 'unreachable' })
  })

  it('T38: goes where it was sent and no further, with its token', async () => {
    const heard: (string | undefined)[] = []
    const client = await graph((request, response) => {
      heard.push(request.url)
      response.writeHead(307, { location: 'http://127.0.0.2/' }).end()
    })
    expect(await client.call(post)).toMatchObject({ outcome: 'refused', error: { status: 307 } })
    expect(heard).toEqual(['/v26.0/x/messages'])
  })

  it.each([
    [200, 'no JSON', { status: 200, code: 0 }],
    [502, '<html>', { status: 502, code: 0 }],
    [400, '{"error":{"code":"4"}}', { status: 400, code: 0 }],
    [
      400,
      '{"error":{"code":4,"message":"M","error_subcode":33,"error_data":{"details":"D"}}}',
      { status: 400, code: 4, message: 'M', subcode: 33, details: 'D' },
    ],
  ])('answered by %i %s is refused in numbers', async (status, body, error) => {
    const client = await graph((_, response) => {
      response.writeHead(status, { 'retry-after': '7' }).end(body)
    })
    expect(await client.call(post)).toEqual({
      outcome: 'refused',
      error: { message: `HTTP ${status}`, retryAfterMs: 7_000, ...error },
    })
  })
})

describe('JSON of Meta', () => {
  it('keeps the digits of ids that are more than a number holds, and nothing else', () => {
    const json =
      '{"id":12345678901234567890,"small":9007199254740991,"n":-1.5,"t":"1234567890123456"}'
    expect(parseExactJson(Buffer.from(json))).toEqual({
      id: '12345678901234567890',
      small: 9_007_199_254_740_991,
      n: -1.5,
      t: '1234567890123456',
    })
    expect(() => parseExactJson('{')).toThrow(SyntaxError)
  })
})
