import { expect, test } from 'vitest'
import { aStage, bodies, signed } from '../testing/stage.ts'

const HOUR = 3_600_000

test('a callback is taken only when it answers 200 with the challenge and nothing else', async () => {
  const { call, app, subscriber } = await aStage()
  const asApp = { token: `${app.id}|${app.secret}` }
  const given = {
    object: 'whatsapp_business_account',
    callback_url: 'https://relay.test/other',
    verify_token: 'wrong',
    fields: 'messages',
  }
  const refused = await call('POST', `${app.id}/subscriptions`, given, asApp)
  expect(refused.body.error).toMatchObject({ code: 2200 })
  const right = { ...given, verify_token: subscriber.verifyToken }
  expect((await call('POST', `${app.id}/subscriptions`, right, asApp)).body).toEqual({
    success: true,
  })
  const asked = subscriber.handshakes.at(-1)?.searchParams
  expect(asked?.get('hub.mode')).toBe('subscribe')
  expect(asked?.get('hub.challenge')).toMatch(/^\d+$/)
})

test('webhooks are signed over exactly the bytes sent, in which all but ASCII is escaped', async () => {
  const { chat, subscriber, app } = await aStage()
  await chat.text('Café ☕ 🚢 </script>')
  const [post] = subscriber.caught
  expect(post?.body).toContain('Caf\\u00e9 \\u2615 \\ud83d\\udea2 <\\/script>')
  expect(post?.signature).toBe(signed(post?.body ?? '', app.secret))
  expect(signed(JSON.stringify(post?.json), app.secret)).not.toBe(post?.signature)
  expect(post?.json.entry[0].changes[0].value.messages[0].text.body).toBe('Café ☕ 🚢 </script>')
})

test('nothing arrives before the app is in subscribed_apps', async () => {
  const { chat, call, waba, subscriber } = await aStage()
  await call('DELETE', `${waba.id}/subscribed_apps`)
  await chat.text('Nobody hears this')
  expect(subscriber.caught).toEqual([])
  await call('POST', `${waba.id}/subscribed_apps`)
  const { body } = await call('GET', `${waba.id}/subscribed_apps`)
  expect(body.data).toMatchObject([{ whatsapp_business_api_data: { name: 'Loods' } }])
  await chat.text('This is heard')
  expect(subscriber.caught).toHaveLength(1)
})

test("a number's own callback goes before the account's, and that before the app's", async () => {
  const { chat, call, waba, number, subscriber } = await aStage()
  const verify_token = subscriber.verifyToken
  await chat.text('1')
  const ofAccount = { override_callback_uri: 'https://relay.test/account', verify_token }
  await call('POST', `${waba.id}/subscribed_apps`, ofAccount)
  await chat.text('2')
  const ofNumber = { override_callback_uri: 'https://relay.test/number', verify_token }
  await call('POST', number.id, { webhook_configuration: ofNumber })
  await chat.text('3')
  await call('POST', number.id, { webhook_configuration: { override_callback_uri: '' } })
  await chat.text('4')
  expect(subscriber.caught.map(({ url }) => url)).toEqual([
    'https://relay.test/whatsapp',
    'https://relay.test/account',
    'https://relay.test/number',
    'https://relay.test/account',
  ])
  const long = { override_callback_uri: `https://relay.test/${'x'.repeat(200)}`, verify_token }
  const { body } = await call('POST', number.id, { webhook_configuration: long })
  expect(body.error.code).toBe(131009)
})

test('anything but 200 is tried again, less and less often, for 36 hours', async () => {
  const { chat, subscriber, graph, advance } = await aStage()
  subscriber.answer = () => 500
  await chat.text('Hallo')
  await advance(48 * HOUR)
  const attempts = graph.outbox.posts[0]?.attempts.map(({ at }) => at) ?? []
  const pauses = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0))
  expect(pauses.slice(0, 3)).toEqual([1000, 5000, 30_000])
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
  expect((attempts.at(-1) ?? 0) - (attempts[0] ?? 0)).toBeGreaterThanOrEqual(36 * HOUR)
  expect(graph.outbox.posts[0]?.state).toBe('given up')
  expect(new Set(subscriber.caught.map(({ body }) => body)).size).toBe(1)
})

test('the retries end with the first 200', async () => {
  const { chat, subscriber, advance } = await aStage()
  subscriber.answer = () => (subscriber.caught.length < 3 ? 503 : 200)
  await chat.text('Hallo')
  await advance(48 * HOUR)
  expect(subscriber.caught).toHaveLength(3)
})

test('updates come twice, late, and in another order, as planned', async () => {
  const { chat, graph, messages, advance } = await aStage()
  Object.assign(graph.faults.plan.webhooks, { duplicate: 0.3, delay: [0, 60_000] })
  const said = Array.from({ length: 200 }, (_, index) => `message ${index}`)
  for (const text of said) await chat.text(text)
  await advance(60_000)
  const got: string[] = messages().map(({ text }) => text.body)
  expect(new Set(got)).toEqual(new Set(said))
  expect(got.length).toBeGreaterThan(230)
  expect(got.length).toBeLessThan(290)
  expect([...new Set(got)]).not.toEqual(said)
})

test('up to 1,000 updates travel in one POST', async () => {
  const { chat, graph, subscriber, messages } = await aStage()
  graph.outbox.hold()
  for (let index = 0; index < 1500; index += 1) await chat.text(`${index}`)
  const posts = await graph.outbox.release({ batch: 1000 })
  expect(posts.map(({ updates }) => updates.length)).toEqual([1000, 500])
  expect(subscriber.caught).toHaveLength(2)
  expect(messages()).toHaveLength(1500)
})

test('updates are gathered into batches while they come', async () => {
  const { chat, graph, subscriber, messages, advance } = await aStage()
  graph.faults.plan.webhooks.batch = 10
  for (let index = 0; index < 25; index += 1) await chat.text(`${index}`)
  await advance(100)
  expect(subscriber.caught).toHaveLength(3)
  expect(messages()).toHaveLength(25)
})

test('what was held back leaves shuffled, with copies and with forged signatures', async () => {
  const { chat, graph, subscriber, app, messages } = await aStage()
  subscriber.answer = ({ body, signature }) => (signed(body, app.secret) === signature ? 200 : 401)
  graph.outbox.hold()
  for (let index = 0; index < 300; index += 1) await chat.text(`${index}`)
  expect(graph.outbox.held()).toBe(300)
  const posts = await graph.outbox.release({
    shuffle: 600_000,
    duplicate: 0.3,
    forged: 0.05,
    concurrency: 8,
  })
  const forged = posts.filter((post) => post.forged)
  expect(forged.length).toBeGreaterThan(3)
  expect(forged.every(({ attempts }) => attempts[0]?.status === 401)).toBe(true)
  expect(new Set(messages().map(({ text }) => text.body)).size).toBe(300)
  expect(posts.length).toBeGreaterThan(360)
  await chat.text('after')
  expect(bodies([chat.thread.entries.at(-1) as never])).toEqual(['after'])
  expect(messages().at(-1)?.text.body).toBe('after')
})

test('fields nobody subscribed to are not sent, unknown ones to whoever wants them are', async () => {
  const { graph, app, number, changes } = await aStage()
  await graph.tellField(number, 'standby', { anything: true })
  expect(changes()).toEqual([])
  app.subscriptions.get('whatsapp_business_account')?.fields.add('standby')
  await graph.tellField(number, 'standby', { anything: true })
  expect(changes()).toEqual([{ field: 'standby', value: { anything: true } }])
})
