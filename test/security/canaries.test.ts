import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import BetterSqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RelayProcess, startRelay } from '../support/relay-process.ts'

const canary = (name: string) => `canary-${name}-${randomBytes(12).toString('hex')}`

const CANARIES = {
  smtp: canary('smtp'),
  key: `canary_key_${randomBytes(24).toString('hex')}`,
  password: canary('password'),
  wrong: canary('wrong'),
  next: canary('next'),
  token: canary('token'),
  email: `${canary('email')}@lamp.example`,
  secret: canary('secret'),
  text: canary('text'),
  phone: canary('phone'),
  hash: canary('hash'),
}

let relay: RelayProcess
const answers: string[] = []

beforeAll(async () => {
  relay = await startRelay({
    env: {
      LOG_LEVEL: 'trace',
      SECRET_KEY: CANARIES.key,
      // Nothing listens there: every mail fails, and says so in the log.
      SMTP_URL: `smtp://loods:${CANARIES.smtp}@127.0.0.1:1`,
      EGRESS_ALLOW: 'hook.local:1',
      SIGNUP: 'open',
    },
  })
})
afterAll(() => relay.dispose())

async function call(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(relay.url + path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })
  answers.push(await response.text())
  return response
}

/** The set-up link is printed on purpose, once, to whoever started the relay. */
async function setUpSecret(): Promise<string> {
  for (;;) {
    const printed = /#set-up=([\w-]+)/.exec(relay.output())?.[1]
    if (printed) return printed
    await sleep(20)
  }
}

/** Makes the relay fail in a way nobody foresaw, with a secret in its hands. */
function spoilHash(): void {
  const db = new BetterSqlite(join(relay.dataDir, 'loods.sqlite'))
  db.prepare('update accounts set password_hash = ?').run(CANARIES.hash)
  db.close()
}

it('T85: no secret, address or word of anybody is logged or answered, whatever goes wrong', async () => {
  const { password, wrong, next, token, email, secret, text, phone } = CANARIES
  const made = await call('/api/set-up', {
    token: await setUpSecret(),
    name: 'Noor',
    email,
    password,
    siteName: 'Lamp',
    language: 'nl',
    timeZone: 'Europe/Amsterdam',
  })
  const { siteId } = JSON.parse(answers[0] ?? '{}') as { siteId: string }
  expect(siteId).toHaveLength(21)
  const cookie = made.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  await call('/api/session/token', {}, { cookie })
  const bearer = (JSON.parse(answers.pop() ?? '{}') as { token: string }).token
  const auth = { authorization: `Bearer ${bearer}` }

  await call('/api/session', { email, password: wrong })
  await call('/api/session', { email, password: { $ne: secret } })
  await call('/api/session', `{"email":"${email}","password":"${secret}`)
  await call('/api/password-reset', { email })
  await call('/api/password-reset/complete', { token, password: next })
  await call('/api/sign-up', { email: `x${email}`, language: 'nl' })
  await call('/api/me/password', { current: wrong, next }, auth)
  await call('/api/me/email', { email: 'n@lamp.example', password: wrong }, auth)
  await call('/api/me/password', {}, { authorization: `Bearer ${token}` })
  await call(`/api/sites/${siteId}/invitations`, { email: `y${email}`, role: 'agent' }, auth)
  await call(`/api/sites/${siteId}/messages`, { text, phone, [secret]: secret }, auth)
  await call(`/api/invitations/accept?token=${token}`, { token, password: next, name: text })
  await fetch(`${relay.url}/api/me?token=${token}`, { headers: { cookie: `loods=${secret}` } })
  spoilHash()
  expect((await call('/api/session', { email, password })).status).toBe(500)
  // The mails fail meanwhile.
  await sleep(1_000)
  await relay.stop()

  const [cookieSecret, ownToken] = [cookie.split('=')[1] ?? '', bearer]
  expect(Math.min(cookieSecret.length, ownToken.length)).toBeGreaterThan(42)
  const logged = relay.output()
  expect(logged).toContain('a request failed')
  for (const [name, value] of Object.entries({ ...CANARIES, cookieSecret, ownToken })) {
    const value_ = name === 'email' ? (value.split('@')[0] ?? '') : value
    expect({ name, logged: logged.includes(value_) }).toEqual({ name, logged: false })
  }
  for (const [name, value] of Object.entries({ ...CANARIES, email: secret })) {
    expect({ name, answered: answers.some((answer) => answer.includes(value)) }).toEqual({
      name,
      answered: false,
    })
  }
})
