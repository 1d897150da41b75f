import type {
  InvitationLookAnswer,
  InvitationsAnswer,
  MeAnswer,
  MembersAnswer,
  Role,
} from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SmtpCatcher, startSmtpCatcher } from '../../../test/support/smtp-catcher.ts'
import { addColleague, cookieOf, invite, signIn } from '../testing/test-people.ts'
import {
  setUpOwner,
  startTestRelay,
  startVisitor,
  type TestOwner,
  type TestRelay,
  tokenFor,
} from '../testing/test-relay.ts'
import { openSocket } from '../testing/test-socket.ts'
import { DIALECTS, dialectEnv } from '../testing/test-storage.ts'

const HOUR = 3_600_000
const PASSWORD = 'gieter vol met regenwater'

let relay: TestRelay
let owner: TestOwner
let now: number

async function start(env: Record<string, string> = {}) {
  now = Date.UTC(2026, 10, 22, 9)
  relay = await startTestRelay({ clock: () => now, env })
  owner = await setUpOwner(relay)
}

afterEach(() => relay[Symbol.asyncDispose]())

async function refusal(answer: Promise<Response>): Promise<string> {
  const response = await answer
  const body = (await response.json()) as { error?: { code: string } }
  return `${response.status} ${body.error?.code}`
}

const team = (path: string) => `/api/sites/${owner.siteId}${path}`
const accept = (token: string, more: object = { name: 'Sam' }) =>
  relay.call('/api/invitations/accept', { body: { token, password: PASSWORD, ...more } })
const listMembers = async () =>
  (await relay.json<MembersAnswer>(team('/members'), { token: owner.token })).members
const changeRole = (memberId: string, role: Role, token = owner.token) =>
  relay.call(team(`/members/${memberId}`), { method: 'PATCH', token, body: { role } })
const remove = (memberId: string, token = owner.token) =>
  relay.call(team(`/members/${memberId}`), { method: 'DELETE', token })

function inboxSocket(token: string) {
  return openSocket(relay.url, { type: 'member_hello', v: 1, siteId: owner.siteId, token })
}

