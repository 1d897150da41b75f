import type { EntryAnswer, MeAnswer, SessionsAnswer } from '@loods/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SmtpCatcher, startSmtpCatcher } from '../../../test/support/smtp-catcher.ts'
import { addColleague, cookieOf, signIn } from '../testing/test-people.ts'
import {
  setUpOwner,
  startTestRelay,
  type TestOwner,
  type TestRelay,
  tokenFor,
} from '../testing/test-relay.ts'
import { openSocket } from '../testing/test-socket.ts'
import { DIALECTS, dialectEnv } from '../testing/test-storage.ts'

const NEXT = 'gieter vol met regenwater'

let relay: TestRelay
let owner: TestOwner
let now: number

async function start(env: Record<string, string> = {}) {
  now = Date.UTC(2026, 10, 22, 9)
  relay = await startTestRelay({ clock: () => now, env })
  owner = await setUpOwner(relay)
}

afterEach(() => relay[Symbol.asyncDispose]())

async function status(path: string, options: Parameters<TestRelay['call']>[1]) {
  return (await relay.call(path, options)).status
}

async function refusal(answer: Promise<Response>): Promise<string> {
  const response = await answer
  const body = (await response.json()) as { error?: { code: string } }
  return `${response.status} ${body.error?.code}`
}

function inboxSocket(token: string) {
  return openSocket(relay.url, { type: 'member_hello', v: 1, siteId: owner.siteId, token })
}

