import type { Conversation, LiveVisit, TriggerNote, ViewAnswer } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startTalk, type Talk } from '../testing/talk.ts'
import { addTestSite, BROWSER_AGENT } from '../testing/test-relay.ts'

const TEXT = 'Twijfel je ergens over? Ik kijk graag even mee.'
const page = { url: 'https://lamp.example/lampen/noot', kind: 'product' }

let talk: Talk
let now: number
/** What the first page of the visit was answered. */
let first: ViewAnswer

beforeEach(async () => {
  now = Date.UTC(2026, 10, 23, 11)
  talk = await startTalk({ clock: () => now })
  first = await see()
})
afterEach(() => talk[Symbol.asyncDispose]())

function see(more: object = {}, agent = BROWSER_AGENT): Promise<ViewAnswer> {
  const headers = { 'user-agent': agent }
  return talk.relay.json(talk.widget('/views'), { headers, body: { page, ...more } })
}

const beat = (more: object = {}) => see({ viewId: first.viewId, ...more })

async function tell(did: TriggerNote['did'], why?: string): Promise<ViewAnswer> {
  const invitation = (await invited()) ?? { id: '' }
  return beat({ trigger: { id: invitation.id, did, why } })
}

async function visit(): Promise<LiveVisit | undefined> {
  const call = { token: talk.owner.token }
  return (await talk.relay.json<{ visits: LiveVisit[] }>(talk.site('/visits'), call)).visits[0]
}

/** The invitation as the page got it. */
let got: ViewAnswer['invitation']
async function invited(): Promise<ViewAnswer['invitation']> {
  got = (await beat()).invitation ?? got
  return got
}

async function state() {
  return (await visit())?.invitation?.state
}

async function invite(text: unknown = TEXT): Promise<void> {
  got = undefined
  const path = talk.site(`/visits/${(await visit())?.id}/invitation`)
  await talk.relay.json(path, { token: talk.owner.token, body: { text } })
}

async function refusal(visitId = '', body: object = { text: TEXT }) {
  const path = talk.site(`/visits/${visitId || (await visit())?.id}/invitation`)
  return talk.refusal(path, { token: talk.owner.token, body })
}

describe('an invitation', () => {
  it('comes to the page at its next beat, once, with who says it', async () => {
    await invite()
    expect(await visit()).toMatchObject({ invitation: { state: 'waiting', at: now } })
    expect((await beat()).invitation).toEqual({ id: expect.any(String), text: TEXT, from: 'Noor' })
    expect((await beat()).invitation).toBeUndefined()
    expect((await see()).invitation).toBeUndefined()
  })

  it('names nobody where the shop names nobody', async () => {
    const call = { method: 'PATCH', token: talk.owner.token, body: { showTeam: false } }
    await talk.relay.json(talk.site('/settings'), call)
    await invite()
    expect(Object.keys((await beat()).invitation ?? {})).toEqual(['id', 'text'])
  })

  it('goes along to the next page where the first one was left before it was shown', async () => {
    await invite()
    const { id } = (await invited()) ?? {}
    await talk.relay.call(talk.widget('/views/leave'), { body: { viewId: first.viewId } })
    const next = await see()
    expect(next.invitation?.id).toBe(id)
    await see({ viewId: next.viewId, trigger: { id, did: 'shown' } })
    await talk.relay.call(talk.widget('/views/leave'), { body: { viewId: next.viewId } })
    expect((await see()).invitation).toBeUndefined()
  })

  it('is told of to members as the page tells it, and counts as a prompt of the visit', async () => {
    await invite()
    await tell('eligible')
    expect(await state()).toBe('waiting')
    expect((await tell('suppressed', 'typing')).prompted).toBe(false)
    expect((await visit())?.invitation).toEqual({ state: 'suppressed', at: now, why: 'typing' })
    expect((await tell('shown')).prompted).toBe(true)
    expect((await tell('shown')).prompted).toBe(true)
    expect(await visit()).toMatchObject({ prompts: 1, invitation: { state: 'shown', at: now } })
    await tell('closed')
    await tell('accepted')
    expect(await state()).toBe('closed')
  })

  it('is given up when it came to nobody within two minutes, and comes no more', async () => {
    await invite()
    const { visits } = talk.relay.context
    // Another tab of the same visit got it, and never said a word of it.
    expect((await see()).invitation?.text).toBe(TEXT)
    for (const state of ['waiting', 'gone']) {
      now += 60_000
      await beat()
      visits.sweep()
      expect((await visit())?.invitation?.state).toBe(state)
    }
    await talk.relay.call(talk.widget('/views/leave'), { body: { viewId: first.viewId } })
    expect((await see()).invitation).toBeUndefined()
  })

  it('is over when its visitor has gone, which members see for two minutes', async () => {
    await invite()
    await talk.relay.call(talk.widget('/views/leave'), { body: { viewId: first.viewId } })
    const { visits } = talk.relay.context
    expect(await state()).toBe('waiting')
    now += 20_000
    visits.sweep()
    expect(await state()).toBe('gone')
    now += 100_000
    visits.sweep()
    expect(await visit()).toBeUndefined()
    expect((await see()).invitation).toBeUndefined()
  })
})

