import { expect, test } from 'vitest'
import { aStage, oggOpus, PNG } from '../testing/stage.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

test('a message comes in the envelope of the contract, with seconds as text', async () => {
  const { chat, subscriber, waba, number, anna, graph } = await aStage()
  const { id } = await chat.text('Hallo')
  const bsuid = graph.identities.bsuidOf(number, anna)
  expect(bsuid).toMatch(/^NL\.[A-Za-z0-9]{1,128}$/)
  expect(id).toMatch(/^wamid\./)
  expect(subscriber.caught[0]?.json).toEqual({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: waba.id,
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '+31 85 888 0000', phone_number_id: number.id },
              contacts: [
                { profile: { name: 'Anna de Vries' }, wa_id: '31612345678', user_id: bsuid },
              ],
              messages: [
                {
                  from: '31612345678',
                  from_user_id: bsuid,
                  id,
                  timestamp: String(graph.time.now() / 1000),
                  type: 'text',
                  text: { body: 'Hallo' },
                },
              ],
            },
          },
        ],
      },
    ],
  })
})

test('forwarded messages and questions about a product have a context without an id', async () => {
  const { chat, messages } = await aStage()
  await chat.text('Kijk', { forwarded: 'once' })
  await chat.text('Kijk', { forwarded: 'often' })
  await chat.text('Deze?', { product: { catalog_id: '7', product_retailer_id: 'LAMP-3' } })
  expect(messages().map(({ context }) => context)).toEqual([
    { forwarded: true },
    { frequently_forwarded: true },
    { referred_product: { catalog_id: '7', product_retailer_id: 'LAMP-3' } },
  ])
})

test('a quote names who wrote what is quoted, also where nobody knows it', async () => {
  const { chat, messages, sendText, number, advance } = await aStage()
  const first = await chat.text('Eerste')
  const { body } = await sendText('Antwoord')
  await advance(1000)
  await chat.text('Op jullie', { quotes: body.messages[0].id })
  await chat.text('Op mijzelf', { quotes: first.id })
  await chat.text('Op vroeger', { quotes: 'wamid.gone' })
  expect(
    messages()
      .slice(1)
      .map(({ context }) => context),
  ).toEqual([
    { from: number.digits, id: body.messages[0].id },
    { from: '31612345678', id: first.id },
    { from: number.digits, id: 'wamid.gone' },
  ])
})

test('files come by id, with a hash in hex or base64 and an address that may be missing', async () => {
  const { chat, messages } = await aStage()
  for (let index = 0; index < 12; index += 1) {
    await chat.image({ bytes: PNG, mime: 'image/png', caption: 'Mijn lamp' })
  }
  await chat.audio({ bytes: oggOpus(1), mime: 'audio/ogg; codecs=opus' })
  await chat.document({ bytes: PNG, mime: 'application/pdf', filename: 'bon.pdf' })
  await chat.sticker({ bytes: PNG, mime: 'image/webp' })
  await chat.video({ bytes: PNG, mime: 'video/mp4' })
  const images = messages()
    .slice(0, 12)
    .map(({ image }) => image)
  expect(images[0]).toMatchObject({
    id: expect.any(String),
    mime_type: 'image/png',
    caption: 'Mijn lamp',
  })
  expect(new Set(images.map(({ sha256 }) => sha256.length))).toEqual(new Set([44, 64]))
  expect(new Set(images.map(({ url }) => typeof url))).toEqual(new Set(['string', 'undefined']))
  const [audio, document, sticker, video] = messages().slice(12)
  expect(audio.audio).toMatchObject({ mime_type: 'audio/ogg; codecs=opus', voice: true })
  expect(document.document).toMatchObject({ filename: 'bon.pdf' })
  expect(sticker.sticker).toMatchObject({ animated: false })
  expect(video.video).toMatchObject({ mime_type: 'video/mp4' })
})

test('a photo Meta could not fetch comes with an error and without an id', async () => {
  const { chat, messages } = await aStage()
  await chat.brokenImage()
  expect(messages()[0]).toMatchObject({ type: 'image', errors: [{ code: 131052 }] })
  expect(messages()[0].image.id).toBeUndefined()
})

