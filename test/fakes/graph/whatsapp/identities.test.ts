import { expect, test } from 'vitest'
import { aStage } from '../testing/stage.ts'

const DAY = 86_400_000

test('a person from before BSUIDs is known by phone alone', async () => {
  const { graph, number, messages, changes } = await aStage()
  const bo = graph.addPerson({ name: 'Bo', phone: '31611111111', identity: 'phone' })
  await graph.chat(bo, number).text('Hoi')
  expect(messages()[0].from).toBe('31611111111')
  expect(messages()[0].from_user_id).toBeUndefined()
  expect(changes()[0]?.value.contacts[0].user_id).toBeUndefined()
})

test('a person with a username shows no phone number until a business has reached it', async () => {
  const { graph, number, messages, changes, send, statuses, advance } = await aStage()
  const cas = graph.addPerson({
    name: 'Cas',
    phone: '31622222222',
    identity: 'bsuid',
    username: '@cas',
  })
  const chat = graph.chat(cas, number)
  await chat.text('Wie ben ik?')
  const contact = changes()[0]?.value.contacts[0]
  expect(messages()[0].from).toBeUndefined()
  expect(contact).toEqual({
    profile: { name: 'Cas', username: '@cas' },
    user_id: messages()[0].from_user_id,
  })
  const byBsuid = await send({ recipient: contact.user_id, type: 'text', text: { body: 'Dag' } })
  expect(byBsuid.body.contacts).toEqual([{ input: contact.user_id, user_id: contact.user_id }])
  await advance(1000)
  expect(statuses()[0]).toMatchObject({ recipient_user_id: contact.user_id })
  expect(statuses()[0].recipient_id).toBeUndefined()
  await send({ to: '+31622222222', type: 'text', text: { body: 'Dag' } })
  await chat.text('En nu?')
  expect(messages().at(-1)?.from).toBe('31622222222')
})

test('a number that showed once is hidden again after 30 days where the Contact Book is off', async () => {
  for (const contactBook of [true, false]) {
    const { graph, business, number, messages, send, advance } = await aStage()
    business.contactBook = contactBook
    const cas = graph.addPerson({ name: 'Cas', phone: '31622222222', identity: 'bsuid' })
    await send({ to: '+31622222222', type: 'text', text: { body: 'Dag' } })
    await advance(31 * DAY)
    await graph.chat(cas, number).text('Hoi')
    expect(messages()[0].from).toBe(contactBook ? '31622222222' : undefined)
  }
})

test('all numbers of a business know a person by one BSUID, other businesses by another', async () => {
  const { graph, waba, number, anna, call, send } = await aStage()
  const second = graph.addNumber(waba, { digits: '31850000001' })
  const foreign = graph.addNumber(graph.addAccount(), { digits: '31850000002' })
  const { bsuidOf } = graph.identities
  expect(bsuidOf(second, anna)).toBe(bsuidOf(number, anna))
  expect(bsuidOf(foreign, anna)).not.toBe(bsuidOf(number, anna))
  const { body } = await send({ recipient: bsuidOf(foreign, anna), text: { body: 'Hi' } })
  expect(body.error.code).toBe(131009)
  expect((await call('GET', foreign.id)).body.error.code).toBe(100)
})

test('linked businesses also learn a parent BSUID, and may write to it', async () => {
  const { graph, anna, business, chat, messages, changes, send, statuses, advance } = await aStage()
  business.linked = true
  await chat.text('Hoi')
  const parent = messages()[0].from_parent_user_id
  expect(parent).toMatch(/^NL\.ENT\.[A-Za-z0-9]+$/)
  expect(changes()[0]?.value.contacts[0].parent_user_id).toBe(parent)
  expect((await send({ recipient: parent, text: { body: 'Dag' } })).status).toBe(200)
  await advance(1000)
  expect(statuses()[0].parent_recipient_user_id).toBe(parent)
  await graph.changeNumber(anna, '31699999999')
  const { parent_user_id, previous_parent_user_id } = messages()[1].system
  expect(previous_parent_user_id).toBe(parent)
  expect(parent_user_id).not.toBe(parent)
})

test('`to` wins where a request names both a phone and a BSUID', async () => {
  const { graph, number, anna, chat, send, advance } = await aStage()
  const bo = graph.addPerson({ name: 'Bo', phone: '31611111111' })
  await chat.text('Hoi')
  await graph.chat(bo, number).text('Hoi')
  const recipient = graph.identities.bsuidOf(number, bo)
  const { body } = await send({ to: '+31612345678', recipient, text: { body: 'Voor Anna' } })
  expect(body.contacts[0]).toMatchObject({ input: '+31612345678', wa_id: '31612345678' })
  await advance(1000)
  expect(graph.threads.of(number.id, anna.id).entries).toHaveLength(2)
  expect(graph.threads.of(number.id, bo.id).entries).toHaveLength(1)
})

test('the wa_id may differ from the number that was dialled', async () => {
  const { graph, send } = await aStage()
  graph.addPerson({ name: 'Mo', phone: '525512345678' })
  graph.addPerson({ name: 'Ba', phone: '5531987654321' })
  const ids: string[] = []
  for (const to of ['+525512345678', '+5215512345678', '+5531987654321']) {
    ids.push((await send({ to, text: { body: 'Hola' } })).body.contacts[0].wa_id)
  }
  expect(ids).toEqual(['5215512345678', '5215512345678', '553187654321'])
})

test("digits without a plus get the business's own country code", async () => {
  const { send } = await aStage()
  const { body } = await send({ to: '16505551234', text: { body: 'Hi' } })
  expect(body.contacts[0]).toMatchObject({ input: '16505551234', wa_id: '3116505551234' })
})

test('a new phone number is told by a system message without contacts, with a new BSUID', async () => {
  const { graph, anna, chat, messages, changes, send, sendText, advance, statuses } = await aStage()
  await chat.text('Hoi')
  const before = messages()[0].from_user_id
  await graph.changeNumber(anna, '31699999999')
  const system = messages()[1]
  expect(changes()[1]?.value.contacts).toBeUndefined()
  expect(system).toMatchObject({ type: 'system', from: '31612345678', from_user_id: before })
  expect(system.system).toMatchObject({
    type: 'user_changed_number',
    wa_id: '31699999999',
    previous_user_id: before,
  })
  expect(system.system.user_id).not.toBe(before)
  await sendText('Naar het oude nummer')
  await send({ to: '+31699999999', text: { body: 'Naar het nieuwe' } })
  await advance(1000)
  expect(statuses().map(({ errors }) => errors[0].code)).toEqual([131026, 131047])
})

test('whoever is known by BSUID alone changes their user ID', async () => {
  const { graph, number, messages } = await aStage()
  const cas = graph.addPerson({ name: 'Cas', phone: '31622222222', identity: 'bsuid' })
  await graph.chat(cas, number).text('Hoi')
  await graph.changeNumber(cas, '31688888888')
  expect(messages()[1].system).toMatchObject({
    type: 'user_changed_user_id',
    previous_user_id: messages()[0].from_user_id,
  })
  expect(messages()[1].from).toBeUndefined()
})
