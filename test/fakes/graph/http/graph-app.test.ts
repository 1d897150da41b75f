import { afterEach, expect, test } from 'vitest'
import { createGraph, type Graph } from '../create-graph.ts'
import { aStage } from '../testing/stage.ts'

let open: Graph | undefined

afterEach(() => open?.close())

test('a request without a token, or with one nobody knows, is a 190 with HTTP 401', async () => {
  const { call, number } = await aStage()
  for (const token of [null, 'EAAnonsense']) {
    const { status, body } = await call('GET', number.id, undefined, { token })
    expect([status, body.error.code, body.error.type]).toEqual([401, 190, 'OAuthException'])
    expect(body.error.fbtrace_id).toEqual(expect.any(String))
  }
})

test('a revoked token is a 190 with subcode 460, an expired one with 463', async () => {
  const { graph, call, number, token, advance } = await aStage()
  token.expiresAt = graph.time.now() + 1000
  await advance(1000)
  expect((await call('GET', number.id)).body.error).toMatchObject({ code: 190, error_subcode: 463 })
  token.revoked = true
  expect((await call('GET', number.id)).body.error).toMatchObject({ code: 190, error_subcode: 460 })
})

test("another account's number is a 100/33, as one that does not exist", async () => {
  const { graph, call, send } = await aStage()
  const foreign = graph.addNumber(graph.addAccount(), { digits: '31850000000' })
  for (const id of [foreign.id, '1234567890']) {
    const { status, body } = await call('GET', id)
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ code: 100, error_subcode: 33 })
  }
  const text = { messaging_product: 'whatsapp', to: '+31612345678', text: { body: 'Hi' } }
  const { body } = await call('POST', `${foreign.id}/messages`, text)
  expect(body.error).toMatchObject({ code: 100, error_subcode: 33 })
  expect((await send({ to: '+31612345678', text: { body: 'Hi' } })).status).toBe(200)
})

test('a token without the permission is a 200 with HTTP 403', async () => {
  const { call, number, token } = await aStage()
  token.scopes.delete('whatsapp_business_messaging')
  const { status, body } = await call('POST', `${number.id}/messages`, {})
  expect([status, body.error.code]).toEqual([403, 200])
})

test('a body that is no JSON object is a 100', async () => {
  const { graph, number, token } = await aStage()
  const response = await graph.app.request(`/v26.0/${number.id}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token.value}`, 'content-type': 'application/json' },
    body: '{"messaging_product":',
  })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { code: 100 } })
})

test('a number tells what the four values of a shop are checked by', async () => {
  const { call, number } = await aStage()
  const fields = 'display_phone_number,verified_name,quality_rating,platform_type,throughput'
  const { body } = await call('GET', `${number.id}?fields=${fields}`)
  expect(body).toEqual({
    id: number.id,
    display_phone_number: '+31 85 888 0000',
    verified_name: 'Huis & Haard',
    quality_rating: 'GREEN',
    platform_type: 'CLOUD_API',
    throughput: { level: 'STANDARD' },
  })
  const unknown = await call('GET', `${number.id}?fields=display_number`)
  expect(unknown.body.error.message).toBe(
    '(#100) Tried accessing nonexisting field (display_number)',
  )
})

test('debug_token tells what a token is good for', async () => {
  const { call, token, app, waba } = await aStage()
  const { body } = await call('GET', `debug_token?input_token=${token.value}`, undefined, {
    token: `${app.id}|${app.secret}`,
  })
  expect(body.data).toMatchObject({ app_id: app.id, is_valid: true, expires_at: 0 })
  expect(body.data.granular_scopes).toContainEqual({
    scope: 'whatsapp_business_messaging',
    target_ids: [waba.id],
  })
  const wrongSecret = await call('GET', `debug_token?input_token=${token.value}`, undefined, {
    token: `${app.id}|guessed`,
  })
  expect(wrongSecret.body.error.code).toBe(190)
})

test('a number is registered with its PIN before it can send', async () => {
  const { call, number, chat, sendText } = await aStage()
  await chat.text('Hallo')
  await call('POST', `${number.id}/deregister`, {})
  expect((await sendText('Hi')).body.error.code).toBe(133010)
  const wrong = await call('POST', `${number.id}/register`, {
    messaging_product: 'whatsapp',
    pin: '12',
  })
  expect(wrong.body.error.code).toBe(131009)
  await call('POST', `${number.id}/register`, { messaging_product: 'whatsapp', pin: '424242' })
  expect((await sendText('Hi')).status).toBe(200)
})