describe.each(DIALECTS)('accounts, stored in %s', (dialect) => {
  beforeEach(async () => start(await dialectEnv(dialect)))

  it('sign in with address and password, however the address is spelled', async () => {
    const { token } = await signIn(relay, { ...owner, email: ` ${owner.email.toUpperCase()} ` })
    const me = await relay.json<MeAnswer>('/api/me', { token })
    expect(me).toMatchObject({
      name: 'Noor',
      email: owner.email,
      sites: [{ siteId: owner.siteId, role: 'owner', name: 'Lamp & Linnen' }],
    })
  })

  it('sign out: cookie and token open nothing afterwards', async () => {
    const { cookie, token } = await signIn(relay, owner)
    const answer = await relay.call('/api/session', {
      method: 'DELETE',
      body: {},
      headers: { cookie },
    })
    expect(answer.status).toBe(204)
    expect(answer.headers.getSetCookie()[0]).toMatch(/^loods=; Max-Age=0/)
    expect(await status('/api/session/token', { body: {}, headers: { cookie } })).toBe(401)
    expect(await status('/api/me', { token })).toBe(401)
  })

  it('list where they are signed in, and sign one browser out', async () => {
    now += 60_000
    const phone = await relay.call('/api/session', {
      body: { email: owner.email, password: owner.password },
      headers: {
        'user-agent': 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0 <b>',
      },
    })
    const phoneToken = await tokenFor(relay, cookieOf(phone))
    const { sessions } = await relay.json<SessionsAnswer>('/api/sessions', { token: owner.token })
    expect(sessions.map(({ device, current }) => [device, current])).toEqual([
      ['Firefox, Android', false],
      ['Chrome, Linux', true],
    ])
    expect(sessions[0]).toMatchObject({ createdAt: now, lastSeenAt: now })
    const path = `/api/sessions/${sessions[0]?.id}`
    expect(await status(path, { method: 'DELETE', token: owner.token })).toBe(204)
    expect(await status('/api/me', { token: phoneToken })).toBe(401)
    expect(await status('/api/me', { token: owner.token })).toBe(200)
  })

  it('cannot sign out a browser of somebody else', async () => {
    const colleague = await addColleague(relay, owner)
    const { sessions } = await relay.json<SessionsAnswer>('/api/sessions', { token: owner.token })
    const path = `/api/sessions/${sessions[0]?.id}`
    expect(await status(path, { method: 'DELETE', token: colleague.token })).toBe(404)
    expect(await status('/api/me', { token: owner.token })).toBe(200)
  })

  it('T17: signing out everywhere ends every browser and closes every socket', async () => {
    const other = await signIn(relay, owner)
    const sockets = [await inboxSocket(owner.token), await inboxSocket(other.token)]
    for (const socket of sockets) await socket.next('live')
    expect(await status('/api/sessions', { method: 'DELETE', token: other.token })).toBe(204)
    expect(await Promise.all(sockets.map((socket) => socket.closed))).toEqual([4004, 4004])
    expect(await status('/api/me', { token: owner.token })).toBe(401)
    expect(await status('/api/me', { token: other.token })).toBe(401)
  })

  it('T17: a new password signs every other browser out, its socket too, and keeps this one', async () => {
    const other = await signIn(relay, owner)
    const [mine, theirs] = [await inboxSocket(owner.token), await inboxSocket(other.token)]
    await Promise.all([mine.next('live'), theirs.next('live')])
    const changed = await status('/api/me/password', {
      token: owner.token,
      body: { current: owner.password, next: NEXT },
    })
    expect(changed).toBe(204)
    expect(await theirs.closed).toBe(4004)
    expect(await status('/api/me', { token: other.token })).toBe(401)
    mine.send({ type: 'ping' })
    await mine.next('pong')
    await expect(signIn(relay, owner)).rejects.toThrow('wrong_credentials')
    await signIn(relay, { email: owner.email, password: NEXT })
  })

  it('keep their password when the current one is wrong or the new one weak', async () => {
    const change = (current: string, next: string) =>
      refusal(relay.call('/api/me/password', { token: owner.token, body: { current, next } }))
    expect(await change('something else entirely', NEXT)).toBe('401 wrong_credentials')
    expect(await change(owner.password, 'Welkom2026!')).toBe('400 weak_password')
    expect(await change(owner.password, 'kort')).toBe('400 weak_password')
    await signIn(relay, owner)
  })

  it('change name and language, and every shop’s screens hear of it', async () => {
    const inbox = await inboxSocket(owner.token)
    await inbox.next('live')
    const me = await relay.json<MeAnswer>('/api/me', {
      method: 'PATCH',
      token: owner.token,
      body: { name: 'Noor de Vries', language: 'en' },
    })
    expect(me).toMatchObject({ name: 'Noor de Vries', language: 'en' })
    await inbox.event((event) => event.type === 'site' && event.what === 'team')
  })

  it('change their address at once where there is no mail server, with the password only', async () => {
    const change = (password: string, email: string) =>
      relay.call('/api/me/email', { token: owner.token, body: { email, password } })
    expect(await refusal(change('not the password', 'n@vries.example'))).toBe(
      '401 wrong_credentials',
    )
    await addColleague(relay, owner)
    expect(await refusal(change(owner.password, 'agent@lamp-en-linnen.example'))).toBe(
      '409 already_exists',
    )
    expect(await (await change(owner.password, 'N@Vries.example')).json()).toEqual({
      changed: true,
    })
    await signIn(relay, { email: 'n@vries.example', password: owner.password })
  })

  it('are told plainly where no mail can be sent', async () => {
    const ask = relay.call('/api/password-reset', { body: { email: owner.email } })
    expect(await refusal(ask)).toBe('409 no_mail')
    expect(await relay.json('/api/entry')).toMatchObject({ mail: false })
  })

  it('a session that another process ended loses its sockets', async () => {
    const inbox = await inboxSocket(owner.token)
    await inbox.next('live')
    await relay.context.db.write.updateTable('sessions').set({ revoked_at: now }).execute()
    expect(await inbox.closed).toBe(4004)
  })
})

