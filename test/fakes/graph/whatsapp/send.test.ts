import { expect, test } from 'vitest'
import { aStage, bodies } from '../testing/stage.ts'

const HOUR = 3_600_000
const TO = '+31612345678'

test('an accepted message is answered with 200, the recipient and an id', async () => {
  const { chat, graph, number, anna, sendText } = await aStage()
  await chat.text('Hallo')
  const { status, body } = await sendText('Dag')
  expect(status).toBe(200)
  expect(body).toEqual({
    messaging_product: 'whatsapp',
    contacts: [
      { input: TO, wa_id: '31612345678', user_id: graph.identities.bsuidOf(number, anna) },
    ],
    messages: [{ id: expect.stringMatching(/^wamid\./) }],
  })
})

const refused: [what: string, body: object, code: number, details: RegExp][] = [
  ['a misspelt key', { text: { boody: 'x' } }, 100, /Unexpected key "boody" on param "text"/],
  [
    'an unknown key of the message',
    { text: { body: 'x' }, priority: 1 },
    100,
    /"priority" on param "message"/,
  ],
  ['no body', { text: {} }, 131008, /text\['body'\] is required/],
  ['an empty body', { text: { body: '' } }, 100, /must not be empty/],
  ['4,097 characters', { text: { body: 'x'.repeat(4097) } }, 100, /at most 4096 characters/],
  ['a body that is no text', { text: { body: 7 } }, 100, /text\['body'\]/],
  ['a type Meta does not send', { type: 'poll', poll: {} }, 131051, /poll/],
  ['a group', { recipient_type: 'group', text: { body: 'x' } }, 100, /recipient_type/],
  [
    'callback data of 513 characters',
    { text: { body: 'x' }, biz_opaque_callback_data: 'x'.repeat(513) },
    131009,
    /at most 512/,
  ],
  [
    'a misspelt context',
    { text: { body: 'x' }, context: { id: 'wamid.x' } },
    100,
    /"id" on param "context"/,
  ],
  [
    'both id and link',
    { type: 'image', image: { id: '1', link: 'https://a.test/a' } },
    131009,
    /either id or link/,
  ],
  [
    'a caption on audio',
    { type: 'audio', audio: { id: '1', caption: 'x' } },
    100,
    /"caption" on param "audio"/,
  ],
  [
    'a caption of 1,025 characters',
    { type: 'image', image: { id: '1', caption: 'x'.repeat(1025) } },
    131009,
    /1024/,
  ],
  ['no contacts', { type: 'contacts', contacts: [] }, 131009, /empty/],
  [
    'a latitude that is no number',
    { type: 'location', location: { latitude: 'x', longitude: 1 } },
    131009,
    /latitude/,
  ],
  [
    'a reaction that quotes',
    { type: 'reaction', reaction: { message_id: 'x', emoji: '👍' }, context: { message_id: 'x' } },
    131009,
    /contextual reply/,
  ],
]

test.each(refused)('refuses %s', async (_, body, code, details) => {
  const { send, chat } = await aStage()
  const { status, body: answer } = await send({ to: TO, ...body })
  expect([status, answer.error.code]).toEqual([400, code])
  expect(answer.error.error_data).toMatchObject({ messaging_product: 'whatsapp' })
  expect(answer.error.error_data.details).toMatch(details)
  expect(chat.thread.accepted).toEqual([])
})

const buttons = (...titles: string[]) =>
  titles.map((title, index) => ({ type: 'reply', reply: { id: `${index}`, title } }))
const withButtons = (action: object, more: object = {}) => ({
  type: 'button',
  body: { text: 'Which?' },
  action,
  ...more,
})
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `${index}`, title: `Row ${index}` }))
const withRows = (sections: object[], button = 'Choose') => ({
  type: 'list',
  body: { text: 'Which?' },
  action: { button, sections },
})