test('locations, contacts, orders and answers to forms come as they are', async () => {
  const { chat, messages } = await aStage()
  const contact = { name: { formatted_name: 'Bo' }, phones: [{ phone: '+31 6 1', wa_id: '316' }] }
  const order = {
    catalog_id: '7',
    product_items: [{ product_retailer_id: 'A', quantity: 2, item_price: 9.5, currency: 'EUR' }],
  }
  await chat.location({ latitude: 52.37, longitude: 4.9, name: 'Amsterdam' })
  await chat.contacts([contact])
  await chat.order(order)
  await chat.form('wamid.form', '{"broken')
  expect(messages()).toMatchObject([
    { type: 'location', location: { latitude: 52.37, longitude: 4.9 } },
    { type: 'contacts', contacts: [contact] },
    { type: 'order', order },
    {
      type: 'interactive',
      interactive: { type: 'nfm_reply', nfm_reply: { response_json: '{"broken' } },
      context: { id: 'wamid.form' },
    },
  ])
})

test('a reaction goes away by an empty emoji or by none at all', async () => {
  const { chat, messages, sendText, advance } = await aStage()
  await chat.text('Hallo')
  const { id } = (await sendText('Dag')).body.messages[0]
  await advance(1000)
  await chat.react(id, '👍')
  expect(chat.thread.entries[1]?.reactions).toEqual({ person: '👍' })
  await chat.react(id)
  await chat.react(id, '', { keyless: true })
  expect(
    messages()
      .slice(1)
      .map(({ reaction }) => reaction),
  ).toEqual([{ message_id: id, emoji: '👍' }, { message_id: id, emoji: '' }, { message_id: id }])
  expect(chat.thread.entries[1]?.reactions).toEqual({})
})

test('what the API cannot carry comes as unsupported with 131051, and any type may come', async () => {
  const { chat, messages } = await aStage()
  await chat.unsupported('poll')
  await chat.any({ type: 'hologram', content: { depth: 3 }, more: { group_id: '9' } })
  expect(messages()).toMatchObject([
    { type: 'unsupported', unsupported: { type: 'poll' }, errors: [{ code: 131051 }] },
    { type: 'hologram', hologram: { depth: 3 }, group_id: '9' },
  ])
})

test('a click on an ad comes with the first message and makes the rest free for 72 hours', async () => {
  const { chat, messages, statuses, sendText, advance } = await aStage()
  await chat.text('Hallo', { referral: { source_type: 'ad', source_id: '1', ctwa_clid: 'x' } })
  expect(messages()[0].referral).toMatchObject({ source_type: 'ad', ctwa_clid: 'x' })
  await sendText('Dag')
  await advance(1000)
  expect(statuses()[0]).toMatchObject({
    pricing: { billable: false, type: 'free_entry_point' },
    conversation: {
      origin: { type: 'referral_conversion' },
      expiration_timestamp: expect.any(String),
    },
  })
})

test('edits and deletions reach only numbers with coexistence, edits elsewhere as unsupported', async () => {
  const { graph, chat, number, messages, advance } = await aStage()
  const first = await chat.text('Halo')
  await chat.edit(first.id, 'Hallo')
  await chat.revoke(first.id)
  expect(messages().slice(1)).toMatchObject([
    { type: 'unsupported', unsupported: { type: 'edit' } },
  ])
  graph.beginCoexistence(number)
  const second = await chat.text('Dah')
  await chat.edit(second.id, 'Dag')
  await advance(16 * MINUTE)
  await expect(chat.edit(second.id, 'Doei')).rejects.toThrow('too old')
  await chat.revoke(second.id)
  await advance(2 * DAY)
  await expect(chat.revoke(second.id)).rejects.toThrow('too old')
  expect(messages().slice(3)).toMatchObject([
    {
      type: 'edit',
      edit: { original_message_id: second.id, message: { type: 'text', text: { body: 'Dag' } } },
    },
    { type: 'revoke', revoke: { original_message_id: second.id } },
  ])
})