describe('who cannot be invited', () => {
  it('is whoever has no page open, at this shop', async () => {
    expect(await refusal(nanoid())).toEqual({ status: 404, code: 'not_found' })
    const other = await addTestSite(talk.relay)
    const id = (await visit())?.id
    const path = `/api/sites/${other.siteId}/visits/${id}/invitation`
    const call = { token: other.token, body: { text: TEXT } }
    expect(await talk.refusal(path, call)).toEqual({ status: 404, code: 'not_found' })
    await talk.relay.call(talk.widget('/views/leave'), { body: { viewId: first.viewId } })
    expect(await refusal(id)).toEqual({ status: 404, code: 'not_found' })
  })

  it('is whoever was invited, chats, or was shown enough', async () => {
    const taken = { status: 409, code: 'already_exists' }
    await invite()
    expect(await refusal()).toEqual(taken)
    const chatting = await see({ conversationId: nanoid() }, `${BROWSER_AGENT} Two`)
    expect(chatting.invitation).toBeUndefined()
    expect(await refusal((await visit())?.id)).toEqual(taken)
    const prompted = await see({}, `${BROWSER_AGENT} Three`)
    const trigger = { id: nanoid(), did: 'shown' }
    await see({ viewId: prompted.viewId, trigger }, `${BROWSER_AGENT} Three`)
    expect(await refusal()).toEqual(taken)
  })

  it('is nobody with no words, or too many', async () => {
    for (const [text, code] of [
      ['', /^(invalid|empty)$/],
      [' \n', /^(invalid|empty)$/],
      ['x'.repeat(301), /^too_long$/],
      [7, /^invalid$/],
    ] as const) {
      const refused = await refusal('', { text })
      expect(refused).toEqual({ status: 400, code: expect.stringMatching(code) })
    }
    const refused = await refusal('', { text: TEXT, from: 'Eve' })
    expect(refused).toEqual({ status: 400, code: 'unknown_field' })
  })
})

describe('taking an invitation up', () => {
  async function accept(triggerId: string) {
    const body = { context: { page }, prompt: { triggerId, language: 'nl' } }
    const started = await talk.relay.json<{ conversationId: string }>(talk.widget('/visitors'), {
      body,
    })
    return started.conversationId
  }

  it('begins the chat with the member’s line, and gives it to that member', async () => {
    await invite()
    const { id = '' } = (await invited()) ?? {}
    await tell('shown')
    await tell('accepted')
    expect(await state()).toBe('accepted')
    const conversationId = await accept(id)
    expect(await talk.messages(conversationId)).toMatchObject([
      { kind: 'text', text: TEXT, author: { kind: 'member', id: talk.owner.memberId } },
      { line: { code: 'assigned' }, audience: 'members' },
    ])
    const conversation: Conversation = await talk.conversation(conversationId)
    expect(conversation.assigneeId).toBe(talk.owner.memberId)
    expect((await visit())?.conversationId).toBe(conversationId)
  })

  it('says nothing once the visit is over, or for an id that was made up', async () => {
    await invite()
    const { id = '' } = (await invited()) ?? {}
    expect(await talk.messages(await accept(nanoid()))).toEqual([])
    now += 31 * 60_000
    talk.relay.context.visits.sweep()
    await talk.renew()
    expect(await talk.messages(await accept(id))).toEqual([])
  })

  it('says nothing for a member who has left the shop', async () => {
    await invite()
    const { id = '' } = (await invited()) ?? {}
    const { write } = talk.relay.context.db
    await write.deleteFrom('members').where('id', '=', talk.owner.memberId).execute()
    expect(await accept(id)).toEqual(expect.any(String))
  })
})
