import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { SignJWT } from 'jose'
import { mintSecret } from '../crypto/secrets.ts'
import { requestDigest } from '../hosts/signed-by-shop.ts'

/** A site as the shop's own server knows it. */
export interface ShopKeys {
  siteKey: string
  secret: string
}

/** A token a shop's server signs. @param claims beside iss, iat and exp (a minute from `now`, in ms) */
export function signAsShop(
  { siteKey, secret }: ShopKeys,
  audience: string,
  claims: Record<string, unknown>,
  now = Date.now(),
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(siteKey)
    .setAudience(audience)
    .setIssuedAt(new Date(now))
    .setExpirationTime(new Date(now + 60_000))
    .sign(new TextEncoder().encode(secret))
}

/** The Authorization header of one request of a shop's server. */
export async function shopHeaders(
  keys: ShopKeys,
  request: { method: string; path: string; body?: unknown },
  now = Date.now(),
): Promise<{ authorization: string }> {
  const body = request.body === undefined ? '' : JSON.stringify(request.body)
  const digest = requestDigest(request.method, request.path, body)
  const token = await signAsShop(keys, 'loods-shop', { request: digest }, now)
  return { authorization: `Bearer ${token}` }
}

/** A shop in another admin panel, as far as the relay sees it: it answers the relay's call back. */
export interface TestShop extends AsyncDisposable {
  url: string
  code: string
  /** What is sent to /host/v1/start. */
  request(change?: Record<string, unknown>): Record<string, unknown>
}

/** @param answer makes the proof; the right one unless said */
export async function startTestShop(
  relayOrigin: string,
  answer: (challenge: string, right: string) => { status?: number; body: string } = (_, right) => ({
    body: JSON.stringify({ proof: right }),
  }),
): Promise<TestShop> {
  const code = mintSecret()
  async function prove(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { challenge } = (await json(request)) as { challenge: string }
    const right = createHmac('sha256', code)
      .update(`loods-proof ${relayOrigin} ${challenge}`)
      .digest('hex')
    const { status = 200, body } = answer(challenge, right)
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  }
  const server = createServer((request, response) => void prove(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    code,
    request: (change = {}) => ({
      host: 'wordpress',
      url: `${url}/`,
      endpoint: `${url}/wp-json/loods/v1`,
      code,
      shop: { name: 'Lampenwinkel', language: 'nl', timeZone: 'Europe/Amsterdam' },
      owner: { id: '1', name: 'Noor', email: 'noor@lampenwinkel.example' },
      ...change,
    }),
    async [Symbol.asyncDispose]() {
      server.close()
      await once(server, 'close')
    },
  }
}
