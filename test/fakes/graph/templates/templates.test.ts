import { expect, test } from 'vitest'
import { aStage, type Stage } from '../testing/stage.ts'

const HOUR = 3_600_000
const TO = '+31612345678'

const NEW_CHAT = {
  name: 'new_chat',
  language: 'nl',
  category: 'UTILITY',
  components: [
    { type: 'HEADER', format: 'TEXT', text: 'Nieuwe chat' },
    {
      type: 'BODY',
      text: 'Hallo, {{1}} wacht op antwoord in {{2}} van je winkel.',
      example: { body_text: [['Anna', 'de chat']] },
    },
    { type: 'FOOTER', text: 'Via Loods' },
    { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Toon de chat' }] },
  ],
}

function create(stage: Stage, more: object = {}) {
  return stage.call('POST', `${stage.waba.id}/message_templates`, { ...NEW_CHAT, ...more })
}

function sendTemplate(stage: Stage, values: string[], more: object = {}, name = 'new_chat') {
  const parameters = values.map((text) => ({ type: 'text', text }))
  return stage.send({
    to: TO,
    type: 'template',
    template: {
      name,
      language: { code: 'nl' },
      components: [{ type: 'body', parameters }],
      ...more,
    },
  })
}

async function approved(): Promise<Stage> {
  const stage = await aStage()
  await create(stage)
  await stage.advance(60_000)
  return stage
}

test('a template begins as pending and is approved by review, which a webhook tells', async () => {
  const stage = await aStage()
  const { body } = await create(stage)
  expect(body).toEqual({
    id: expect.stringMatching(/^\d{17,}$/),
    status: 'PENDING',
    category: 'UTILITY',
  })
  expect((await sendTemplate(stage, ['Anna', 'de chat'])).body.error.code).toBe(132001)
  await stage.advance(60_000)
  expect(stage.changes()).toMatchObject([
    {
      field: 'message_template_status_update',
      value: { event: 'APPROVED', message_template_name: 'new_chat', reason: 'NONE' },
    },
  ])
  const { body: bytes, json } = stage.subscriber.caught[0] ?? { body: '' }
  expect(bytes).toContain(`"message_template_id":${body.id},`)
  expect(json.entry[0].time).toEqual(expect.any(Number))
})

test('utility that reads like marketing becomes marketing', async () => {
  const stage = await aStage()
  await create(stage, {
    components: [{ type: 'BODY', text: 'Vandaag 20 % korting op alle lampen.' }],
  })
  await stage.advance(60_000)
  expect(stage.changes()[0]).toMatchObject({
    field: 'template_category_update',
    value: { previous_category: 'UTILITY', new_category: 'MARKETING' },
  })
})

test('a reviewer may refuse, with a reason', async () => {
  const stage = await aStage()
  stage.graph.templates.reviewer = {
    after: 24 * HOUR,
    judge: ({ category }) => ({ status: 'REJECTED', category, reason: 'TAG_CONTENT_MISMATCH' }),
  }
  await create(stage)
  await stage.advance(23 * HOUR)
  expect(stage.changes()).toEqual([])
  await stage.advance(HOUR)
  expect(stage.changes()[0]?.value).toMatchObject({
    event: 'REJECTED',
    reason: 'TAG_CONTENT_MISMATCH',
  })
})

const malformed: [what: string, change: object, code: number, subcode: number | undefined][] = [
  ['a name in capitals', { name: 'New Chat' }, 131009, undefined],
  ['an unknown key', { colour: 'red' }, 100, undefined],
  ['an unknown category', { category: 'FUN' }, 131009, undefined],
  ['no body', { components: [{ type: 'FOOTER', text: 'x' }] }, 100, 2388072],
  [
    'a variable at the start',
    { components: [{ type: 'BODY', text: '{{1}} is here now', example: {} }] },
    100,
    2388299,
  ],
  [
    'a variable at the end',
    { components: [{ type: 'BODY', text: 'Here comes {{1}}', example: {} }] },
    100,
    2388299,
  ],
  [
    'too many variables',
    { components: [{ type: 'BODY', text: 'a {{1}} {{2}} {{3}} b', example: {} }] },
    100,
    2388293,
  ],
  [
    'no example',
    { components: [{ type: 'BODY', text: 'Hello dear {{1}} of ours' }] },
    100,
    2388072,
  ],
  [
    'a body of 1,025 characters',
    { components: [{ type: 'BODY', text: 'x'.repeat(1025) }] },
    100,
    2388040,
  ],
  [
    'a variable in the footer',
    { components: [NEW_CHAT.components[1], { type: 'FOOTER', text: 'a {{1}}' }] },
    100,
    2388073,
  ],
  [
    'a header without text',
    { components: [{ type: 'HEADER', format: 'TEXT' }, NEW_CHAT.components[1]] },
    100,
    2388047,
  ],
]

test.each(malformed)('refuses a template with %s', async (_, change, code, subcode) => {
  const { body } = await create(await aStage(), change)
  expect([body.error.code, body.error.error_subcode]).toEqual([code, subcode])
})

test('a name exists once in a language, and unverified businesses have 250 templates', async () => {
  const stage = await aStage()
  stage.business.verified = false
  await create(stage)
  expect((await create(stage)).body.error.error_subcode).toBe(2388024)
  expect((await create(stage, { language: 'en_US' })).status).toBe(200)
  for (let index = 0; index < 248; index += 1) {
    await create(stage, { name: `t${index}` })
    await stage.advance(60_000)
  }
  expect((await create(stage, { name: 'one_more' })).body.error.error_subcode).toBe(2388019)
})

test('100 templates are created in an hour at most', async () => {
  const stage = await aStage()
  for (let index = 0; index < 100; index += 1) await create(stage, { name: `t${index}` })
  expect((await create(stage, { name: 'one_more' })).body.error.code).toBe(80007)
})

test('templates are listed by page, filter and field', async () => {
  const stage = await aStage()
  for (let index = 0; index < 5; index += 1) await create(stage, { name: `t${index}` })
  await stage.advance(60_000)
  await create(stage, { name: 'pending' })
  const path = `${stage.waba.id}/message_templates`
  const first = (await stage.call('GET', `${path}?fields=name,status&status=APPROVED&limit=3`)).body
  expect(first.data.map(({ name }: { name: string }) => name)).toEqual(['t0', 't1', 't2'])
  expect(Object.keys(first.data[0])).toEqual(['id', 'name', 'status'])
  const next = new URL(first.paging.next)
  const second = (await stage.call('GET', next.pathname.replace('/v26.0/', '') + next.search)).body
  expect(second.data.map(({ name }: { name: string }) => name)).toEqual(['t3', 't4'])
  expect(second.paging.next).toBeUndefined()
})

test('a template arrives filled in, outside the window too, and its button opens the window', async () => {
  const stage = await approved()
  const { body } = await sendTemplate(stage, ['Anna', 'de chat'], {
    components: [
      {
        type: 'body',
        parameters: [
          { type: 'text', text: 'Anna' },
          { type: 'text', text: 'de chat' },
        ],
      },
      {
        type: 'button',
        sub_type: 'quick_reply',
        index: '0',
        parameters: [{ type: 'payload', payload: 'show 7' }],
      },
    ],
  })
  expect(body.messages).toEqual([{ id: expect.any(String), message_status: 'accepted' }])
  await stage.advance(1000)
  expect(stage.chat.thread.entries[0]?.rendered).toEqual({
    header: 'Nieuwe chat',
    body: 'Hallo, Anna wacht op antwoord in de chat van je winkel.',
    footer: 'Via Loods',
    buttons: [{ title: 'Toon de chat', payload: 'show 7' }],
  })
  expect(stage.statuses()[0].pricing).toMatchObject({
    billable: true,
    type: 'regular',
    category: 'utility',
  })
  await stage.chat.choose(body.messages[0].id, 'Toon de chat')
  expect(stage.messages()[0]).toMatchObject({
    type: 'button',
    button: { payload: 'show 7', text: 'Toon de chat' },
    context: { id: body.messages[0].id },
  })
  await stage.sendText('Hier is de chat')
  await stage.advance(1000)
  expect(stage.statuses().at(-1)?.status).toBe('delivered')
})

test('parameters must be as many and of the kind the template has', async () => {
  const stage = await approved()
  expect((await sendTemplate(stage, ['Anna'])).body.error.code).toBe(132000)
  expect((await sendTemplate(stage, ['A', 'B', 'C'])).body.error.code).toBe(132000)
  expect((await sendTemplate(stage, ['A\nB', 'C'])).body.error.code).toBe(132007)
  expect((await sendTemplate(stage, ['x'.repeat(1100), 'C'])).body.error.code).toBe(132005)
  const picture = { type: 'image', image: { id: '1' } }
  const components = [{ type: 'body', parameters: [picture, picture] }]
  expect((await sendTemplate(stage, [], { components })).body.error.code).toBe(132012)
  const misspelt = { components: [{ type: 'body', params: [] }] }
  expect((await sendTemplate(stage, [], misspelt)).body.error.code).toBe(100)
})

test('named parameters go by their names', async () => {
  const stage = await aStage()
  await create(stage, {
    parameter_format: 'named',
    components: [{ type: 'BODY', text: 'Dag {{who}}, tot {{day}} dan maar.', example: {} }],
  })
  await stage.advance(60_000)
  const parameters = [
    { type: 'text', parameter_name: 'day', text: 'maandag' },
    { type: 'text', parameter_name: 'who', text: 'Anna' },
  ]
  await sendTemplate(stage, [], { components: [{ type: 'body', parameters }] })
  await stage.advance(1000)
  expect(stage.chat.thread.entries[0]?.rendered?.body).toBe('Dag Anna, tot maandag dan maar.')
  expect((await sendTemplate(stage, ['a', 'b'])).body.error.code).toBe(132012)
})

test('paused is 132015, disabled 132016, unknown 132001 with HTTP 404', async () => {
  const stage = await approved()
  const template = stage.graph.templates.named(stage.waba.id, 'new_chat', 'nl')
  if (!template) throw new Error('There is no template.')
  await stage.graph.setTemplateStatus(template, 'PAUSED')
  expect((await sendTemplate(stage, ['a', 'b'])).body.error.code).toBe(132015)
  await stage.graph.setTemplateStatus(template, 'DISABLED', 'quality')
  expect((await sendTemplate(stage, ['a', 'b'])).body.error.code).toBe(132016)
  const unknown = await sendTemplate(stage, ['a', 'b'], {}, 'nothing')
  expect([unknown.status, unknown.body.error.code]).toEqual([404, 132001])
  expect(stage.changes().map(({ value }) => value.event)).toEqual([
    'APPROVED',
    'PAUSED',
    'DISABLED',
  ])
})

test('editing is for approved, rejected and paused templates, and begins a new review', async () => {
  const stage = await aStage()
  const { id } = (await create(stage)).body
  const change = { components: [{ type: 'BODY', text: 'Er wacht iemand.' }] }
  expect((await stage.call('POST', id, change)).body.error.code).toBe(100)
  await stage.advance(60_000)
  expect((await stage.call('POST', id, change)).body).toEqual({ success: true })
  expect((await stage.call('GET', `${id}?fields=status`)).body.status).toBe('PENDING')
  await stage.advance(60_000)
  await sendTemplate(stage, [])
  await stage.advance(1000)
  expect(stage.chat.thread.entries[0]?.rendered?.body).toBe('Er wacht iemand.')
})

test('a deleted template is gone and can no longer be sent', async () => {
  const stage = await approved()
  const path = `${stage.waba.id}/message_templates?name=new_chat`
  expect((await stage.call('DELETE', path)).body).toEqual({ success: true })
  expect((await sendTemplate(stage, ['a', 'b'])).body.error.code).toBe(132001)
  expect(stage.changes().at(-1)?.value.event).toBe('DELETED')
  expect((await stage.call('DELETE', path)).body.error.code).toBe(100)
})

test('an account that does not pay sends no templates, a person who opted out gets no marketing', async () => {
  const stage = await aStage()
  await create(stage, { category: 'MARKETING' })
  await stage.advance(60_000)
  stage.anna.optedOutOfMarketing = true
  await sendTemplate(stage, ['a', 'b'])
  await stage.advance(1000)
  expect(stage.statuses()[0].errors[0].code).toBe(131050)
  await stage.graph.setStanding(stage.waba, 'unpaid')
  expect((await sendTemplate(stage, ['a', 'b'])).body.error.code).toBe(131042)
})

test('a code cannot be sent by BSUID: 131062', async () => {
  const stage = await aStage()
  await create(stage, {
    name: 'code',
    category: 'AUTHENTICATION',
    components: [{ type: 'BODY', text: 'Je code is {{1}} vandaag.', example: {} }],
  })
  await stage.advance(60_000)
  const recipient = stage.graph.identities.bsuidOf(stage.number, stage.anna)
  const components = [{ type: 'body', parameters: [{ type: 'text', text: '123456' }] }]
  const template = { name: 'code', language: { code: 'nl' }, components }
  const byId = await stage.send({ recipient, type: 'template', template })
  expect(byId.body.error.code).toBe(131062)
  expect((await stage.send({ to: TO, type: 'template', template })).status).toBe(200)
})