describe('wrong passwords', () => {
  const wrong = (email: string) => relay.call('/api/session', { body: { email, password: 'x' } })

  it('T18: look the same for an account that is there and one that is not', async () => {
    await start()
    const answers = [await wrong(owner.email), await wrong('nobody@lamp-en-linnen.example')]
    const [known, unknown] = await Promise.all(
      answers.map(async (answer) => ({
        status: answer.status,
        body: await answer.text(),
        headers: [...answer.headers].filter(([name]) => name !== 'date'),
      })),
    )
    expect(known).toEqual(unknown)
    expect(known?.status).toBe(401)
  })

  it('T18: the 21st within a quarter of an hour is refused, known account or not, right or wrong', async () => {
    await start({ TRUST_PROXY: '1' })
    for (const email of [owner.email, 'nobody@lamp-en-linnen.example']) {
      const from = (i: number) => ({ 'x-forwarded-for': `203.0.113.${i}` })
      const attempts = await Promise.all(
        Array.from({ length: 25 }, (_, i) =>
          status('/api/session', { body: { email, password: 'x' }, headers: from(i) }),
        ),
      )
      expect(attempts.filter((code) => code === 401)).toHaveLength(20)
      expect(attempts.filter((code) => code === 429)).toHaveLength(5)
      const body = { email, password: owner.password }
      const late = await relay.call('/api/session', { body, headers: from(99) })
      expect(late.status).toBe(429)
      expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0)
    }
  })

  it('T18: are counted by address over all accounts', async () => {
    await start()
    const attempts = await Promise.all(
      Array.from({ length: 25 }, (_, i) => wrong(`a${i}@b.example`)),
    )
    expect(attempts.filter((answer) => answer.status === 429)).toHaveLength(5)
  })

  it('are the only ones that count', async () => {
    await start()
    for (let i = 0; i < 25; i += 1) await signIn(relay, owner)
  })
})

