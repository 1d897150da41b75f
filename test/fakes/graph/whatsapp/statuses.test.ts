import { expect, test } from 'vitest'
import { aStage, bodies, oggOpus } from '../testing/stage.ts'

const HOUR = 3_600_000

test('a message is sent, delivered, and read when the person looks', async () => {
  const { chat, sendText, statuses, advance } = await aStage()
  await chat.text('Hallo')
  const { id } = (await sendText('Dag', { biz_opaque_callback_data: 'row 1' })).body.messages[0]
  await advance(1000)
  await chat.read()
  expect(statuses().map(({ status }) => status)).toEqual(['sent', 'delivered', 'read'])
  for (const status of statuses()) {
    expect(status).toMatchObject({
      id,
      timestamp: expect.stringMatching(/^\d{10}$/),
      recipient_id: '31612345678',
      biz_opaque_callback_data: 'row 1',
      pricing: { pricing_model: 'PMP', type: 'free_customer_service', category: 'service' },
    })
    expect(status.conversation).toBeUndefined()
  }
})

test('contacts come with sent, delivered and read, the username not with sent; never with failed', async () => {
  const { graph, number, send, changes, advance } = await aStage()
  const cas = graph.addPerson({ name: 'Cas', phone: '31622222222', username: '@cas' })
  await graph.chat(cas, number).text('Hoi')
  await send({ to: '+31622222222', text: { body: 'Dag' } })
  await advance(25 * HOUR)
  await send({ to: '+31622222222', text: { body: 'Te laat' } })
  await advance(1000)
  const told = changes()
    .slice(1)
    .map(({ value }) => value)
  expect(
    told.map(({ statuses: [{ status }], contacts }) => [status, contacts?.[0].profile]),
  ).toEqual([
    ['sent', { name: 'Cas' }],
    ['delivered', { name: 'Cas', username: '@cas' }],
    ['failed', undefined],
  ])
})

test('with the chat open "delivered" is skipped; with receipts off "read" never comes', async () => {
  const { chat, anna, sendText, statuses, advance } = await aStage()
  await chat.text('Hallo')
  await chat.open()
  await sendText('Dag')
  await advance(1000)
  chat.close()
  anna.receipts = false
  await sendText('Nog eens')
  await advance(1000)
  await chat.read()
  expect(statuses().map(({ status }) => status)).toEqual(['sent', 'read', 'sent', 'delivered'])
  expect(chat.thread.entries.at(-1)?.progress).toBe('read')
})

test('a phone that is off gets its messages when it is on again, in order', async () => {
  const { graph, chat, anna, sendText, statuses, advance } = await aStage()
  await chat.text('Hallo')
  await graph.setDevice(anna, false)
  await sendText('1')
  await sendText('2')
  await advance(HOUR)
  expect(statuses().map(({ status }) => status)).toEqual(['sent', 'sent'])
  await graph.setDevice(anna, true)
  await advance(0)
  expect(
    statuses()
      .map(({ status }) => status)
      .slice(2),
  ).toEqual(['delivered', 'delivered'])
  expect(bodies(chat.thread.entries)).toEqual(['Hallo', '1', '2'])
})

test('whoever blocked a business gets nothing and cannot write', async () => {
  const { chat, sendText, statuses, advance } = await aStage()
  await chat.text('Hallo')
  chat.block()
  await sendText('Hoi')
  await advance(HOUR)
  expect(statuses().map(({ status }) => status)).toEqual(['sent'])
  await expect(chat.text('x')).rejects.toThrow('blocked')
  await chat.unblock()
  await advance(0)
  expect(statuses().map(({ status }) => status)).toEqual(['sent', 'delivered'])
})

test('"sent" may come before the answer to the request', async () => {
  const { chat, graph, number, token, statuses, advance } = await aStage()
  await chat.text('Hallo')
  graph.faults.plan.statuses.beforeResponse = 1
  const response = await graph.app.request(`/v26.0/${number.id}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token.value}` },
    body: JSON.stringify({
      messaging_product: 'whatsapp',
      to: '+31612345678',
      text: { body: 'Hi' },
    }),
  })
  const known = statuses().length
  expect([response.status, known]).toEqual([200, 1])
  await advance(1000)
  expect(statuses().map(({ status }) => status)).toEqual(['sent', 'delivered'])
})

test('statuses come twice, without "delivered", and overtake each other, as planned', async () => {
  const { chat, graph, sendText, statuses, advance } = await aStage()
  await chat.text('Hallo')
  Object.assign(graph.faults.plan.statuses, { twice: 0.3, skipDelivered: 0.3, spread: 2000 })
  for (let index = 0; index < 40; index += 1) {
    await sendText(`${index}`)
    await advance(6000)
  }
  const byMessage = Map.groupBy(statuses(), ({ id }) => id)
  const orders = [...byMessage.values()].map((all) => all.map(({ status }) => status).join(' '))
  expect(orders.some((order) => order.startsWith('delivered'))).toBe(true)
  expect(orders.some((order) => /(\w+) \1/.test(order))).toBe(true)
  expect(orders.some((order) => !order.includes('delivered'))).toBe(true)
  expect(chat.thread.entries).toHaveLength(41)
})

test('a voice message is "played" once, by its first play', async () => {
  const { chat, graph, waba, send, statuses, advance } = await aStage()
  await chat.text('Hallo')
  const { id } = graph.media.add({
    ownerId: waba.id,
    bytes: oggOpus(1),
    mime: 'audio/ogg',
    filename: undefined,
    origin: 'uploaded',
  })
  const { body } = await send({ to: '+31612345678', type: 'audio', audio: { id, voice: true } })
  await advance(1000)
  await chat.play(body.messages[0].id)
  await chat.play(body.messages[0].id)
  expect(statuses().map(({ status }) => status)).toEqual(['sent', 'delivered', 'played'])
})
