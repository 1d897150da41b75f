import type { MeAnswer, StartAnswer, TokenAnswer } from '@loods/protocol'
import { nanoid } from 'nanoid'

interface Call {
  token?: string
  cookie?: string
  body?: object
}

/** Goes through the set-up link, writes as a shopper, answers as the owner, and waits until the shopper has it. */
export async function firstChat(url: string, setUpSecret: string): Promise<void> {
  const { siteId, siteKey, token } = await setUp(url, setUpSecret)
  const widget = `/widget/v1/${siteKey}`
  const shopper = await json<StartAnswer>(url, `${widget}/visitors`, { body: { context: {} } })
  const asShopper = { token: shopper.secret }
  await call(url, `${widget}/messages`, { ...asShopper, body: { cid: nanoid(), text: 'Hallo?' } })
  const { cursor } = await json<{ cursor: string }>(url, `${widget}/thread`, asShopper)
  const answered = json<{ events: unknown[] }>(
    url,
    `${widget}/events?since=${cursor}&wait=20000`,
    asShopper,
  )
  const thread = `/api/sites/${siteId}/conversations/${shopper.conversationId}/messages`
  await call(url, thread, { token, body: { cid: nanoid(), text: 'Hallo, zeg het maar' } })
  if ((await answered).events.length === 0) throw new Error('the answer did not arrive')
}

async function setUp(
  url: string,
  secret: string,
): Promise<{ siteId: string; siteKey: string; token: string }> {
  const response = await call(url, '/api/set-up', {
    body: {
      token: secret,
      name: 'Noor',
      email: 'noor@lamp-en-linnen.example',
      password: 'een lamp met linnen kap',
      siteName: 'Lamp & Linnen',
      language: 'nl',
      timeZone: 'Europe/Amsterdam',
    },
  })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const { token } = await json<TokenAnswer>(url, '/api/session/token', { cookie, body: {} })
  const site = (await json<MeAnswer>(url, '/api/me', { token })).sites[0]
  if (!site) throw new Error('the owner has no shop')
  return { siteId: site.siteId, siteKey: site.key, token }
}

async function json<T>(url: string, path: string, what: Call): Promise<T> {
  return (await (await call(url, path, what)).json()) as T
}

async function call(url: string, path: string, { token, cookie, body }: Call): Promise<Response> {
  const response = await fetch(url + path, {
    method: body ? 'POST' : 'GET',
    ...(body && { body: JSON.stringify(body) }),
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(cookie && { cookie }),
    },
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response
}