describe('with a mail server', () => {
  let catcher: SmtpCatcher

  beforeEach(async () => {
    catcher = await startSmtpCatcher()
  })

  afterEach(() => catcher.stop())

  const mailTo = async (address: string, word: string) => {
    const { mail } = await catcher.waitFor(
      ({ to, mail }) => to.includes(address) && (mail.text ?? '').includes(word),
    )
    return mail.text ?? ''
  }
  const secretIn = (text: string) => /#[a-z-]+=([\w-]+)/.exec(text)?.[1] ?? ''
  const askReset = (email: string) => relay.call('/api/password-reset', { body: { email } })
  const reset = (token: string, password = NEXT) =>
    relay.call('/api/password-reset/complete', { body: { token, password } })

  it('T17: a lost password is replaced by a link that works once, and every browser is signed out, its socket too', async () => {
    await start({ SMTP_URL: catcher.url })
    const inbox = await inboxSocket(owner.token)
    expect((await askReset(owner.email)).status).toBe(204)
    const token = secretIn(await mailTo(owner.email, '#reset='))
    expect(await refusal(reset(token, 'Welkom2026!'))).toBe('400 weak_password')
    const answer = await reset(token)
    expect(answer.status).toBe(204)
    expect(await status('/api/me', { token: owner.token })).toBe(401)
    expect(await inbox.closed).toBe(4004)
    await tokenFor(relay, cookieOf(answer))
    await signIn(relay, { email: owner.email, password: NEXT })
    expect(await refusal(reset(token))).toBe('410 link_used_or_expired')
    await mailTo(owner.email, 'zojuist veranderd')
  })

  it('a reset link is over after an hour, and after another was asked for', async () => {
    await start({ SMTP_URL: catcher.url })
    await askReset(owner.email)
    const first = secretIn(await mailTo(owner.email, '#reset='))
    await askReset(owner.email)
    const second = secretIn(await mailTo(owner.email, '#reset=').then(() => lastMail()))
    expect(await refusal(reset(first))).toBe('410 link_used_or_expired')
    now += 3_600_001
    expect(await refusal(reset(second))).toBe('410 link_used_or_expired')
  })

  async function lastMail(): Promise<string> {
    await relay.context.outbox.settle()
    return catcher.mails.at(-1)?.mail.text ?? ''
  }

  it('T18: asking for a new password answers the same for an address nobody has, and mails nobody', async () => {
    await start({ SMTP_URL: catcher.url })
    const answers = [await askReset('nobody@lamp-en-linnen.example'), await askReset(owner.email)]
    expect(answers.map((answer) => answer.status)).toEqual([204, 204])
    await mailTo(owner.email, '#reset=')
    expect(catcher.mails).toHaveLength(1)
  })

  it('T83: links lead to PUBLIC_URL whatever host a request claims', async () => {
    await start({ SMTP_URL: catcher.url, PUBLIC_URL: 'https://chat.lamp.example' })
    await relay.call('/api/password-reset', {
      body: { email: owner.email },
      headers: {
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        forwarded: 'host=evil.example',
        'x-forwarded-proto': 'http',
      },
    })
    const text = await mailTo(owner.email, '#reset=')
    expect(text).toContain('https://chat.lamp.example/inbox#reset=')
    expect(text).not.toContain('evil')
  })

  it('no link’s secret lies in the database', async () => {
    await start({ SMTP_URL: catcher.url })
    await askReset(owner.email)
    const secret = secretIn(await mailTo(owner.email, '#reset='))
    const { db } = relay.context
    const rows = [
      await db.read.selectFrom('outbox').selectAll().execute(),
      await db.read.selectFrom('one_time_links').selectAll().execute(),
    ]
    expect(secret.length).toBe(43)
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  it('a new address proves itself before it counts, and the old one is told', async () => {
    await start({ SMTP_URL: catcher.url })
    const email = 'noor@vries.example'
    const answer = await relay.json('/api/me/email', {
      token: owner.token,
      body: { email, password: owner.password },
    })
    expect(answer).toEqual({ changed: false })
    await signIn(relay, owner)
    const token = secretIn(await mailTo(email, '#email='))
    expect(await status('/api/email-confirmation', { body: { token } })).toBe(204)
    await signIn(relay, { ...owner, email })
    await mailTo(owner.email, 'zojuist veranderd')
    expect(await refusal(relay.call('/api/email-confirmation', { body: { token } }))).toBe(
      '410 link_used_or_expired',
    )
  })

  it('a link made for one thing opens no other', async () => {
    await start({ SMTP_URL: catcher.url, SIGNUP: 'open' })
    await askReset(owner.email)
    const token = secretIn(await mailTo(owner.email, '#reset='))
    const bodies: Array<[string, object]> = [
      ['/api/email-confirmation', { token }],
      ['/api/invitations/look', { token }],
      ['/api/invitations/accept', { token, password: NEXT, name: 'Eve' }],
      ['/api/set-up', { ...shop(token), email: 'eve@example.com' }],
      ['/api/sign-up/complete', shop(token)],
    ]
    for (const [path, body] of bodies) {
      expect(await refusal(relay.call(path, { body }))).toBe('410 link_used_or_expired')
    }
    expect((await reset(token)).status).toBe(204)
  })

  function shop(token: string) {
    return {
      token,
      name: 'Eve',
      password: NEXT,
      siteName: 'Thee & Zo',
      language: 'nl',
      timeZone: 'Europe/Amsterdam',
    }
  }

  const askSignUp = (email: string) =>
    relay.call('/api/sign-up', { body: { email, language: 'nl' } })

  it('anybody opens a shop where sign-up is open, once their address is proven', async () => {
    await start({ SMTP_URL: catcher.url, SIGNUP: 'open' })
    expect(await relay.json<EntryAnswer>('/api/entry')).toEqual({
      needsSetUp: false,
      signUp: true,
      mail: true,
    })
    expect((await askSignUp('eve@thee.example')).status).toBe(204)
    const token = secretIn(await mailTo('eve@thee.example', '#sign-up='))
    const answer = await relay.call('/api/sign-up/complete', { body: shop(token) })
    const me = await relay.json<MeAnswer>('/api/me', {
      token: await tokenFor(relay, cookieOf(answer)),
    })
    expect(me).toMatchObject({
      email: 'eve@thee.example',
      sites: [{ role: 'owner', name: 'Thee & Zo' }],
    })
    expect(await status(`/api/sites/${owner.siteId}`, { token: owner.token })).toBe(200)
    expect(me.sites).toHaveLength(1)
  })

  it('T15: claiming somebody else’s address beforehand gains nothing and blocks nobody', async () => {
    await start({ SMTP_URL: catcher.url, SIGNUP: 'open' })
    await askSignUp('victim@thee.example')
    const rows = await relay.context.db.read.selectFrom('accounts').selectAll().execute()
    expect(rows.map((row) => row.email)).toEqual([owner.email])
    const victim = await addColleague(relay, owner, 'agent', 'victim@thee.example')
    const token = secretIn(await mailTo('victim@thee.example', '#sign-up='))
    const attacker = relay.call('/api/sign-up/complete', {
      body: { ...shop(token), password: 'the attacker chose this' },
    })
    expect(await refusal(attacker)).toBe('401 wrong_credentials')
    await signIn(relay, victim)
  })

  it('sign-up asks an account that is there for its password and gives it another shop', async () => {
    await start({ SMTP_URL: catcher.url, SIGNUP: 'open' })
    await askSignUp(owner.email)
    const token = secretIn(await mailTo(owner.email, '#sign-up='))
    now += 1
    const answer = await relay.call('/api/sign-up/complete', {
      body: { ...shop(token), password: owner.password },
    })
    expect(answer.status).toBe(200)
    const me = await relay.json<MeAnswer>('/api/me', { token: owner.token })
    expect(me.sites.map(({ name }) => name)).toEqual(['Lamp & Linnen', 'Thee & Zo'])
  })

  it('where sign-up is by invitation, only the relay’s first owner invites', async () => {
    await start({ SMTP_URL: catcher.url, SIGNUP: 'invite' })
    expect(await refusal(askSignUp('eve@thee.example'))).toBe('403 signup_closed')
    const colleague = await addColleague(relay, owner, 'admin')
    const body = { email: 'eve@thee.example', language: 'nl' }
    const path = '/api/sign-up/invitations'
    expect(await refusal(relay.call(path, { body, token: colleague.token }))).toBe('403 forbidden')
    const { url, mailed } = await relay.json<{ url: string; mailed: boolean }>(path, {
      body,
      token: owner.token,
    })
    expect(mailed).toBe(true)
    const done = await relay.call('/api/sign-up/complete', { body: shop(secretIn(url)) })
    expect(done.status).toBe(200)
  })

  it('sign-up is closed unless it was opened', async () => {
    await start({ SMTP_URL: catcher.url })
    expect(await relay.json('/api/entry')).toMatchObject({ signUp: false })
    expect(await refusal(askSignUp('eve@thee.example'))).toBe('403 signup_closed')
    expect(await refusal(relay.call('/api/sign-up/complete', { body: shop('x'.repeat(43)) }))).toBe(
      '403 signup_closed',
    )
  })
})

describe('the first owner', () => {
  it('T86: nobody can sign in before somebody used the link, and the link works once', async () => {
    now = Date.UTC(2026, 10, 22, 9)
    relay = await startTestRelay({ clock: () => now })
    expect(await relay.json('/api/entry')).toMatchObject({ needsSetUp: true })
    const accounts = await relay.context.db.read.selectFrom('accounts').selectAll().execute()
    expect(accounts).toEqual([])
    const body = {
      token: await relay.context.setUp.openLink(),
      name: 'Noor',
      email: 'noor@lamp.example',
      siteName: 'Lamp',
      language: 'nl',
      timeZone: 'Europe/Amsterdam',
    }
    const weak = relay.call('/api/set-up', { body: { ...body, password: '1234567890' } })
    expect(await refusal(weak)).toBe('400 weak_password')
    const good = { ...body, password: NEXT }
    const [one, two] = await Promise.all([
      status('/api/set-up', { body: good }),
      status('/api/set-up', { body: { ...good, email: 'eve@lamp.example' } }),
    ])
    expect([one, two].sort()).toEqual([200, 410])
    expect(await relay.context.setUp.openLink()).toBeUndefined()
  })
})