const overLimits: [what: string, interactive: object][] = [
  ['four buttons', withButtons({ buttons: buttons('a', 'b', 'c', 'd') })],
  ['no buttons', withButtons({ buttons: [] })],
  ['equal titles', withButtons({ buttons: buttons('a', 'a') })],
  ['a title of 21 characters', withButtons({ buttons: buttons('x'.repeat(21)) })],
  ['a footer of 61', withButtons({ buttons: buttons('a') }, { footer: { text: 'x'.repeat(61) } })],
  ['a body of 1,025', withButtons({ buttons: buttons('a') }, { body: { text: 'x'.repeat(1025) } })],
  [
    'eleven rows',
    withRows([
      { title: 'A', rows: rows(6) },
      { title: 'B', rows: rows(5) },
    ]),
  ],
  ['two sections without titles', withRows([{ rows: rows(1) }, { rows: rows(1) }])],
  ['a row title of 25', withRows([{ rows: [{ id: '1', title: 'x'.repeat(25) }] }])],
  [
    'a row description of 73',
    withRows([{ rows: [{ id: '1', title: 'a', description: 'x'.repeat(73) }] }]),
  ],
  ['a row id of 201', withRows([{ rows: [{ id: 'x'.repeat(201), title: 'a' }] }])],
  ['a list button of 21', withRows([{ rows: rows(1) }], 'x'.repeat(21))],
  [
    'a link text of 21',
    {
      type: 'cta_url',
      body: { text: 'Look' },
      action: {
        name: 'cta_url',
        parameters: { display_text: 'x'.repeat(21), url: 'https://a.test' },
      },
    },
  ],
]

test.each(overLimits)(
  'refuses an interactive message with %s as 131009',
  async (_, interactive) => {
    const { send } = await aStage()
    const { body } = await send({ to: TO, type: 'interactive', interactive })
    expect(body.error.code).toBe(131009)
  },
)

test('buttons and lists at their limits arrive and can be tapped', async () => {
  const { send, chat, messages, advance } = await aStage()
  await chat.text('Hallo')
  const title = 'x'.repeat(20)
  const three = withButtons({ buttons: buttons(title, 'b', 'c') })
  const ten = withRows([{ title: 'All', rows: rows(10) }])
  const first = (await send({ to: TO, type: 'interactive', interactive: three })).body.messages[0]
    .id
  const second = (await send({ to: TO, type: 'interactive', interactive: ten })).body.messages[0].id
  await advance(1000)
  await chat.choose(first, title)
  await chat.choose(second, 'Row 9')
  expect(messages().slice(1)).toMatchObject([
    {
      interactive: { type: 'button_reply', button_reply: { id: '0', title } },
      context: { id: first },
    },
    {
      interactive: { type: 'list_reply', list_reply: { id: '9', title: 'Row 9' } },
      context: { id: second },
    },
  ])
})

test('a business cannot write to its own number', async () => {
  const { send } = await aStage()
  const { body } = await send({ to: '+31858880000', text: { body: 'Me?' } })
  expect(body.error.code).toBe(131021)
})

test('a number on the API gets what another sends it as unsupported', async () => {
  const { graph, send, messages, statuses, waba, advance } = await aStage()
  const other = graph.addNumber(waba, { digits: '31850000001' })
  expect((await send({ to: '+31850000001', text: { body: 'Hi' } })).status).toBe(200)
  await advance(1000)
  expect(messages()).toMatchObject([{ type: 'unsupported', from: '31858880000' }])
  expect(graph.threads.all().some(({ accountId }) => accountId === other.id)).toBe(true)
  expect(statuses().map(({ status }) => status)).toEqual(['sent', 'delivered'])
})

