import type { InviteAnswer, MeAnswer, Role } from '@loods/protocol'
import { type TestOwner, type TestRelay, tokenFor } from './test-relay.ts'

/** Somebody signed in with a browser of their own. */
export interface TestPerson {
  email: string
  password: string
  cookie: string
  token: string
  memberId: string
}

/** The session cookie an answer set, ready to send; empty when it set none. */
export function cookieOf(answer: Response): string {
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

/** Signs in with another browser. @throws when the relay refuses */
export async function signIn(
  relay: TestRelay,
  who: { email: string; password: string },
): Promise<{ cookie: string; token: string }> {
  const answer = await relay.call('/api/session', {
    body: { email: who.email, password: who.password },
  })
  if (!answer.ok) throw new Error(`signing in failed: ${await answer.text()}`)
  const cookie = cookieOf(answer)
  return { cookie, token: await tokenFor(relay, cookie) }
}

/** Invites an address as the owner would. Gives the invitation's token beside the answer. */
export async function invite(
  relay: TestRelay,
  owner: Pick<TestOwner, 'siteId' | 'token'>,
  email: string,
  role: Role = 'agent',
): Promise<InviteAnswer & { secret: string }> {
  const answer = await relay.json<InviteAnswer>(`/api/sites/${owner.siteId}/invitations`, {
    token: owner.token,
    body: { email, role },
  })
  return { ...answer, secret: new URL(answer.url).hash.replace('#invitation=', '') }
}

/** A colleague who came in through an invitation, with an account of their own. */
export async function addColleague(
  relay: TestRelay,
  owner: Pick<TestOwner, 'siteId' | 'token'>,
  role: Role = 'agent',
  email = `${role}@lamp-en-linnen.example`,
): Promise<TestPerson> {
  const password = 'fietsbel onder water'
  const { secret } = await invite(relay, owner, email, role)
  const answer = await relay.call('/api/invitations/accept', {
    body: { token: secret, name: `Sam ${role}`, password },
  })
  if (!answer.ok) throw new Error(`joining failed: ${await answer.text()}`)
  const cookie = cookieOf(answer)
  const token = await tokenFor(relay, cookie)
  const me = await relay.json<MeAnswer>('/api/me', { token })
  const memberId = me.sites.find(({ siteId }) => siteId === owner.siteId)?.memberId ?? ''
  return { email, password, cookie, token, memberId }
}
