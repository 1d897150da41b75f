import { CLOSE } from '@loods/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Conversation, type ConversationState, createConversation } from './conversation.ts'
import type { Environment } from './environment.ts'
import { createKeep } from './keep.ts'
import { createFakeBrowser, type FakeBrowser } from './testing/fake-browser.ts'
import { type FakeSocket, refusal } from './testing/fake-relay.ts'

let browser: FakeBrowser
beforeEach(() => {
  browser = createFakeBrowser()
})

interface Tab {
  conversation: Conversation
  news: string[]
}

function openTab(environment: Environment = browser.tab()): Tab {
  const news: string[] = []
  const conversation = createConversation(environment, createKeep(environment, 'loods.shop'), {
    onChange() {},
    onMessage: (message) => news.push(message.text),
  })
  conversation.resume()
  return { conversation, news }
}

/** A tab whose shopper said hello and whose socket is live. */
async function openLive(environment?: Environment): Promise<Tab & { socket: FakeSocket }> {
  const tab = openTab(environment)
  void tab.conversation.say({ text: 'Hallo' })
  await browser.clock.pass(0)
  const socket = browser.relay.welcome()
  return { ...tab, socket }
}

function texts({ thread, unsent }: ConversationState): string[] {
  return [...(thread?.messages ?? []), ...unsent].map(({ text }) => text ?? '')
}

describe('the first act', () => {
  it('costs nothing before: no call, no socket, nothing stored', async () => {
    openTab()
    await browser.clock.pass(60_000)
    expect(browser.relay.calls).toEqual([])
    expect(browser.relay.sockets).toEqual([])
    expect(browser.stored.size).toBe(0)
  })

  it('makes the shopper known, sends, and keeps the secret', async () => {
    const { conversation } = openTab()
    void conversation.say({ text: 'Past deze bij E27?' })
    expect(texts(conversation.state)).toEqual(['Past deze bij E27?'])
    await browser.clock.pass(0)
    expect(browser.relay.messages).toMatchObject([{ text: 'Past deze bij E27?' }])
    expect(conversation.state.unsent).toEqual([])
    expect(JSON.parse(browser.stored.get('loods.shop') ?? '')).toMatchObject({
      secret: browser.relay.secret,
    })
    expect([...browser.stored.keys()]).toEqual(['loods.shop'])
  })

  it('is repeated until it succeeds when answers are lost', async () => {
    let lost = 0
    browser.relay.instead = () => (lost++ < 3 ? 'lost after it was done' : undefined)
    const { conversation } = openTab()
    void conversation.say({ text: 'Hallo' })
    await browser.clock.pass(30_000)
    expect(browser.relay.messages.map(({ text }) => text)).toEqual(['Hallo'])
    expect(texts(conversation.state)).toEqual(['Hallo'])
  })

  it('works where nothing may be stored', async () => {
    const { conversation } = await openLive(browser.tab({ forgetful: true }))
    expect(texts(conversation.state)).toEqual(['Hallo'])
    expect(browser.stored.size).toBe(0)
  })

  it('happens once when two tabs begin at the same moment', async () => {
    const [one, two] = [openTab(), openTab()]
    void one.conversation.say({ text: 'een' })
    void two.conversation.say({ text: 'twee' })
    await browser.clock.pass(1_000)
    expect(browser.relay.calls.filter(({ path }) => path === 'visitors')).toHaveLength(1)
    expect(browser.relay.messages.map(({ text }) => text).sort()).toEqual(['een', 'twee'])
  })
})

