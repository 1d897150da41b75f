import type { FailedDeliveriesAnswer, SiteAnswer } from '@loods/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SmtpCatcher, startSmtpCatcher } from '../../../test/support/smtp-catcher.ts'
import { lineCodes, type Shopper, startTalk, type Talk } from '../testing/talk.ts'
import { addTestSite } from '../testing/test-relay.ts'
import { DIALECTS, dialectEnv } from '../testing/test-storage.ts'
import { removeEnded } from './outbox.repository.ts'

const DAY = 86_400_000
const MILA = 'mila@voorbeeld.example'

let now: number
let catcher: SmtpCatcher
let talk: Talk

async function start(env: Record<string, string>): Promise<void> {
  now = Date.UTC(2026, 10, 23, 9, 0)
  catcher = await startSmtpCatcher()
  talk = await startTalk({
    clock: () => now,
    env: { SMTP_URL: catcher.url, LOG_LEVEL: 'silent', ...env },
  })
}

afterEach(async () => {
  await talk[Symbol.asyncDispose]()
  await catcher.stop()
})

async function pass(milliseconds: number): Promise<void> {
  now += milliseconds
  await talk.renew()
  await talk.relay.context.outbox.settle()
}

async function failed(query = ''): Promise<FailedDeliveriesAnswer['deliveries']> {
  const path = talk.site(`/deliveries/failed${query}`)
  return (await talk.relay.json<FailedDeliveriesAnswer>(path, { token: talk.owner.token }))
    .deliveries
}

async function call(method: string, path: string): Promise<number> {
  const token = talk.owner.token
  return (await talk.relay.call(talk.site(`/deliveries/${path}`), { token, method })).status
}

/** A shopper who left an address and went, and whose reply the mail server will not take. */
async function unreachable(): Promise<Shopper> {
  const shopper = await talk.shopper('Past deze bij E27?')
  await talk.relay.json(talk.widget('/leads'), {
    token: shopper.secret,
    body: { kind: 'email', value: MILA, name: 'Mila' },
  })
  await talk.answer(shopper.conversationId, 'Ja, ook in zwart')
  catcher.refuseWith(550)
  await pass(60_000)
  await pass(2_000)
  return shopper
}

describe.each(DIALECTS)('what was given up, on %s', (dialect) => {
  beforeEach(async () => start(await dialectEnv(dialect)))

  it('is shown with what, for whom, why and when, without what it was to say', async () => {
    const { conversationId } = await unreachable()
    const list = await failed()
    expect(list).toEqual([
      {
        id: expect.any(String),
        kind: 'mail.reply',
        reason: 'mail server: 550',
        attempts: 1,
        createdAt: now - 2_000,
        failedAt: now - 2_000,
        conversationId,
        contactName: 'Mila',
      },
    ])
    expect(JSON.stringify(list)).not.toContain(MILA)
    expect(await failed(`?conversationId=${conversationId}`)).toEqual(list)
    expect(await failed(`?conversationId=${(await talk.shopper('Dag')).conversationId}`)).toEqual(
      [],
    )
  })

  it('is counted with the shop, and screens hear when it changes', async () => {
    const inbox = await talk.inbox()
    await unreachable()
    await inbox.event((event) => event.type === 'site' && event.what === 'deliveries')
    const site = await talk.relay.json<SiteAnswer>(talk.site(''), { token: talk.owner.token })
    expect(site.failedDeliveries).toBe(1)
  })

  it('goes out when it is tried again, and the thread says so', async () => {
    const { conversationId } = await unreachable()
    catcher.refuseWith(undefined)
    const [row] = await failed()
    expect(await call('POST', `${row?.id}/retry`)).toBe(204)
    await pass(0)
    await pass(2_000)
    expect(catcher.mails.map(({ to }) => to)).toEqual([[MILA]])
    expect(await failed()).toEqual([])
    const codes = lineCodes(await talk.messages(conversationId))
    expect(codes.filter((code) => code.startsWith('email'))).toEqual(['email_failed', 'email_sent'])
  })

  it('is put aside once, and then there is nothing to try again', async () => {
    await unreachable()
    const [row] = await failed()
    expect(await call('DELETE', `${row?.id}`)).toBe(204)
    expect(await failed()).toEqual([])
    expect(await call('DELETE', `${row?.id}`)).toBe(404)
    expect(await call('POST', `${row?.id}/retry`)).toBe(404)
    await pass(0)
    expect(catcher.mails).toEqual([])
  })

  it('belongs to its own shop alone', async () => {
    await unreachable()
    const [row] = await failed()
    const other = await addTestSite(talk.relay)
    const path = `/api/sites/${other.siteId}/deliveries`
    const token = other.token
    expect(await talk.relay.json(`${path}/failed`, { token })).toEqual({ deliveries: [] })
    const retry = await talk.relay.call(`${path}/${row?.id}/retry`, { token, method: 'POST' })
    expect(retry.status).toBe(404)
  })

  it('stays until somebody looks, however long that takes', async () => {
    await unreachable()
    const { writer, db } = talk.relay.context
    await writer.run((tx) => removeEnded(tx.db, tx.now + 60 * DAY))
    const rows = await db.read
      .selectFrom('outbox')
      .select('state')
      .where('done_at', 'is not', null)
      .execute()
    expect(rows).toEqual([{ state: 'dead' }])
    expect(await failed()).toHaveLength(1)
  })
})
