import type { StartAnswer } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SmtpCatcher, startSmtpCatcher } from '../../../test/support/smtp-catcher.ts'
import type { Row } from '../db/schema.ts'
import { createTestLog, type TestLog } from '../testing/test-log.ts'
import {
  type CallOptions,
  setUpOwner,
  startTestRelay,
  startVisitor,
  type TestOwner,
  type TestRelay,
  tokenFor,
} from '../testing/test-relay.ts'
import { DIALECTS, dialectEnv } from '../testing/test-storage.ts'

/** Every kind of row that is about a conversation. */
const KINDS = [
  'alert.mail',
  'alert.push',
  'mail.alert',
  'mail.lead',
  'mail.reply',
  'mail.report',
  'reply.mail',
  'reply.time',
  'wait.line',
]

let now: number
let log: TestLog
let catcher: SmtpCatcher
let relay: TestRelay
let owner: TestOwner
let shopper: StartAnswer

async function pass(milliseconds: number): Promise<void> {
  now += milliseconds
  await relay.context.outbox.settle()
}

function asShopper(path: string, body: object): Promise<unknown> {
  return relay.json(`/widget/v1/${owner.siteKey}${path}`, { token: shopper.secret, body })
}

async function asOwner(path: string, call: CallOptions): Promise<unknown> {
  const token = await tokenFor(relay, owner.cookie)
  return relay.json(`/api/sites/${owner.siteId}${path}`, { token, ...call })
}

function rows(): Promise<Array<Row<'outbox'>>> {
  const about = relay.context.db.read.selectFrom('outbox').selectAll()
  return about.where('conversation_id', '=', shopper.conversationId).execute()
}

/** A shopper who asks, waits, leaves an address and is answered: each kind of row comes of it. */
async function liveThroughEverything(): Promise<void> {
  await asShopper('/leads', { kind: 'email', value: 'mila@voorbeeld.example' })
  await asShopper('/messages', { cid: nanoid(), text: 'Past deze bij E27?' })
  await pass(120_000)
  await asOwner(`/conversations/${shopper.conversationId}/messages`, {
    body: { cid: nanoid(), text: 'Ja, tot 60 watt' },
  })
  await pass(60_000)
}

describe.each(DIALECTS)(
  'what was still to be done for somebody who was erased, on %s',
  (dialect) => {
    beforeEach(async () => {
      now = Date.UTC(2026, 10, 23, 9, 0)
      log = createTestLog()
      catcher = await startSmtpCatcher()
      const env = { SMTP_URL: catcher.url, ...(await dialectEnv(dialect)) }
      relay = await startTestRelay({ clock: () => now, env, log })
      owner = await setUpOwner(relay)
      shopper = await startVisitor(relay, owner.siteKey)
    })
    afterEach(async () => {
      await relay[Symbol.asyncDispose]()
      await catcher.stop()
    })

    it('is called off without an error, whatever it was, and leaves no trace of its own', async () => {
      await liveThroughEverything()
      const before = await rows()
      expect([...new Set(before.map(({ kind }) => kind))].sort()).toEqual(KINDS)
      const sent = catcher.mails.length
      const contact = await relay.context.conversations.row(owner.siteId, shopper.conversationId)
      await asOwner(`/contacts/${contact.contact_id}`, { method: 'DELETE' })
      expect(await rows()).toEqual([])

      // As a worker sees them that had read them just before they were erased.
      const again = before.map((row) => ({ ...row, state: 'pending', attempts: 0, next_at: now }))
      await relay.context.writer.run((tx) => tx.db.insertInto('outbox').values(again).execute())
      for (let i = 0; i < 5; i += 1) await pass(10_000)
      const ended = (await rows()).map(({ kind, state }) => [kind, state])
      expect(ended.filter(([, state]) => state !== 'cancelled')).toEqual([])
      expect(catcher.mails).toHaveLength(sent)
      const times = relay.context.db.read.selectFrom('reply_times').select('conversation_id')
      expect(await times.execute()).toEqual([])
      expect(log.lines).toEqual([])
    })
  },
)
