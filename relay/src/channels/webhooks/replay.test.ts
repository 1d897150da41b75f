import type { FailedDelivery } from '@loods/protocol'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createLogger } from '../../logger.ts'
import { openArrivals } from '../../testing/arrivals.ts'
import { type ChannelTalk, startChannelTalk } from '../../testing/channel-talk.ts'
import { addTestMember, addTestSite } from '../../testing/test-relay.ts'

const QUARTER = 15 * 60_000

/** What members see of what was given up, and what they do with it, by HTTP. */
function byHttp({ relay, talk }: ChannelTalk) {
  return {
    async failed() {
      const answer = await relay.call(talk.site('/deliveries/failed'), { token: talk.owner.token })
      return ((await answer.json()) as { deliveries: FailedDelivery[] }).deliveries
    },
    async count() {
      const { failedDeliveries } = await relay.json<{ failedDeliveries: number }>(talk.site(''), {
        token: talk.owner.token,
      })
      return failedDeliveries
    },
    async act(method: 'POST' | 'DELETE', id: string, token = talk.owner.token) {
      const path = talk.site(`/deliveries/${id}${method === 'POST' ? '/retry' : ''}`)
      return (await relay.call(path, { method, token })).status
    },
  }
}

it('what a faulty migration kept from its threads is listed, counted, and arrives once it is tried again (T46)', async () => {
  await using stage = await startChannelTalk({ log: createLogger('silent') })
  const { relay, talk, graph, anna, number } = stage
  await stage.subscribe()
  const { processor } = relay.context.traffic.webhooks
  const { failed, count, act } = byHttp(stage)
  const rename = (from: string, to: string) =>
    relay.context.writer.run((tx) =>
      sql`alter table ${sql.table(from)} rename to ${sql.table(to)}`.execute(tx.db),
    )

  await rename('channel_threads', 'lost_threads')
  const chat = graph.chat(anna, number)
  await chat.text('Is mijn lamp al onderweg?')
  await chat.text('Laat maar')
  for (let tries = 0; tries < 6; tries++) {
    await processor.settle()
    await graph.time.advance(QUARTER)
  }
  await processor.settle()
  await talk.renew()
  const list = await failed()
  expect(list).toMatchObject([
    { kind: 'webhook', reason: 'not worked off', attempts: 6 },
    { kind: 'webhook', reason: 'not worked off', attempts: 6 },
  ])
  expect(await count()).toBe(2)

  await rename('lost_threads', 'channel_threads')
  const [second = '', first = ''] = list
    .toSorted((one, other) => other.createdAt - one.createdAt || (one.id < other.id ? 1 : -1))
    .map(({ id }) => id)
  const agent = await addTestMember(relay, talk.owner.siteId, 'agent')
  const neighbour = await addTestSite(relay)
  expect(await act('POST', first, agent.token)).toBe(403)
  expect(await act('POST', first, neighbour.token)).toBe(404)
  expect(await act('POST', first)).toBe(204)
  await processor.settle()
  const arrivals = openArrivals(stage)
  const { id } = await arrivals.only({ phone: '31612345678' })
  expect(await arrivals.texts(id)).toEqual(['Is mijn lamp al onderweg?'])
  expect(await act('DELETE', second, neighbour.token)).toBe(404)
  expect(await act('DELETE', second)).toBe(204)
  expect([await failed(), await count()]).toEqual([[], 0])
  expect(await act('POST', first)).toBe(404)
})
