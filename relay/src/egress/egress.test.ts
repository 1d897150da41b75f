import type { LookupAddress } from 'node:dns'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createLogger } from '../logger.ts'
import { createEgress, type Dial, type EgressDeps } from './egress.ts'
import type { Lookup } from './guarded-lookup.ts'

const closers: Array<() => unknown> = []

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => server.close())
  return (server.address() as AddressInfo).port
}

function serve(listener: RequestListener): Promise<number> {
  return listen(createServer(listener))
}

function egress(deps: Partial<EgressDeps> = {}) {
  return createEgress({ allow: [], log: createLogger('silent'), ...deps })
}

/** Resolves any name to these addresses; each call takes the next entry. */
function answers(...turns: string[][]): Lookup {
  let turn = 0
  return (_hostname, _options, callback) => {
    const found = turns[Math.min(turn, turns.length - 1)] ?? []
    turn += 1
    const addresses = found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    callback(null, addresses)
  }
}

describe('what the way out refuses', () => {
  it.each([
    'http://shop.example/',
    'ftp://shop.example/',
    'file:///etc/passwd',
    'https://shop.example:8443/',
    'https://name:secret@shop.example/',
    'shop.example',
  ])('%s', async (url) => {
    const lookup = vi.fn(answers(['1.1.1.1']))
    await expect(egress({ lookup }).request(url)).rejects.toMatchObject({ reason: 'refused' })
    expect(lookup).not.toHaveBeenCalled()
  })

  it.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    '0x7f000001',
    '0177.0.0.1',
    '017700000001',
    '0.0.0.0',
    '0',
    '127.0.0.1.',
    '１２７.０.０.１',
    '1.1.1.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2606:4700::1111]',
  ])('T66: the bare address %s, before a name is asked for or a socket opened', async (host) => {
    const dial = vi.fn<Dial>((to) => connect(to))
    const request = egress({ connect: dial }).request(`https://${host}/`)
    await expect(request).rejects.toMatchObject({ reason: 'refused' })
    expect(dial).not.toHaveBeenCalled()
  })

  it.each([
    [['127.0.0.1']],
    [['1.1.1.1', '10.0.0.1']],
    [['::ffff:127.0.0.1']],
    [['fd00::1']],
    [[]],
  ])('T69: a name that leads to %j', async (addresses) => {
    const request = egress({ lookup: answers(addresses) }).request('https://shop.example/')
    await expect(request).rejects.toMatchObject({ reason: 'refused' })
  })

  it('T69: asks for a name once, and connects to what was checked', async () => {
    const lookup = vi.fn(answers(['1.1.1.1'], ['127.0.0.1']))
    const dialled: string[] = []
    const dial: Dial = ({ host = '', lookup: resolve }) => {
      const socket = connect({ host: '127.0.0.1', port: 1, autoSelectFamily: false })
      resolve?.(host, { all: false }, (_error: Error | null, address: string | LookupAddress[]) => {
        dialled.push(address as string)
        socket.destroy(new Error('no network in tests'))
      })
      return socket
    }
    const request = egress({ lookup, connect: dial }).request('https://shop.example/')
    await expect(request).rejects.toMatchObject({ reason: 'unreachable' })
    expect(lookup).toHaveBeenCalledTimes(1)
    expect(dialled).toEqual(['1.1.1.1'])
  })

  it('T69: hangs up before saying a word when the socket arrived somewhere private', async () => {
    const heard: Buffer[] = []
    const hungUp = Promise.withResolvers<void>()
    const port = await listen(
      createTcpServer((socket) => {
        socket.on('data', (chunk) => heard.push(chunk))
        socket.on('close', () => hungUp.resolve())
      }),
    )
    const dial: Dial = () => connect({ host: '127.0.0.1', port })
    const request = egress({ connect: dial }).request('https://shop.example/')
    await expect(request).rejects.toMatchObject({ reason: 'refused' })
    await hungUp.promise
    expect(heard).toEqual([])
  })

  it('T70: hosts beside those a request names', async () => {
    const lookup = vi.fn(answers(['127.0.0.1']))
    const hosts = ['fcm.googleapis.com', '*.push.services.mozilla.com']
    for (const host of [
      'evil.example',
      'fcm.googleapis.com.evil.example',
      'push.services.mozilla.com',
      'xpush.services.mozilla.com',
    ]) {
      const request = egress({ lookup }).request(`https://${host}/`, { hosts })
      await expect(request).rejects.toMatchObject({ reason: 'refused' })
    }
    expect(lookup).not.toHaveBeenCalled()
    const known = egress({ lookup }).request('https://a.push.services.mozilla.com/', { hosts })
    await expect(known).rejects.toThrow('not public')
  })
})

describe('T67: what the operator allows', () => {
  it('is reached by plain http, at a private address and on its own port', async () => {
    const port = await serve((request, response) => {
      response.writeHead(201, { 'x-seen': `${request.method} ${request.url}` })
      request.pipe(response)
    })
    const out = egress({ allow: [`hook.local:${port}`], lookup: answers(['127.0.0.1']) })
    const answer = await out.request(`http://hook.local:${port}/in?a=1`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'één',
    })
    expect([answer.status, answer.headers['x-seen'], answer.body.toString()]).toEqual([
      201,
      'POST /in?a=1',
      'één',
    ])
  })

  it('is that host and port only', async () => {
    const port = await serve((_, response) => response.end())
    const out = egress({ allow: [`hook.local:${port}`], lookup: answers(['127.0.0.1']) })
    for (const url of [`http://other.local:${port}/`, `http://hook.local:${port + 1}/`]) {
      await expect(out.request(url)).rejects.toMatchObject({ reason: 'refused' })
    }
  })
})

describe('an answer', () => {
  async function local(listener: RequestListener) {
    const port = await serve(listener)
    return { url: `http://127.0.0.1:${port}/`, out: egress({ allow: [`127.0.0.1:${port}`] }) }
  }

  it('that points elsewhere is given as it is, and nobody goes there', async () => {
    const visits: string[] = []
    const { url, out } = await local((request, response) => {
      visits.push(request.url ?? '')
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    expect((await out.request(url, { headers: { authorization: 'Bearer x' } })).status).toBe(302)
    expect(visits).toEqual(['/'])
  })

  it('that is too large is cut off', async () => {
    const { url, out } = await local((_, response) => response.end('x'.repeat(2_000)))
    const request = out.request(url, { maxBytes: 1_000 })
    await expect(request).rejects.toMatchObject({ reason: 'too_large' })
  })

  it('that never comes is waited for no longer than asked', async () => {
    const { url, out } = await local(() => {})
    const request = out.request(url, { timeoutMs: 50 })
    await expect(request).rejects.toMatchObject({ reason: 'timeout' })
  })

  it('that stops half-way is not taken for whole', async () => {
    const { url, out } = await local((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half')
      setImmediate(() => response.destroy())
    })
    await expect(out.request(url)).rejects.toMatchObject({ reason: 'unreachable', sent: true })
  })

  it('that cannot come, since nobody is there, was asked for in vain for certain', async () => {
    const port = await serve((_, response) => response.end())
    await Promise.all(closers.splice(0).map((close) => close()))
    const out = egress({ allow: [`127.0.0.1:${port}`] })
    const request = out.request(`http://127.0.0.1:${port}/`)
    await expect(request).rejects.toMatchObject({ reason: 'unreachable', sent: false })
  })
})
