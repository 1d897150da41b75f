import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MeAnswer, Role, StartAnswer, TokenAnswer } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { readConfig } from '../config.ts'
import { type AppContext, createContext, type Overrides } from '../context.ts'
import type { WriteTx } from '../db/writer.ts'
import { sessionCookieName } from '../http/session-cookie.ts'
import { createLogger } from '../logger.ts'
import { addMember } from '../members/member.service.ts'
import { freePort, type RelayServer, startServer } from '../server.ts'
import { putMigratedSqlite } from './migrated-sqlite.ts'

/** A relay of a test's own: real database, real sockets, in a folder that goes with it. */
export interface TestRelay extends AsyncDisposable {
  url: string
  context: AppContext
  server: RelayServer
  /** Calls the relay; a body is sent as JSON. */
  call(path: string, options?: CallOptions): Promise<Response>
  /** Calls the relay and reads the answer. @throws with the answer's error */
  json<T>(path: string, options?: CallOptions): Promise<T>
}

/** How a browser of a person calls itself; what calls itself otherwise is taken for a machine. */
export const BROWSER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36'

export interface CallOptions {
  method?: string
  body?: unknown
  token?: string
  headers?: Record<string, string>
}

/** Starts a relay on a free port. @param env settings over the defaults of a test */
export async function startTestRelay(
  options: Overrides & { env?: Record<string, string> } = {},
): Promise<TestRelay> {
  const dataDir = options.env?.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'loods-'))
  const config = readConfig({
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
    SECRET_KEY: randomBytes(32).toString('base64url'),
    ...options.env,
  })
  if (!config.databaseUrl) await putMigratedSqlite(dataDir)
  const context = await createContext(config, { log: createLogger('error'), ...options })
  const server = await startServer(context)
  const call = (path: string, call: CallOptions = {}) => fetch(server.url + path, toRequest(call))
  return {
    url: server.url,
    context,
    server,
    call,
    async json(path, request) {
      const response = await call(path, request)
      const text = await response.text()
      if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`)
      return text === '' ? undefined : JSON.parse(text)
    },
    async [Symbol.asyncDispose]() {
      await server.stop()
      if (!options.env?.DATA_DIR) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function toRequest({ method, body, token, headers }: CallOptions): RequestInit {
  return {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    headers: {
      'user-agent': BROWSER_AGENT,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
  }
}

export interface TestOwner {
  siteId: string
  siteKey: string
  memberId: string
  cookie: string
  token: string
  email: string
  password: string
}

/** Goes through the set-up link as the first owner would, with a shop called Lamp & Linnen. */
export async function setUpOwner(relay: TestRelay): Promise<TestOwner> {
  const email = 'noor@lamp-en-linnen.example'
  const password = 'een lamp met linnen kap'
  const response = await relay.call('/api/set-up', {
    body: {
      token: await relay.context.setUp.openLink(),
      name: 'Noor',
      email,
      password,
      siteName: 'Lamp & Linnen',
      language: 'nl',
      timeZone: 'Europe/Amsterdam',
    },
  })
  if (!response.ok) throw new Error(`set-up failed: ${await response.text()}`)
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const token = await tokenFor(relay, cookie)
  const me = await relay.json<MeAnswer>('/api/me', { token })
  const site = me.sites[0]
  if (!site) throw new Error('the owner has no shop')
  return {
    siteId: site.siteId,
    siteKey: site.key,
    memberId: site.memberId,
    cookie,
    token,
    email,
    password,
  }
}

/** A bearer token for a session cookie. */
export async function tokenFor(relay: TestRelay, cookie: string): Promise<string> {
  const answer = await relay.json<TokenAnswer>('/api/session/token', {
    body: {},
    headers: { cookie },
  })
  return answer.token
}

/** A shopper who just acted for the first time. */
export function startVisitor(relay: TestRelay, siteKey: string): Promise<StartAnswer> {
  return relay.json<StartAnswer>(`/widget/v1/${siteKey}/visitors`, {
    body: {
      context: {
        page: {
          url: 'https://lamp.example/lampen/noot',
          title: 'Bureaulamp Noot',
          kind: 'product',
        },
      },
    },
  })
}

/** Signs a new person in as a member of a shop, without mail or invitation. Gives a bearer token. */
export async function addTestMember(
  relay: TestRelay,
  siteId: string,
  role: Role,
): Promise<{ token: string; cookie: string; memberId: string; accountId: string }> {
  const { writer, auth, config } = relay.context
  const { secret, memberId, accountId } = await writer.run(async (tx) => {
    const accountId = await createTestAccount(tx, role)
    const memberId = await addMember(tx, { siteId, accountId, role })
    return { secret: await auth.sessions.open(tx, accountId, 'test'), memberId, accountId }
  })
  const account = await auth.sessions.fromCookie(secret)
  if (!account) throw new Error('the session did not open')
  const { token } = await auth.sessions.mintToken(account)
  return { token, cookie: `${sessionCookieName(config.publicUrl)}=${secret}`, memberId, accountId }
}

async function createTestAccount(tx: WriteTx, name: string): Promise<string> {
  const id = nanoid()
  const email = `${name}-${id.toLowerCase()}@example.com`
  await tx.db
    .insertInto('accounts')
    .values({
      id,
      email,
      name,
      password_hash: null,
      language: 'en',
      settings: '{}',
      created_at: tx.now,
    })
    .execute()
  return id
}

/** Another shop on the same relay, with an owner of its own. */
export async function addTestSite(
  relay: TestRelay,
): Promise<{ siteId: string; siteKey: string; token: string }> {
  const site = await relay.context.writer.run((tx) =>
    relay.context.sites.create(tx, {
      name: 'Buurwinkel',
      language: 'nl',
      timeZone: 'Europe/Amsterdam',
    }),
  )
  const { token } = await addTestMember(relay, site.id, 'owner')
  return { siteId: site.id, siteKey: site.key, token }
}
