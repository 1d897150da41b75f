import type { ListAnswer, WaitingAnswer } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/support/postgres.ts'
import { lineCodes, startTalk, type Talk } from '../testing/talk.ts'
import { addTestSite, startVisitor } from '../testing/test-relay.ts'
import { openSocket } from '../testing/test-socket.ts'

let talk: Talk
let now = Date.UTC(2026, 10, 22, 9)
const HOUR = 3_600_000

const databases = {
  sqlite: async () => ({}),
  postgres: async () => ({ DATABASE_URL: await freshDatabase() }),
}

describe.each(Object.entries(databases))('on %s', (_, env) => {
  beforeEach(async () => {
    now = Date.UTC(2026, 10, 22, 9)
    talk = await startTalk({ clock: () => now, env: await env() })
  })

  afterEach(() => talk[Symbol.asyncDispose]())

  describe('changing a conversation', () => {
    it('closes it, says so in the thread, and opens it again when the shopper writes', async () => {
      const shopper = await talk.shopper('Past deze bij E27?')
      const closed = await talk.change(shopper.conversationId, { status: 'closed' })
      expect(closed).toMatchObject({ status: 'closed', closedAt: now })
      expect(closed.waitingSince).toBeUndefined()
      const { messages } = await talk.relay.json<{ messages: object[] }>(talk.widget('/thread'), {
        token: shopper.secret,
      })
      expect(messages.at(-1)).toMatchObject({ line: { code: 'closed', data: { by: 'Noor' } } })
      now += HOUR
      await talk.renew()
      await talk.say(shopper, 'Nog iets')
      expect(await talk.conversation(shopper.conversationId)).toMatchObject({
        status: 'open',
        waitingSince: now,
      })
    })

    it('tells the shopper of the new state without a gap in the stream', async () => {
      const { secret, conversationId } = await talk.shopper('Hallo')
      const socket = await openSocket(talk.relay.url, {
        type: 'hello',
        v: 1,
        site: talk.owner.siteKey,
        secret,
      })
      await socket.next('live')
      await talk.change(conversationId, {
        status: 'closed',
        assigneeId: talk.owner.memberId,
        tagIds: [],
      })
      const thread = await socket.event((event) => event.type === 'thread')
      expect(thread).toMatchObject({ status: 'closed', assigneeName: 'Noor' })
      expect(socket.events.map((event) => event.n)).toEqual([2, 3])
      expect(JSON.stringify(socket.events)).not.toContain('assigned')
    })

    it('wakes a snoozed conversation when its time has come, not before', async () => {
      const { conversationId } = await talk.shopper('Morgen graag')
      const snoozedUntil = now + HOUR
      await talk.change(conversationId, { status: 'snoozed', snoozedUntil })
      now = snoozedUntil - 1
      await talk.relay.context.outbox.settle()
      expect(await talk.relay.context.changes.wakeDue()).toBe(0)
      now = snoozedUntil
      await talk.renew()
      expect(await talk.relay.context.changes.wakeDue()).toBe(1)
      const woken = await talk.conversation(conversationId)
      expect(woken).toMatchObject({ status: 'open' })
      expect(woken.snoozedUntil).toBeUndefined()
      expect(lineCodes(await talk.messages(conversationId))).toEqual(['snoozed', 'woken'])
    })

    it('refuses to snooze without a moment, or into the past', async () => {
      const { conversationId } = await talk.shopper('Hallo')
      const path = talk.site(`/conversations/${conversationId}`)
      for (const body of [{ status: 'snoozed' }, { status: 'snoozed', snoozedUntil: now }]) {
        const call = { method: 'PATCH', token: talk.owner.token, body }
        expect(await talk.refusal(path, call)).toEqual({ status: 400, code: 'invalid' })
      }
    })

    it('blocks a shopper, who is told, and lets them write again later', async () => {
      const shopper = await talk.shopper('Hallo')
      const blocked = await talk.change(shopper.conversationId, { blocked: true })
      expect(blocked.contact.blocked).toBe(true)
      const send = { token: shopper.secret, body: { cid: nanoid(), text: 'Hallo?' } }
      expect(await talk.refusal(talk.widget('/messages'), send)).toEqual({
        status: 403,
        code: 'blocked',
      })
      await talk.change(shopper.conversationId, { blocked: false })
      await talk.say(shopper, 'Hallo?')
      expect(lineCodes(await talk.messages(shopper.conversationId))).toEqual([
        'blocked',
        'unblocked',
      ])
    })

    it('changes nothing at all when one part of the change is refused', async () => {
      const { conversationId } = await talk.shopper('Hallo')
      const path = talk.site(`/conversations/${conversationId}`)
      for (const body of [
        { status: 'closed', assigneeId: nanoid() },
        { status: 'closed', tagIds: [nanoid()] },
      ]) {
        const call = { method: 'PATCH', token: talk.owner.token, body }
        expect(await talk.refusal(path, call)).toEqual({ status: 404, code: 'not_found' })
      }
      expect(await talk.conversation(conversationId)).toMatchObject({ status: 'open', lastSeq: 1 })
    })

    it('T09: refuses fields that are not a member’s to set', async () => {
      const { conversationId } = await talk.shopper('Hallo')
      const path = talk.site(`/conversations/${conversationId}`)
      const before = await talk.conversation(conversationId)
      for (const field of ['siteId', 'site_id', 'contactId', 'lastSeq', 'role', 'unread']) {
        const body = { status: 'closed', [field]: nanoid() }
        const call = { method: 'PATCH', token: talk.owner.token, body }
        expect(await talk.refusal(path, call)).toEqual({ status: 400, code: 'unknown_field' })
      }
      expect(await talk.conversation(conversationId)).toEqual(before)
    })
  })

  describe('a list of conversations', () => {
    it('comes in pages that neither repeat nor skip when all have the same time', async () => {
      const ids: string[] = []
      for (let i = 0; i < 60; i += 1) {
        const shopper = await talk.relay.context.live.visitors.start(talk.owner.siteId, {})
        await talk.say(shopper, `Vraag ${i}`)
        ids.push(shopper.conversationId)
      }
      const page = (query: string) =>
        talk.relay.json<ListAnswer>(talk.site(`/conversations${query}`), {
          token: talk.owner.token,
        })
      const first = await page('')
      const second = await page(`?before=${first.next}`)
      expect([first.more, second.more]).toEqual([true, false])
      const seen = [...first.conversations, ...second.conversations].map(({ id }) => id)
      expect(seen.toSorted()).toEqual(ids.toSorted())
    })
  })

  describe('who waits in a member’s shops', () => {
    it('is counted for each of them, without those who were answered and other people’s shops', async () => {
      const answered = await talk.shopper('Een')
      await talk.shopper('Twee')
      await talk.answer(answered.conversationId, 'Ja')
      const other = await addTestSite(talk.relay)
      const { secret } = await startVisitor(talk.relay, other.siteKey)
      await talk.relay.json(`/widget/v1/${other.siteKey}/messages`, {
        token: secret,
        body: { cid: nanoid(), text: 'Bij de buren' },
      })
      const count = (token: string) => talk.relay.json<WaitingAnswer>('/api/me/waiting', { token })
      expect(await count(talk.owner.token)).toEqual({
        sites: [{ siteId: talk.owner.siteId, waiting: 1 }],
      })
      expect(await count(other.token)).toEqual({ sites: [{ siteId: other.siteId, waiting: 1 }] })
    })
  })

  describe('unread', () => {
    it('counts what no member has read, also when only part was', async () => {
      const shopper = await talk.shopper('een')
      await talk.say(shopper, 'twee')
      await talk.answer(shopper.conversationId, 'Hoi')
      await talk.say(shopper, 'drie')
      const read = (seq: number) =>
        talk.relay.json(talk.site(`/conversations/${shopper.conversationId}/seen`), {
          token: talk.owner.token,
          body: { read: seq },
        })
      expect((await talk.conversation(shopper.conversationId)).unread).toBe(3)
      await read(1)
      expect((await talk.conversation(shopper.conversationId)).unread).toBe(2)
      await talk.say(shopper, 'vier')
      await read(3)
      expect((await talk.conversation(shopper.conversationId)).unread).toBe(2)
      await read(5)
      expect((await talk.conversation(shopper.conversationId)).unread).toBe(0)
    })
  })
})
