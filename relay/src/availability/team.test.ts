import { expect, it } from 'vitest'
import { startTalk } from '../testing/talk.ts'
import { addTestMember } from '../testing/test-relay.ts'
import { openSocket } from '../testing/test-socket.ts'

const beat = { body: { page: { url: 'https://lamp.example/' } } }

it('names who is there before who is not', async () => {
  await using talk = await startTalk()
  const { relay, owner } = talk
  const colleague = await addTestMember(relay, owner.siteId, 'agent')
  const team = async () => {
    const answer = await relay.json<{ team: { id: string }[] }>(talk.widget('/views'), beat)
    return answer.team.map(({ id }) => id)
  }
  const ids = await team()
  expect(ids).toHaveLength(2)
  const tokens = new Map([
    [owner.memberId, owner.token],
    [colleague.memberId, colleague.token],
  ])
  const [first = '', second = ''] = ids
  const { siteId } = owner
  const hello = { type: 'member_hello', v: 1, siteId, token: tokens.get(second) ?? '' } as const
  const socket = await openSocket(relay.url, hello)
  await socket.next('live')
  expect(await team()).toEqual([second, first])
})
