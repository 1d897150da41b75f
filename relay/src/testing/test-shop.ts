import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { SignJWT } from 'jose'
import { mintSecret } from '../crypto/secrets.ts'
import { signQuestion } from '../hosts/ask-shop.ts'
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
  /** The site's secret, once the relay gave it: questions signed otherwise are refused. */
  secret?: string
  /** What it answers to the relay's questions, by name; 404 without. */
  answers: Record<string, (question: Record<string, unknown>) => Answer>
  /** Everything else it serves. */
  serve?: (request: IncomingMessage, response: ServerResponse) => void
  /** What is sent to /host/v1/start. */
  request(change?: Record<string, unknown>): Record<string, unknown>
}

interface Answer {
  status?: number
  body: unknown
}

/** @param answer makes the proof; the right one unless said */
export async function startTestShop(
  relayOrigin: string,
  answer: (challenge: string, right: string) => { status?: number; body: string } = (_, right) => ({
    body: JSON.stringify({ proof: right }),
  }),
): Promise<TestShop> {
  const code = mintSecret()
  function prove(body: string): { status?: number; body: string } {
    const { challenge } = JSON.parse(body) as { challenge: string }
    const right = createHmac('sha256', code)
      .update(`loods-proof ${relayOrigin} ${challenge}`)
      .digest('hex')
    return answer(challenge, right)
  }
  function tell(what: string, signature: string, body: string): { status?: number; body: string } {
    const seconds = Number(signature.split('.')[0])
    const right = signQuestion(shop.secret ?? '', seconds, `/ask/${what}`, body)
    if (!shop.secret || signature !== right) return { status: 401, body: '{}' }
    const told = shop.answers[what]?.(JSON.parse(body)) ?? { status: 404, body: {} }
    return { ...told, body: JSON.stringify(told.body) }
  }
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://shop')
    const what = /\/wp-json\/loods\/v1\/(proof|ask\/([\w-]+))$/.exec(pathname)
    if (!what) {
      if (shop.serve) shop.serve(request, response)
      else response.writeHead(404).end()
      return
    }
    const body = await readText(request)
    const signature = String(request.headers['x-loods-signature'])
    const { status = 200, body: said } = what[2] ? tell(what[2], signature, body) : prove(body)
    response.writeHead(status, { 'content-type': 'application/json' }).end(said)
  }
  const server = createServer((request, response) => void handle(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const shop: TestShop = {
    url,
    code,
    answers: {},
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
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return shop
}