test('a profile is read and written, and has no field for opening hours', async () => {
  const { call, number } = await aStage()
  const path = `${number.id}/whatsapp_business_profile`
  const given = { messaging_product: 'whatsapp', description: 'Ma-vr 9-17 uur' }
  expect((await call('POST', path, given)).body).toEqual({ success: true })
  const { body } = await call('GET', `${path}?fields=description,about`)
  expect(body).toEqual({ data: [{ description: 'Ma-vr 9-17 uur' }] })
  const { body: refused } = await call('POST', path, { ...given, business_hours: [] })
  expect(refused.error.error_data.details).toBe(
    'Unexpected key "business_hours" on param "message"',
  )
})

test('a QR code opens a chat with its text ready', async () => {
  const { call, number } = await aStage()
  const { body } = await call('POST', `${number.id}/message_qrdls`, { prefilled_message: 'Hallo' })
  expect(body).toMatchObject({ prefilled_message: 'Hallo', code: expect.any(String) })
  expect((await call('GET', `${number.id}/message_qrdls`)).body.data).toHaveLength(1)
  await call('DELETE', `${number.id}/message_qrdls/${body.code}`)
  expect((await call('GET', `${number.id}/message_qrdls`)).body.data).toEqual([])
})

test('requests go wrong as planned: limits, HTML, and other ways in turn', async () => {
  const { graph, sendText, chat } = await aStage()
  await chat.text('Hallo')
  graph.faults.failNext('too_many_requests')
  graph.faults.failNext('bad_gateway')
  graph.faults.failNext('server_error', { on: /messages$/ })
  const [limited, html, error, fine] = [
    await sendText('1'),
    await sendText('2'),
    await sendText('3'),
    await sendText('4'),
  ]
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '30'])
  expect(html.status).toBe(502)
  expect(html.body).toContain('<html>')
  expect([error.status, error.body.error.code]).toEqual([500, 131000])
  expect(fine.status).toBe(200)
})

test('a share of requests goes wrong by chance, the same under the same seed', async () => {
  async function codes(seed: number): Promise<number[]> {
    const { graph, call, number } = await aStage({ seed })
    graph.faults.plan.requests.push({ fault: 'throughput', share: 0.3 })
    const statuses: number[] = []
    for (let index = 0; index < 40; index += 1) statuses.push((await call('GET', number.id)).status)
    return statuses
  }
  const first = await codes(7)
  expect(await codes(7)).toEqual(first)
  const failed = first.filter((status) => status === 400).length
  expect(failed).toBeGreaterThan(4)
  expect(failed).toBeLessThan(24)
})

test('a lost response breaks the connection after the message was taken', async () => {
  const stage = await aStage()
  open = stage.graph
  const { graph } = await stage.graph.listen()
  await stage.chat.text('Hallo')
  stage.graph.faults.failNext('lost_response')
  stage.graph.faults.failNext('reset')
  const post = (body: string): Promise<Response> =>
    fetch(`${graph}/v26.0/${stage.number.id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stage.token.value}`, 'content-type': 'application/json' },
      body: JSON.stringify({ messaging_product: 'whatsapp', to: '+31612345678', text: { body } }),
    })
  await expect(post('Taken')).rejects.toThrow('fetch failed')
  await expect(post('Never taken')).rejects.toThrow('fetch failed')
  expect((await post('Fine')).status).toBe(200)
  await stage.advance(1000)
  expect(stage.chat.thread.entries.map(({ content }) => content)).toMatchObject([
    { body: 'Hallo' },
    { body: 'Taken' },
    { body: 'Fine' },
  ])
  expect(stage.graph.requests.map(({ status }) => status)).toEqual([undefined, undefined, 200])
})

test('the same seed gives the same ids', () => {
  const one = createGraph({ seed: 5 }).addAccount()
  const other = createGraph({ seed: 5 }).addAccount()
  expect(other).toEqual(one)
  expect(createGraph({ seed: 6 }).addAccount().id).not.toBe(one.id)
})