describe('sending', () => {
  it('goes over the socket and waits for the confirmation before the next one', async () => {
    const { conversation, socket } = await openLive()
    void conversation.say({ text: 'een' })
    void conversation.say({ text: 'twee' })
    await browser.clock.pass(0)
    const sends = () => socket.said.filter(({ type }) => type === 'send')
    expect(sends()).toMatchObject([{ text: 'een' }])
    socket.hear({ type: 'sent', cid: String(sends()[0]?.cid), id: 'x', seq: 2, n: 2, ts: 5 })
    await browser.clock.pass(0)
    expect(sends()).toMatchObject([{ text: 'een' }, { text: 'twee' }])
  })

  it('repeats by HTTP under the same cid when the socket does not confirm', async () => {
    const { conversation, socket } = await openLive()
    void conversation.say({ text: 'nog iets' })
    await browser.clock.pass(10_000)
    const [send] = socket.said.filter(({ type }) => type === 'send')
    expect(browser.relay.messages.at(-1)).toMatchObject({ text: 'nog iets', cid: send?.cid })
    expect(conversation.state.unsent).toEqual([])
  })

  it('keeps what was said over a reload and sends it under the same cid', async () => {
    const first = await openLive()
    browser.relay.instead = () => 'lost'
    first.socket.end(1006)
    void first.conversation.say({ text: 'in de tunnel' })
    await browser.clock.pass(100)
    const cid = first.conversation.state.unsent[0]?.cid
    first.conversation.leave()
    browser.relay.instead = () => undefined
    const { conversation } = openTab()
    expect(texts(conversation.state)).toEqual(['in de tunnel'])
    await browser.clock.pass(1_000)
    expect(browser.relay.messages.at(-1)).toMatchObject({ text: 'in de tunnel', cid })
    expect(texts(conversation.state)).toEqual(['Hallo', 'in de tunnel'])
    expect([...browser.stored.keys()]).toEqual(['loods.shop'])
  })

  it('stops at a refusal, says why, and sends again when the shopper asks', async () => {
    const { conversation } = await openLive(browser.tab())
    browser.relay.instead = (path) => (path === 'messages' ? refusal(403, 'blocked') : undefined)
    browser.relay.sockets.at(-1)?.end(1006)
    void conversation.say({ text: 'mag niet' })
    await browser.clock.pass(100)
    expect(conversation.state.unsent).toMatchObject([{ text: 'mag niet', failed: 'blocked' }])
    browser.relay.instead = () => undefined
    conversation.retry(conversation.state.unsent[0]?.cid ?? '')
    await browser.clock.pass(100)
    expect(browser.relay.messages.at(-1)?.text).toBe('mag niet')
  })

  it('takes a new cid when the relay knows another message under the old one', async () => {
    const { conversation, socket } = await openLive()
    void conversation.say({ text: 'nieuw' })
    await browser.clock.pass(0)
    const cid = String(socket.said.at(-1)?.cid)
    socket.hear({ type: 'refused', cid, error: { code: 'cid_conflict', message: 'other' } })
    await browser.clock.pass(0)
    expect(conversation.state.unsent).toMatchObject([{ failed: 'cid_conflict' }])
    conversation.retry(cid)
    await browser.clock.pass(0)
    expect(socket.said.at(-1)).toMatchObject({ type: 'send', text: 'nieuw' })
    expect(socket.said.at(-1)?.cid).not.toBe(cid)
  })

  it('obeys Retry-After', async () => {
    const { conversation } = await openLive()
    browser.relay.sockets.at(-1)?.end(1006)
    browser.relay.instead = (path) =>
      path === 'messages' ? refusal(429, 'rate_limited', { 'retry-after': '7' }) : undefined
    void conversation.say({ text: 'snel' })
    await browser.clock.pass(100)
    browser.relay.instead = (path) => (path === 'messages' ? undefined : 'lost')
    const before = browser.relay.calls.filter(({ path }) => path === 'messages').length
    await browser.clock.pass(6_500)
    expect(browser.relay.calls.filter(({ path }) => path === 'messages')).toHaveLength(before)
    await browser.clock.pass(1_000)
    expect(browser.relay.messages.at(-1)?.text).toBe('snel')
  })

  it('masks card numbers before they leave the browser', async () => {
    const { conversation } = openTab()
    await conversation.say({ text: 'mijn kaart is 4111 1111 1111 1111' })
    await browser.clock.pass(0)
    expect(browser.relay.messages[0]?.text).toBe('mijn kaart is •••• •••• •••• 1111')
  })
})