describe.each(DIALECTS)('a team, stored in %s', (dialect) => {
  beforeEach(async () => start(await dialectEnv(dialect)))

  it('grows by an invitation whose link the admin passes on', async () => {
    const { secret, mailed, invitation } = await invite(relay, owner, 'Sam@Lamp.example', 'admin')
    expect(mailed).toBe(false)
    expect(invitation).toMatchObject({
      email: 'sam@lamp.example',
      role: 'admin',
      invitedBy: 'Noor',
      expiresAt: now + 72 * HOUR,
    })
    const look = await relay.json<InvitationLookAnswer>('/api/invitations/look', {
      body: { token: secret },
    })
    expect(look).toEqual({
      shop: 'Lamp & Linnen',
      role: 'admin',
      email: 'sam@lamp.example',
      invitedBy: 'Noor',
      hasAccount: false,
    })
    now += 1
    const token = await tokenFor(relay, cookieOf(await accept(secret)))
    expect(await relay.json<MeAnswer>('/api/me', { token })).toMatchObject({
      name: 'Sam',
      sites: [{ siteId: owner.siteId, role: 'admin' }],
    })
    expect((await listMembers()).map(({ name, role }) => [name, role])).toEqual([
      ['Noor', 'owner'],
      ['Sam', 'admin'],
    ])
  })

  it('T07: an invitation works once, and not after 72 hours', async () => {
    const first = await invite(relay, owner, 'sam@lamp.example')
    expect((await accept(first.secret)).status).toBe(200)
    expect(await refusal(accept(first.secret))).toBe('410 link_used_or_expired')
    const second = await invite(relay, owner, 'kim@lamp.example')
    now += 72 * HOUR
    expect(await refusal(accept(second.secret))).toBe('410 link_used_or_expired')
    const look = relay.call('/api/invitations/look', { body: { token: second.secret } })
    expect(await refusal(look)).toBe('410 link_used_or_expired')
  })

  it('T07: two who open one invitation at the same moment do not both get in', async () => {
    const { secret } = await invite(relay, owner, 'sam@lamp.example')
    const answers = await Promise.all([accept(secret), accept(secret)])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410])
    expect(await listMembers()).toHaveLength(2)
  })

  it('T07: inviting again takes the earlier link back, and so does taking it back', async () => {
    const first = await invite(relay, owner, 'sam@lamp.example')
    const second = await invite(relay, owner, 'sam@lamp.example')
    expect(await refusal(accept(first.secret))).toBe('410 link_used_or_expired')
    const path = team(`/invitations/${second.invitation.id}`)
    const { invitations } = await relay.json<InvitationsAnswer>(team('/invitations'), {
      token: owner.token,
    })
    expect(invitations.map(({ id }) => id)).toEqual([second.invitation.id])
    expect((await relay.call(path, { method: 'DELETE', token: owner.token })).status).toBe(204)
    expect(await refusal(accept(second.secret))).toBe('410 link_used_or_expired')
    const again = relay.call(path, { method: 'DELETE', token: owner.token })
    expect(await refusal(again)).toBe('404 not_found')
  })

  it('takes in somebody who has an account, by that account’s password only', async () => {
    const agent = await addColleague(relay, owner, 'agent', 'sam@lamp.example')
    expect(await refusal(remove(agent.memberId).then(() => accept('x'.repeat(43))))).toBe(
      '410 link_used_or_expired',
    )
    const { secret } = await invite(relay, owner, 'sam@lamp.example', 'admin')
    const look = await relay.json<InvitationLookAnswer>('/api/invitations/look', {
      body: { token: secret },
    })
    expect(look.hasAccount).toBe(true)
    expect(await refusal(accept(secret))).toBe('401 wrong_credentials')
    expect((await accept(secret, { password: agent.password })).status).toBe(200)
    const back = (await listMembers()).find(({ email }) => email === 'sam@lamp.example')
    expect(back).toMatchObject({ id: agent.memberId, role: 'admin' })
  })

  it('asks a newcomer for a name and a password that is not guessed first', async () => {
    const { secret } = await invite(relay, owner, 'sam@lamp.example')
    expect(await refusal(accept(secret, {}))).toBe('400 invalid')
    const weak = accept(secret, { name: 'Sam', password: 'LampLinnen2026' })
    expect(await refusal(weak)).toBe('400 weak_password')
    expect((await accept(secret)).status).toBe(200)
  })

  it('does not invite whoever is on it already', async () => {
    const body = { email: owner.email, role: 'agent' }
    const again = relay.call(team('/invitations'), { token: owner.token, body })
    expect(await refusal(again)).toBe('409 already_exists')
  })

  it('shows who is online', async () => {
    now += 1
    const colleague = await addColleague(relay, owner)
    const inbox = await inboxSocket(colleague.token)
    await inbox.next('live')
    expect((await listMembers()).map(({ online }) => online)).toEqual([false, true])
  })

  it('keeps at least one owner', async () => {
    expect(await refusal(changeRole(owner.memberId, 'admin'))).toBe('409 last_owner')
    expect(await refusal(remove(owner.memberId))).toBe('409 last_owner')
    const colleague = await addColleague(relay, owner)
    expect((await changeRole(colleague.memberId, 'owner')).status).toBe(204)
    expect((await changeRole(owner.memberId, 'agent')).status).toBe(204)
    expect(await refusal(remove(colleague.memberId, colleague.token))).toBe('409 last_owner')
  })

  it('keeps at least one owner when two step down at the same moment', async () => {
    const colleague = await addColleague(relay, owner)
    await changeRole(colleague.memberId, 'owner')
    const answers = await Promise.all([
      changeRole(owner.memberId, 'agent'),
      changeRole(colleague.memberId, 'agent', colleague.token),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 409])
  })

  it('lets admins manage everybody but owners, and agents nobody', async () => {
    const admin = await addColleague(relay, owner, 'admin')
    const agent = await addColleague(relay, owner, 'agent')
    expect(await refusal(changeRole(owner.memberId, 'agent', admin.token))).toBe('403 forbidden')
    expect(await refusal(remove(owner.memberId, admin.token))).toBe('403 forbidden')
    expect(await refusal(changeRole(admin.memberId, 'owner', admin.token))).toBe('403 forbidden')
    const body = { email: 'eve@lamp.example', role: 'owner' }
    const inviting = relay.call(team('/invitations'), { token: admin.token, body })
    expect(await refusal(inviting)).toBe('403 forbidden')
    expect((await changeRole(agent.memberId, 'admin', admin.token)).status).toBe(204)
    expect((await changeRole(agent.memberId, 'agent', admin.token)).status).toBe(204)
    for (const [method, path] of [
      ['GET', '/invitations'],
      ['POST', '/invitations'],
      ['DELETE', `/members/${admin.memberId}`],
    ] as const) {
      const call = relay.call(team(path), {
        method,
        token: agent.token,
        ...(method === 'POST' && { body: { email: 'eve@lamp.example', role: 'agent' } }),
      })
      expect(await refusal(call)).toBe('403 forbidden')
    }
  })

  it('closes the inbox of whoever is removed at once, and frees their conversations', async () => {
    const colleague = await addColleague(relay, owner)
    const { conversationId, secret } = await startVisitor(relay, owner.siteKey)
    await relay.json(`/widget/v1/${owner.siteKey}/messages`, {
      token: secret,
      body: { cid: nanoid(), text: 'Hallo' },
    })
    const conversation = team(`/conversations/${conversationId}`)
    await relay.json(conversation, {
      method: 'PATCH',
      token: owner.token,
      body: { assigneeId: colleague.memberId },
    })
    const [theirs, mine] = [await inboxSocket(colleague.token), await inboxSocket(owner.token)]
    await Promise.all([theirs.next('live'), mine.next('live')])
    expect((await remove(colleague.memberId)).status).toBe(204)
    expect(await theirs.closed).toBe(4004)
    expect(await refusal(relay.call(team('/members'), { token: colleague.token }))).toBe(
      '404 not_found',
    )
    const event = await mine.event((event) => event.type === 'conversation')
    expect(event).not.toHaveProperty('conversation.assigneeId')
    expect(await relay.json<object>(conversation, { token: owner.token })).not.toHaveProperty(
      'assigneeId',
    )
    expect((await relay.json<MeAnswer>('/api/me', { token: colleague.token })).sites).toEqual([])
  })

  it('T17: a parked long poll of whoever is removed meanwhile tells nothing more', async () => {
    const colleague = await addColleague(relay, owner)
    const { cursor } = await relay.json<{ cursor: string }>(team('/events?wait=0'), {
      token: colleague.token,
    })
    const poll = relay.call(team(`/events?wait=20000&since=${cursor}`), { token: colleague.token })
    await remove(colleague.memberId)
    expect(await refusal(poll)).toMatch(/^401 unauthorized|^404 not_found/)
  })

  it('a member whom another process removed loses the sockets here too', async () => {
    const colleague = await addColleague(relay, owner)
    const inbox = await inboxSocket(colleague.token)
    await inbox.next('live')
    await relay.context.db.write
      .updateTable('members')
      .set({ removed_at: now })
      .where('id', '=', colleague.memberId)
      .execute()
    expect(await inbox.closed).toBe(4004)
  })

  it('a colleague of two shops sees both, and each shop its own team', async () => {
    const other = await relay.context.writer.run((tx) =>
      relay.context.sites.create(tx, {
        name: 'Thee & Zo',
        language: 'nl',
        timeZone: 'Europe/Amsterdam',
      }),
    )
    const colleague = await addColleague(relay, owner)
    const foreign = [`/api/sites/${other.id}/members`, `/api/sites/${other.id}/invitations`]
    for (const path of foreign) {
      expect(await refusal(relay.call(path, { token: owner.token }))).toBe('404 not_found')
    }
    const stranger = relay.call(`/api/sites/${other.id}/members/${colleague.memberId}`, {
      method: 'DELETE',
      token: owner.token,
    })
    expect(await refusal(stranger)).toBe('404 not_found')
  })
})

