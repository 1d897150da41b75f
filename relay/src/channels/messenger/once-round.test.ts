import type { Conversation } from '@loods/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ChannelTalk, startChannelTalk } from '../../testing/channel-talk.ts'
import { testPicture } from '../../testing/test-picture.ts'

let stage: ChannelTalk

beforeAll(async () => {
  stage = await startChannelTalk()
  await stage.subscribe()
})
afterAll(() => stage[Symbol.asyncDispose]())

async function settle(): Promise<void> {
  const { traffic, outbox } = stage.relay.context
  await traffic.webhooks.processor.settle()
  await outbox.settle()
  await stage.graph.time.advance(1_000)
  await traffic.webhooks.processor.settle()
}

async function conversation(): Promise<Conversation> {
  const { conversations } = stage.relay.context
  const [found] = await conversations.list(stage.talk.owner.siteId, { limit: 10 })
  if (!found) throw new Error('there is no conversation')
  return found
}

it('brings what is said on Messenger into the inbox, and the answer back, with its ticks', async () => {
  const { graph, anna, page, talk } = stage
  const chat = graph.pageChat(anna, page)
  await chat.text('Past deze bij E27?')
  await chat.attachment('image', { bytes: await testPicture(), mime: 'image/png' })
  await settle()
  const { id, thread, contact } = await conversation()
  expect(contact.name).toBe('Anna de Vries')
  expect(thread).toMatchObject({
    kind: 'messenger',
    current: true,
    windowUntil: expect.any(Number),
  })
  await talk.answer(id, 'Ja, ook in zwart')
  await settle()
  await chat.read()
  chat.answeredInMetaInbox('En in wit')
  await settle()
  const said = (await talk.messages(id)).filter(({ line }) => !line)
  expect(said).toMatchObject([
    { author: { kind: 'visitor' }, text: 'Past deze bij E27?' },
    { author: { kind: 'visitor' }, file: { type: 'image/png' } },
    { author: { kind: 'member' }, text: 'Ja, ook in zwart', delivery: { state: 'read' } },
    { author: { kind: 'member' }, text: 'En in wit' },
  ])
  const onPhone = chat.thread.entries.filter(({ from }) => from === 'business')
  expect(onPhone.map(({ content }) => (content as { text: string }).text)).toEqual([
    'Ja, ook in zwart',
    'En in wit',
  ])
})

it('lets somebody stay without a name whom Meta does not tell of, and asks anew when they come back', async () => {
  const { graph, app, page, relay } = stage
  const bob = graph.addPerson({ name: 'Bob', phone: '+31 6 1234 5679' })
  const asked = () =>
    graph.requests.filter(({ method, path }) => method === 'GET' && path.includes(psid)).length
  const psid = graph.identities.psidOf(page.id, bob)
  app.profiles = false
  await graph.pageChat(bob, page).text('Hoi')
  await settle()
  await graph.pageChat(bob, page).text('Is daar iemand?')
  await settle()
  expect((await conversation()).contact).not.toHaveProperty('name')
  expect(asked()).toBe(1)
  app.profiles = true
  await graph.time.advance(25 * 3_600_000)
  await graph.pageChat(bob, page).text('Dag')
  await settle()
  expect((await conversation()).contact.name).toBe('Bob')
  expect(asked()).toBe(2)
  const dead = relay.context.db.read.selectFrom('outbox').where('state', '=', 'dead')
  expect(await dead.selectAll().execute()).toEqual([])
})
