import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../relay/src/db/database.ts'
import { createWriter } from '../../../relay/src/db/writer.ts'
import { type ShopifyTalk, startShopifyTalk } from '../../../relay/src/testing/shopify-talk.ts'
import { DIALECTS, dialectEnv } from '../../../relay/src/testing/test-storage.ts'
import type { AdminApi } from '../admin-api/admin-api.ts'
import { createAdminClient } from '../admin-api/admin-client.ts'
import { SHOP } from '../settle/documents.ts'
import { createTokenService, type TokenDeps, type TokenService } from './token.service.ts'
import { createTokenRequests } from './token-request.ts'

const MINUTE = 60_000

let talk: ShopifyTalk
let siteId: string
let env: Record<string, string>

/** What one process has of tokens; another one has its own, on the same database. */
function process(change: Partial<TokenDeps> = {}): { tokens: TokenService; api: AdminApi } {
  const { context } = talk.relay
  const { shopify, secretKey } = context.config
  if (!shopify) throw new Error('the relay has no Shopify app')
  const requests = createTokenRequests({ ...context, shopify })
  const tokens = createTokenService({
    ...{ ...context, secretKey, requests },
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    ...change,
  })
  return { tokens, api: createAdminClient({ ...context, shopify, tokens }) }
}

const refreshes = () =>
  talk.shopify.requests.filter(({ body }) => body.grant_type === 'refresh_token').length
const row = () =>
  talk.relay.context.db.read
    .selectFrom('shopify_shops')
    .selectAll()
    .where('site_id', '=', siteId)
    .executeTakeFirstOrThrow()

describe.each(DIALECTS)('a Shopify shop’s tokens, on %s', (dialect) => {
  beforeEach(async () => {
    env = await dialectEnv(dialect)
    talk = await startShopifyTalk({ env })
    siteId = (await talk.enter()).siteId
    await talk.settle()
  })
  afterEach(() => talk[Symbol.asyncDispose]())

  it('are refreshed once for 50 questions that come at once', async () => {
    await talk.shopify.time.advance(59 * MINUTE)
    const { api } = process()
    const answers = await Promise.all(Array.from({ length: 50 }, () => api.query(siteId, SHOP)))
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['ok']))
    expect(refreshes()).toBe(1)
  })

  it('are refreshed once by two processes that use one database', async () => {
    await talk.shopify.time.advance(61 * MINUTE)
    const { config, clock } = talk.relay.context
    const db = openDatabase({ url: config.databaseUrl, dataDir: config.dataDir })
    const other = process({ db, writer: createWriter({ db, clock, onCommit: () => undefined }) })
    const both = [process().api, other.api]
    const answers = await Promise.all(
      both.flatMap((api) => [1, 2, 3].map(() => api.query(siteId, SHOP))),
    )
    await db[Symbol.asyncDispose]()
    expect(answers.map(({ outcome }) => outcome)).toEqual(Array(6).fill('ok'))
    expect(refreshes()).toBe(1)
  })

  it('survive an answer that was lost: the refresh token before it still works', async () => {
    await talk.shopify.time.advance(61 * MINUTE)
    talk.shopify.faults.failNext('lost_response', { on: /oauth/ })
    const { api } = process()
    expect(await api.query(siteId, SHOP)).toMatchObject({ outcome: 'unreachable' })
    expect(await api.query(siteId, SHOP)).toMatchObject({ outcome: 'ok' })
    expect(refreshes()).toBe(2)
  })

  it('survive a process that dies between the answer and keeping it', async () => {
    await talk.shopify.time.advance(61 * MINUTE)
    const { shopify } = talk.relay.context.config
    const requests = shopify && createTokenRequests({ ...talk.relay.context, shopify })
    if (!requests) throw new Error('no app')
    let answered = () => {}
    const isAnswered = new Promise<void>((resolve) => {
      answered = resolve
    })
    const dead = process({
      requests: {
        ...requests,
        async refresh(...asked) {
          await requests.refresh(...asked)
          answered()
          return new Promise(() => {})
        },
      },
    })
    void dead.tokens.open(siteId)
    await isAnswered
    let waited = 0
    const later = process({
      // Time passes while it waits, as it would.
      pause: (ms) => {
        waited += ms
        return talk.shopify.time.advance(ms)
      },
    })
    expect(await later.api.query(siteId, SHOP)).toMatchObject({ outcome: 'ok' })
    expect(waited).toBeGreaterThanOrEqual(16_000)
    expect(refreshes()).toBe(2)
  })

  it('are renewed once where one opens nothing any more before its time', async () => {
    talk.shopify.faults.failNext('bad_token', { on: /graphql/ })
    expect(await process().api.query(siteId, SHOP)).toMatchObject({ outcome: 'ok' })
    talk.shopify.faults.failNext('bad_token', { on: /graphql/, times: 2 })
    expect(await process().api.query(siteId, SHOP)).toEqual({ outcome: 'signed_out' })
    expect(refreshes()).toBe(2)
  })

  it('are let go once the next ones are refused, until somebody opens the app again', async () => {
    talk.shopify.tokens.revokeAll(talk.shop)
    await talk.shopify.time.advance(61 * MINUTE)
    const { api } = process()
    const answers = await Promise.all([1, 2, 3].map(() => api.query(siteId, SHOP)))
    expect(answers).toEqual(Array(3).fill({ outcome: 'signed_out' }))
    expect(await row()).toMatchObject({ access_token: null, refresh_token: null })
    const told = await talk.relay.context.db.read
      .selectFrom('outbox')
      .select('kind')
      .where('kind', '=', 'shopify.signed_out')
      .execute()
    expect(told).toHaveLength(1)
    await talk.enter()
    expect(await api.query(siteId, SHOP)).toMatchObject({ outcome: 'ok' })
  })

  it('are not let go where Shopify is ill, or our secret is wrong', async () => {
    await talk.shopify.time.advance(61 * MINUTE)
    const { api } = process()
    talk.shopify.faults.failNext('server_error', { on: /oauth/ })
    expect(await api.query(siteId, SHOP)).toMatchObject({ outcome: 'unreachable' })
    const { secrets } = talk.shopify.app
    talk.shopify.app.secrets = ['another']
    expect(await api.query(siteId, SHOP)).toMatchObject({ outcome: 'unreachable' })
    talk.shopify.app.secrets = secrets
    expect(await api.query(siteId, SHOP)).toMatchObject({ outcome: 'ok' })
  })

  it('are kept so that they open only for the shop and column they were kept for', async () => {
    const stored = await row()
    const all = JSON.stringify(stored)
    const given = talk.shopify.tokens.all.map(({ value }) => value)
    expect(given.length).toBeGreaterThan(0)
    for (const value of given) expect(all).not.toContain(value)
    const { writer } = talk.relay.context
    const swap = { access_token: stored.refresh_token, refresh_token: stored.access_token }
    await writer.run((tx) => tx.db.updateTable('shopify_shops').set(swap).execute())
    await expect(process().tokens.open(siteId)).rejects.toThrow()
  })
})
