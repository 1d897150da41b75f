import { once } from 'node:events'
import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { screenshot } from '../support/chromium.ts'
import { openPanel, openStage, shows, write } from './stage.ts'

it('a shopper and a merchant chat through a proxy that refuses WebSocket, by long poll and HTTP alone', async () => {
  await using stage = await openStage()
  await using proxy = await refuseSockets(stage.relay.url)
  const through = (path: string) => proxy.url + path

  const merchant = await stage.merchant()
  await merchant.goto(through('/inbox'))
  const [name = '', value = ''] = stage.shop.cookie.split('=')
  await merchant.context().addCookies([{ name, value, url: proxy.url }])
  await merchant.reload()
  await shows(merchant, /^Je netwerk blokkeert live-verbindingen/)
  await screenshot(merchant, 'no-socket-inbox')

  const shopper = await stage.shopper()
  await shopper.goto(through('/demo/nl/product/noot'))
  await openPanel(shopper)
  await write(shopper, 'Kom ik hier doorheen?')
  await merchant.getByRole('option').filter({ hasText: 'Kom ik hier doorheen?' }).click()
  await write(merchant, 'Ja, alleen iets later')
  await shows(shopper, 'Ja, alleen iets later')
  await shows(merchant, /gelezen/)
  await expect.poll(() => shopper.getByText('Geen verbinding').count()).toBe(0)
  await write(shopper, 'Top')
  await merchant.getByRole('log').getByText('Top', { exact: true }).waitFor()
  await shows(shopper, /gelezen/)
  await screenshot(shopper, 'no-socket-panel')
  expect(proxy.refused()).toBeGreaterThan(3)
  expect(stage.errors).toEqual([])
})

interface Proxy extends AsyncDisposable {
  url: string
  /** How many sockets were asked for in vain. */
  refused(): number
}

/** A proxy as some offices have one: it passes everything on but an upgrade. */
async function refuseSockets(target: string): Promise<Proxy> {
  let refused = 0
  const { host } = new URL(target)
  const server = createServer((incoming, answer) => {
    const { method, headers, url } = incoming
    const origin = headers.origin && { origin: target }
    const outgoing = forward(target + url, { method, headers: { ...headers, host, ...origin } })
    outgoing.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(answer)
    })
    outgoing.on('error', () => answer.destroy())
    answer.on('close', () => outgoing.destroy())
    incoming.pipe(outgoing)
  })
  server.on('upgrade', (_, socket) => {
    refused += 1
    socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused: () => refused,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