describe('the stream', () => {
  it('shows what members say, once and in order', async () => {
    const { conversation, news } = await openLive()
    const event = browser.relay.reply('Ja')
    browser.relay.sockets.at(-1)?.hear({ type: 'events', events: [event] })
    browser.relay.reply('Tot 60 watt')
    expect(texts(conversation.state)).toEqual(['Hallo', 'Ja', 'Tot 60 watt'])
    expect(news).toEqual(['Ja', 'Tot 60 watt'])
  })

  it('fetches the thread when a number is missing', async () => {
    const { conversation } = await openLive()
    browser.relay.reply('gemist', { quietly: true })
    browser.relay.reply('gehoord')
    expect(texts(conversation.state)).toEqual(['Hallo'])
    await browser.clock.pass(0)
    expect(texts(conversation.state)).toEqual(['Hallo', 'gemist', 'gehoord'])
  })

  it('applies what arrives while the thread is being fetched', async () => {
    const { conversation, socket } = await openLive()
    socket.hear({ type: 'reset', epoch: 'x', head: 0, reason: 'too far behind' })
    browser.relay.reply('ondertussen')
    await browser.clock.pass(0)
    browser.relay.reply('daarna')
    expect(texts(conversation.state)).toEqual(['Hallo', 'ondertussen', 'daarna'])
  })

  it('comes back with the cursor of what it has', async () => {
    const { socket } = await openLive()
    browser.relay.reply('Ja')
    socket.end(1006)
    await browser.clock.pass(1_000)
    const again = browser.relay.sockets.at(-1) as FakeSocket
    again.open()
    expect(again.said[0]).toMatchObject({ type: 'hello', since: expect.stringMatching(/\.2$/) })
  })

  it('fetches the thread when the relay cannot resume', async () => {
    const { conversation, socket } = await openLive()
    socket.end(1006)
    browser.relay.reply('terwijl weg', { quietly: true })
    await browser.clock.pass(1_000)
    const again = browser.relay.sockets.at(-1) as FakeSocket
    again.open()
    again.hear({ type: 'welcome', v: 1, epoch: 'new', head: 2, resumed: false, now: 0 })
    await browser.clock.pass(0)
    expect(texts(conversation.state)).toEqual(['Hallo', 'terwijl weg'])
  })

  it('forgets everything when the conversation was erased', async () => {
    const { conversation, socket } = await openLive()
    const n = browser.relay.n + 1
    socket.hear({ type: 'events', events: [{ n, type: 'erased', conversationId: 'c' }] })
    await browser.clock.pass(0)
    expect(conversation.state).toMatchObject({ known: false, thread: undefined })
    expect(browser.stored.size).toBe(0)
    expect(socket.closed).toBe(true)
  })

  it('ignores what it does not know', async () => {
    const { conversation, socket } = await openLive()
    socket.hear({ type: 'fireworks' } as never)
    socket.onmessage?.({ data: 'not json' })
    const n = browser.relay.n + 1
    socket.hear({ type: 'events', events: [{ n, type: 'weather' } as never] })
    browser.relay.n = n
    browser.relay.reply('gewoon verder')
    expect(texts(conversation.state)).toEqual(['Hallo', 'gewoon verder'])
  })
})

describe('marks and typing', () => {
  it('says what was delivered, and read when it was seen', async () => {
    const { conversation, socket } = await openLive()
    browser.relay.reply('Ja')
    await browser.clock.pass(500)
    expect(socket.said.at(-1)).toEqual({ type: 'seen', delivered: 2 })
    expect(conversation.state.unread).toBe(1)
    conversation.read()
    await browser.clock.pass(500)
    expect(socket.said.at(-1)).toEqual({ type: 'seen', read: 2 })
    expect(conversation.state.unread).toBe(0)
  })

  it('shows typing until it stops, runs out, or becomes a message', async () => {
    const { conversation, socket } = await openLive()
    const typing = { type: 'typing', conversationId: 'c', who: 'member', name: 'Noor' } as const
    socket.hear({ ...typing, on: true })
    expect(conversation.state.typing).toBe('Noor')
    socket.hear({ ...typing, on: false })
    expect(conversation.state.typing).toBeUndefined()
    socket.hear({ ...typing, on: true })
    await browser.clock.pass(6_000)
    expect(conversation.state.typing).toBeUndefined()
    socket.hear({ ...typing, on: true })
    browser.relay.reply('Ja')
    expect(conversation.state.typing).toBeUndefined()
  })
})

