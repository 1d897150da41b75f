import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SmtpCatcher, startSmtpCatcher } from '../../../test/support/smtp-catcher.ts'
import { enqueue, outboxRow } from '../outbox/outbox-row.ts'
import {
  setUpOwner,
  startTestRelay,
  startVisitor,
  type TestOwner,
  type TestRelay,
} from '../testing/test-relay.ts'
import type { MailKind, MailPayload } from './mail.queue.ts'

const SHOPPER = 'jo@shopper.example'

let catcher: SmtpCatcher
let relay: TestRelay
let owner: TestOwner
let conversationId: string
let contactId: string
let now: number

beforeEach(async () => {
  catcher = await startSmtpCatcher()
  now = Date.UTC(2026, 10, 22, 9)
  relay = await startTestRelay({
    clock: () => now,
    env: { SMTP_URL: catcher.url, PUBLIC_URL: 'https://chat.lamp.example' },
  })
  owner = await setUpOwner(relay)
  conversationId = (await startVisitor(relay, owner.siteKey)).conversationId
  contactId = (await relay.context.conversations.row(owner.siteId, conversationId)).contact_id
})

afterEach(async () => {
  await relay[Symbol.asyncDispose]()
  await catcher.stop()
})

async function say(text: string): Promise<string> {
  const path = `/api/sites/${owner.siteId}/conversations/${conversationId}/messages`
  const body = { cid: nanoid(), text }
  return (await relay.json<{ id: string }>(path, { token: owner.token, body })).id
}

/** Puts a row in the outbox and gives how it ended. */
async function mail<K extends MailKind>(kind: K, payload: MailPayload<K>): Promise<string> {
  const { writer, outbox, db } = relay.context
  const row = await writer.run(async (tx) => {
    const { siteId } = owner
    const lane = nanoid()
    const row = outboxRow({ siteId, conversationId, kind, lane, place: 0, payload, now: tx.now })
    await enqueue(tx, [row])
    return row
  })
  await outbox.settle()
  const ended = await db.read
    .selectFrom('outbox')
    .select(['state', 'error'])
    .where('id', '=', row.id)
    .executeTakeFirstOrThrow()
  return ended.error === null ? ended.state : `${ended.state}: ${ended.error}`
}

function reply(messageIds: string[], to = SHOPPER) {
  return mail('mail.reply', { to, language: 'nl', conversationId, contactId, messageIds })
}

const lastText = () => catcher.mails.at(-1)?.mail.text ?? ''
const codeIn = (text: string) => /#[a-z-]+=(\S+)/.exec(text)?.[1] ?? ''

describe('a reply by mail', () => {
  it('T71: tells an address nobody has proven only that there is an answer', async () => {
    expect(await reply([await say('Je kortingscode is GEHEIM')])).toBe('sent')
    expect(catcher.mails[0]?.to).toEqual([SHOPPER])
    expect(lastText()).toContain(`https://chat.lamp.example/chat/${owner.siteKey}#`)
    expect(lastText()).not.toContain('GEHEIM')
    expect(lastText()).not.toContain('Noor')
  })

  it('leads to the page the chat began on where the shop has named that origin as its own', async () => {
    await relay.json(`/api/sites/${owner.siteId}/settings`, {
      method: 'PATCH',
      token: owner.token,
      body: { origins: ['https://lamp.example'] },
    })
    await reply([await say('Ja, tot 60 watt.')])
    expect(lastText()).toContain('https://lamp.example/lampen/noot#loods-resume=')
    expect(lastText()).not.toContain('/chat/')
  })

  it('T71: fifty replies to an unproven address are one mail', async () => {
    const id = await say('Hallo')
    const ends = new Set<string>()
    for (let i = 0; i < 50; i += 1) ends.add(await reply([id]))
    expect([...ends]).toEqual(['sent', 'cancelled: this address got a mail of ours lately'])
    expect(catcher.mails).toHaveLength(1)
  })

  it('says what was said once somebody came back through the link, and as often as there is an answer', async () => {
    await reply([await say('Ben je er nog?')])
    const { returnLinks } = relay.context
    expect(await returnLinks.open(owner.siteId, codeIn(lastText()))).toMatchObject({
      conversationId,
      contactId,
    })
    const ids = [await say('Ja, die past.'), await say('Tot 60 watt & <dimbaar>.')]
    expect(await reply(ids)).toBe('sent')
    expect(lastText()).toContain('Noor van Lamp & Linnen schreef:')
    expect(lastText()).toContain('> Ja, die past.\n> \n> Tot 60 watt & <dimbaar>.')
    expect(await reply(ids)).toBe('sent')
    expect(catcher.mails).toHaveLength(3)
  })

  it('one proven address proves no other, not even of the same person', async () => {
    await reply([await say('Ben je er nog?')])
    await relay.context.returnLinks.open(owner.siteId, codeIn(lastText()))
    await reply([await say('GEHEIM')], 'other@shopper.example')
    expect(lastText()).not.toContain('GEHEIM')
  })

  it('leaves nothing once the message was withdrawn', async () => {
    const id = await say('Vergissing')
    const path = `/api/sites/${owner.siteId}/conversations/${conversationId}/messages/${id}`
    await relay.call(path, { method: 'DELETE', token: owner.token })
    expect(await reply([id])).toBe('cancelled: the messages are gone')
    expect(catcher.mails).toEqual([])
  })

  it('waits for a mail server that is busy, and gives up an address that does not exist', async () => {
    const id = await say('Hallo')
    catcher.refuseWith(451)
    expect(await reply([id])).toBe('retry: mail server: 451')
    catcher.refuseWith(550)
    expect(await reply([id], 'nobody@shopper.example')).toBe('dead: mail server: 550')
  })

  it('opens nothing at another site, altered, or after thirty days', async () => {
    await reply([await say('Ben je er nog?')])
    const code = codeIn(lastText())
    const { returnLinks } = relay.context
    const altered = `${code.slice(0, -2)}${code.endsWith('AA') ? 'BB' : 'AA'}`
    const dead = { code: 'link_used_or_expired' }
    await expect(returnLinks.open(nanoid(), code)).rejects.toMatchObject(dead)
    await expect(returnLinks.open(owner.siteId, altered)).rejects.toMatchObject(dead)
    now += 30 * 86_400_000 + 1
    await expect(returnLinks.open(owner.siteId, code)).rejects.toMatchObject(dead)
  })
})

describe('an alert by mail', () => {
  it('gives a member the shopper’s words and the way to the conversation', async () => {
    const messageId = await say('<b>Help</b> {{7*7}}')
    const sent = await mail('mail.alert', {
      to: owner.email,
      language: 'nl',
      conversationId,
      messageId,
      waitedSeconds: 120,
    })
    expect(sent).toBe('sent')
    expect(lastText()).toContain('Een klant wacht al 2 minuten op antwoord.')
    expect(lastText()).toContain('> <b>Help</b> {{7*7}}')
    expect(lastText()).toContain(conversationId)
    expect(catcher.mails[0]?.mail.html).not.toContain('<b>')
  })
})
