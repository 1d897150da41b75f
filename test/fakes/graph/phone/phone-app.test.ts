import { expect, test } from 'vitest'
import { aStage, PNG } from '../testing/stage.ts'
import { phoneApp } from './phone-app.ts'
import { phonesView } from './phone-state.ts'

async function aPhone() {
  const stage = await aStage()
  const app = phoneApp(stage.graph, [stage.anna])
  const post = (path: string, body: object) =>
    app.request(path, { method: 'POST', body: JSON.stringify(body) })
  const account = stage.number.id
  return {
    ...stage,
    app,
    post,
    act: (what: object, to: string = account) =>
      post(`/phone/${encodeURIComponent(stage.anna.id)}/chats/${to}`, what),
    shown: (to: string = account) => {
      const [phone] = phonesView(stage.graph, [stage.anna]).phones
      return phone?.chats.find(({ id }) => id === to)
    },
  }
}

test('what is written on the phone reaches the business, what it answers shows', async () => {
  const { act, messages, sendText, advance, shown } = await aPhone()
  expect((await act({ do: 'text', text: 'Hallo' })).status).toBe(200)
  expect(messages()[0].text.body).toBe('Hallo')
  await sendText('Dag')
  await advance(1000)
  expect(shown()?.messages.map(({ mine, text }) => [mine, text])).toEqual([
    [true, 'Hallo'],
    [false, 'Dag'],
  ])
  expect(shown()?.unread).toBe(1)
  await act({ do: 'open' })
  expect(shown()?.unread).toBe(0)
})

test('a photo, a quote, a reaction, a tap and a deletion go the same way', async () => {
  const { act, messages, send, advance, shown, app } = await aPhone()
  await act({
    do: 'file',
    kind: 'image',
    mime: 'image/png',
    name: 'a.png',
    data: PNG.toString('base64'),
  })
  const interactive = {
    type: 'button',
    body: { text: 'Deze?' },
    action: { buttons: [{ type: 'reply', reply: { id: 'y', title: 'Ja' } }] },
  }
  await send({ to: '+31612345678', type: 'interactive', interactive })
  await advance(1000)
  const [photo, question] = shown()?.messages ?? []
  expect(question).toMatchObject({ text: 'Deze?', buttons: [{ title: 'Ja' }] })
  const message = question?.id
  await act({ do: 'text', text: 'Die', quotes: message })
  await act({ do: 'react', message, emoji: '👍' })
  await act({ do: 'choose', message, title: 'Ja' })
  await act({ do: 'revoke', message: photo?.id })
  expect(messages().map(({ type }) => type)).toEqual(['image', 'text', 'reaction', 'interactive'])
  expect(shown()?.messages.map(({ revoked, reactions }) => [revoked, reactions])).toEqual([
    [true, []],
    [false, ['👍']],
    [false, []],
    [false, []],
  ])
  expect(shown()?.messages[2]?.quote).toEqual({ mine: false, text: 'Deze?' })
  const file = await app.request(`/${photo?.file?.url}`)
  expect(Buffer.from(await file.arrayBuffer()).equals(PNG)).toBe(true)
})

test('Messenger is on the same phone', async () => {
  const { act, page, pageEvents, shown, sendFromPage, advance } = await aPhone()
  await act({ do: 'follow', ref: 'K7Q2' }, page.id)
  expect(pageEvents()[0].postback.referral.ref).toBe('K7Q2')
  const quick_replies = [{ content_type: 'text', title: 'Rood', payload: 'R' }]
  const recipient = pageEvents()[0].sender
  await sendFromPage({ recipient, message: { text: 'Welke?', quick_replies } })
  await advance(1000)
  const [question] = shown(page.id)?.messages ?? []
  await act({ do: 'choose', message: question?.id, title: 'Rood' }, page.id)
  expect(pageEvents().at(-1)?.message).toMatchObject({
    text: 'Rood',
    quick_reply: { payload: 'R' },
  })
  expect(shown(page.id)?.messages.map(({ text }) => text)).toEqual(['Welke?', 'Rood'])
})

test('jumping a day ahead closes the window, which the phone tells', async () => {
  const { act, post, shown } = await aPhone()
  await act({ do: 'text', text: 'Hallo' })
  expect(shown()?.windowClosesAt).toEqual(expect.any(Number))
  await post('/time', { ms: 86_400_000 })
  expect(shown()?.windowClosesAt).toBeUndefined()
})

test('the phone can be switched off, and receipts too', async () => {
  const { anna, post } = await aPhone()
  await post(`/phone/${encodeURIComponent(anna.id)}`, { on: false, receipts: false })
  expect([anna.deviceOn, anna.receipts]).toEqual([false, false])
})

test('links to a chat lead to the page of phones, with the text beside them', async () => {
  const { app } = await aPhone()
  const text = 'Ref: K7Q2 & meer'
  const wa = await app.request(`/wa/+31858880000?text=${encodeURIComponent(text)}`)
  const [path, hash] = (wa.headers.get('location') ?? '').split('#')
  expect([wa.status, path]).toEqual([302, '../phone'])
  expect(Object.fromEntries(new URLSearchParams(hash))).toEqual({
    app: 'wa',
    link: '31858880000',
    text,
  })
  const m = await app.request('/m/huisenhaard?ref=K7Q2')
  expect(m.headers.get('location')).toBe('../phone#app=m&link=huisenhaard&text=K7Q2')
})

test('what cannot be done is refused in words', async () => {
  const { act, chat } = await aPhone()
  chat.block()
  const response = await act({ do: 'text', text: 'Hallo' })
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({ error: expect.stringContaining('blocked') })
})