describe('with a mail server', () => {
  let catcher: SmtpCatcher

  beforeEach(async () => {
    catcher = await startSmtpCatcher()
    await start({ SMTP_URL: catcher.url, PUBLIC_URL: 'https://chat.lamp.example' })
  })

  afterEach(() => catcher.stop())

  it('an invitation is mailed too, in the language asked for, with the very same link', async () => {
    const { url, mailed } = await relay.json<{ url: string; mailed: boolean }>(
      team('/invitations'),
      {
        token: owner.token,
        body: { email: 'sam@lamp.example', role: 'agent', language: 'en' },
      },
    )
    expect(mailed).toBe(true)
    const { mail } = await catcher.waitFor(({ to }) => to.includes('sam@lamp.example'))
    expect(url).toMatch(/^https:\/\/chat\.lamp\.example\/inbox#invitation=[\w-]{43}$/)
    expect(mail.text).toContain(url)
    expect(mail.text).toContain(
      'Noor asks you to help answer shoppers of Lamp & Linnen, as an agent.',
    )
  })

  it('T71: inviting one address a hundred times mails it once a day', async () => {
    for (let i = 0; i < 100; i += 1) await invite(relay, owner, 'sam@lamp.example')
    await relay.context.outbox.settle()
    expect(catcher.mails).toHaveLength(1)
  })

  it('T73: a mail that waits goes where it was to go, whatever changed since', async () => {
    catcher.refuseWith(451)
    await relay.call('/api/password-reset', { body: { email: owner.email } })
    await relay.context.outbox.settle()
    await relay.context.db.write
      .updateTable('accounts')
      .set({ email: 'eve@evil.example' })
      .execute()
    catcher.refuseWith(undefined)
    now += HOUR
    await relay.context.outbox.settle()
    expect(catcher.mails.map(({ to }) => to)).toEqual([[owner.email]])
    await expect(signIn(relay, owner)).rejects.toThrow('wrong_credentials')
  })
})