test('outside of 24 hours a message is accepted and fails with 131047, or is refused at once', async () => {
  const { chat, sendText, statuses, advance, graph } = await aStage()
  await chat.text('Hallo')
  await advance(24 * HOUR - 1000)
  await sendText('In time')
  await advance(1000)
  const late = await sendText('Too late', { biz_opaque_callback_data: 'row 7' })
  expect(late.status).toBe(200)
  await advance(1000)
  const failed = statuses().find(({ status }) => status === 'failed')
  expect(failed).toMatchObject({
    id: late.body.messages[0].id,
    biz_opaque_callback_data: 'row 7',
    errors: [{ code: 131047, error_data: { details: expect.any(String) } }],
  })
  expect(bodies(chat.thread.entries)).toEqual(['Hallo', 'In time'])
  graph.faults.plan.outsideWindow = 'at once'
  const { status, body } = await sendText('Again')
  expect([status, body.error.code]).toEqual([400, 131047])
  await chat.text('Ik ben er weer')
  expect((await sendText('Fine')).status).toBe(200)
})

test('the window is of one number and one person', async () => {
  const { graph, waba, chat, send, call, advance, statuses } = await aStage()
  const second = graph.addNumber(waba, { digits: '31850000001' })
  await chat.text('Hallo')
  const text = { messaging_product: 'whatsapp', to: TO, text: { body: 'Hi' } }
  await call('POST', `${second.id}/messages`, text)
  await send({ to: TO, text: { body: 'Hi' } })
  await advance(1000)
  expect(
    statuses()
      .map(({ status }) => status)
      .toSorted(),
  ).toEqual(['delivered', 'failed', 'sent'])
})

test('a number without WhatsApp is 131026, told later or at once', async () => {
  const { send, statuses, advance, graph } = await aStage()
  const { body } = await send({ to: '+31600000000', text: { body: 'Hi' } })
  expect(body.contacts[0].wa_id).toBe('31600000000')
  await advance(1000)
  expect(statuses()).toMatchObject([{ status: 'failed', errors: [{ code: 131026 }] }])
  graph.faults.plan.undeliverable = 'at once'
  const again = await send({ to: '+31600000000', text: { body: 'Hi' } })
  expect(again.body.error.code).toBe(131026)
})

test('45 messages to one person go at once, then one in 6 seconds; others are not held up', async () => {
  const { graph, number, chat, send, sendText, advance } = await aStage()
  await chat.text('Hallo')
  const bo = graph.addPerson({ name: 'Bo', phone: '31611111111' })
  await graph.chat(bo, number).text('Hoi')
  for (let index = 0; index < 45; index += 1) {
    expect((await sendText(`${index}`)).status).toBe(200)
    await advance(20)
  }
  expect((await sendText('46')).body.error.code).toBe(131056)
  expect((await send({ to: '+31611111111', text: { body: 'Hi' } })).status).toBe(200)
  await advance(6000 - 45 * 20)
  expect((await sendText('46')).status).toBe(200)
  expect((await sendText('47')).body.error.code).toBe(131056)
  await advance(6000)
  expect((await sendText('47')).status).toBe(200)
})

test('a number sends and receives 80 messages a second, with coexistence 20', async () => {
  const { graph, number, anna, send, advance } = await aStage()
  const people = Array.from({ length: 100 }, (_, index) =>
    graph.addPerson({ name: `${index}`, phone: `316${10_000_000 + index}` }),
  )
  const write = (): Promise<number[]> =>
    Promise.all(
      people.map(async ({ phone }) => {
        const { status, body } = await send({ to: `+${phone}`, text: { body: 'Hi' } })
        return status === 200 ? 0 : body.error.code
      }),
    )
  for (let index = 0; index < 10; index += 1) await graph.chat(anna, number).text('Hallo')
  const codes = await write()
  expect(codes.filter((code) => code === 0)).toHaveLength(70)
  expect(new Set(codes)).toEqual(new Set([0, 130429]))
  graph.beginCoexistence(number)
  await advance(10_000)
  expect((await write()).filter((code) => code === 0)).toHaveLength(20)
})

test('a locked account is 131031 with HTTP 403 and says so by webhook', async () => {
  const { graph, waba, sendText, changes } = await aStage()
  await graph.setStanding(waba, 'restricted')
  const { status, body } = await sendText('Hi')
  expect([status, body.error.code]).toEqual([403, 131031])
  expect(changes()).toMatchObject([
    { field: 'account_update', value: { event: 'ACCOUNT_RESTRICTION' } },
  ])
})