describe('the secret', () => {
  it('is dropped when the relay does not know it, and what was said goes under a new one', async () => {
    browser.stored.set('loods.shop', JSON.stringify({ secret: 'old', conversationId: 'x' }))
    const { conversation } = openTab()
    await browser.clock.pass(1_000)
    expect(browser.stored.has('loods.shop')).toBe(false)
    void conversation.say({ text: 'opnieuw' })
    await browser.clock.pass(1_000)
    expect(browser.relay.messages.at(-1)?.text).toBe('opnieuw')
    expect(browser.stored.get('loods.shop')).toContain(browser.relay.secret)
  })

  it('survives a socket that says unauthorized while HTTP knows it', async () => {
    const { conversation, socket } = await openLive()
    socket.end(CLOSE.unauthorized)
    await browser.clock.pass(0)
    expect(conversation.state.link).toBe('refused')
    expect(browser.stored.has('loods.shop')).toBe(true)
    await browser.clock.pass(30_000)
    browser.relay.welcome()
    expect(conversation.state.link).toBe('live')
  })

  it('opens the conversation of a customer who signs in', async () => {
    const { conversation, socket } = await openLive()
    const own = 'd'.repeat(21)
    browser.relay.instead = (path) =>
      path === 'identify' ? Response.json({ conversationId: own, verified: true }) : undefined
    await conversation.identify('a signed token')
    expect(browser.relay.calls.at(-2)).toMatchObject({ body: { token: 'a signed token' } })
    expect(browser.relay.calls.at(-1)).toMatchObject({ path: 'thread' })
    expect(browser.stored.get('loods.shop')).toContain(own)
    expect(socket.closed).toBe(true)
  })
})

describe('several tabs', () => {
  async function openTwo(visible: [() => boolean, () => boolean] = [() => true, () => true]) {
    const one = await openLive(browser.tab({ visible: visible[0] }))
    const two = openTab(browser.tab({ visible: visible[1] }))
    await browser.clock.pass(0)
    return { one, two }
  }

  it('share one socket, and both hear everything', async () => {
    const { one, two } = await openTwo()
    expect(browser.relay.sockets).toHaveLength(1)
    browser.relay.reply('Ja')
    await browser.clock.pass(0)
    expect(texts(one.conversation.state)).toEqual(['Hallo', 'Ja'])
    expect(texts(two.conversation.state)).toEqual(['Hallo', 'Ja'])
    expect(two.conversation.state.link).toBe('live')
  })

  it('send through the one that holds the socket', async () => {
    const { one, two } = await openTwo()
    void two.conversation.say({ text: 'van twee' })
    await browser.clock.pass(0)
    const cid = String(one.socket.said.at(-1)?.cid)
    expect(one.socket.said.at(-1)).toMatchObject({ type: 'send', text: 'van twee' })
    one.socket.hear({ type: 'sent', cid, id: 'y', seq: 2, n: 2, ts: 9 })
    await browser.clock.pass(0)
    expect(two.conversation.state.unsent).toEqual([])
  })

  it('hand the socket on when its tab is left', async () => {
    const { one, two } = await openTwo()
    one.conversation.leave()
    await browser.clock.pass(0)
    expect(one.socket.closed).toBe(true)
    expect(two.conversation.leading).toBe(true)
    browser.relay.welcome()
    browser.relay.reply('nog daar?')
    expect(texts(two.conversation.state)).toEqual(['Hallo', 'nog daar?'])
  })

  it('let the tab in view take over from a hidden one', async () => {
    let shown = true
    const { one, two } = await openTwo([() => shown, () => !shown])
    shown = false
    two.conversation.wake()
    await browser.clock.pass(0)
    expect(two.conversation.leading).toBe(true)
    expect(one.conversation.leading).toBe(false)
    expect(one.socket.closed).toBe(true)
  })

  it('take over from a frozen one that does not answer', async () => {
    const { one } = await openTwo()
    // A tab whose words do not arrive is, for the others, one that nobody answers.
    const environment = browser.tab()
    const late = openTab({
      ...environment,
      openChannel: () => ({ onmessage: null, postMessage() {}, close() {} }),
    })
    expect(one.conversation.leading).toBe(true)
    await browser.clock.pass(2_500)
    expect(late.conversation.leading).toBe(true)
    expect(one.conversation.leading).toBe(false)
  })

  it('have a socket each where locks are missing', async () => {
    await openLive(browser.tab({ alone: true }))
    openTab(browser.tab({ alone: true }))
    await browser.clock.pass(0)
    expect(browser.relay.sockets).toHaveLength(2)
  })
})