test('a drop in quality is told, and errors of the account come without messages', async () => {
  const { graph, number, changes } = await aStage()
  await graph.setQuality(number, 'RED', 'TIER_250')
  await graph.tellError(number, 130429)
  expect(changes()).toMatchObject([
    {
      field: 'phone_number_quality_update',
      value: { event: 'FLAGGED', current_limit: 'TIER_250', old_limit: 'TIER_2K' },
    },
    { field: 'messages', value: { errors: [{ code: 130429 }] } },
  ])
})

test('a reaction lands on its message and yields only "sent"', async () => {
  const { chat, send, statuses, advance } = await aStage()
  const { id } = await chat.text('Hallo')
  await send({ to: TO, type: 'reaction', reaction: { message_id: id, emoji: '✅' } })
  await advance(1000)
  expect(chat.thread.entries[0]?.reactions).toEqual({ business: '✅' })
  await send({ to: TO, type: 'reaction', reaction: { message_id: id, emoji: '' } })
  await advance(1000)
  expect(chat.thread.entries[0]?.reactions).toEqual({})
  expect(statuses().map(({ status }) => status)).toEqual(['sent', 'sent'])
})

test('a reaction to something unknown, or older than 30 days, fails with 131009', async () => {
  const { chat, send, statuses, advance } = await aStage()
  const { id } = await chat.text('Hallo')
  await send({ to: TO, type: 'reaction', reaction: { message_id: 'wamid.none', emoji: '✅' } })
  await advance(31 * 24 * HOUR)
  await chat.text('Nog eens')
  await send({ to: TO, type: 'reaction', reaction: { message_id: id, emoji: '✅' } })
  await advance(1000)
  expect(statuses().map(({ errors }) => errors[0].code)).toEqual([131009, 131009])
})

test('reading marks what came before too, and typing shows until the answer or 25 seconds', async () => {
  const { chat, graph, send, sendText, advance } = await aStage()
  await chat.text('Eerste')
  const { id } = await chat.text('Tweede')
  const typing = { status: 'read', message_id: id, typing_indicator: { type: 'text' } }
  expect((await send(typing)).body).toEqual({ success: true })
  expect(chat.thread.entries.map(({ progress }) => progress)).toEqual(['read', 'read'])
  expect(chat.thread.typingUntil).toBe(graph.time.now() + 25_000)
  await sendText('Dag')
  expect(chat.thread.typingUntil).toBeUndefined()
  await advance(1000)
  const unknown = await send({ status: 'read', message_id: 'wamid.none' })
  expect(unknown.body.error.code).toBe(100)
  const misspelt = await send({ ...typing, typing: true })
  expect(misspelt.body.error.code).toBe(100)
})

test('a message from the app on the same number is echoed; earlier ones come as history', async () => {
  const { graph, number, anna, chat, changes, sendText, statuses, advance } = await aStage()
  await chat.text('Voor de overstap')
  graph.beginCoexistence(number)
  await sendText('The window is closed')
  await advance(1000)
  expect(statuses()[0].errors[0].code).toBe(131047)
  await graph.writeInApp(number, anna, 'Vanaf de telefoon')
  await graph.sendHistory(number)
  await graph.syncContact(number, { full_name: 'Anna', phone_number: '31612345678' })
  const [echo, history, contacts] = changes().slice(-3)
  expect(echo).toMatchObject({
    field: 'smb_message_echoes',
    value: {
      message_echoes: [
        { from: number.digits, to: '31612345678', text: { body: 'Vanaf de telefoon' } },
      ],
    },
  })
  expect(history?.value.history[0].threads).toMatchObject([
    {
      id: '31612345678',
      messages: [{ text: { body: 'Voor de overstap' } }, { from: number.digits }],
    },
  ])
  expect(contacts?.value.state_sync[0]).toMatchObject({ action: 'add', type: 'contact' })
})
