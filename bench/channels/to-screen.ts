import type { Page } from 'playwright-core'
import { WebSocket } from 'ws'
import { type ChannelStage, openChannelStage } from '../../test/browser/channel-stage.ts'
import type { Chat } from '../../test/fakes/graph/whatsapp/chat.ts'
import { sleep } from '../harness/processes.ts'
import { mainThreadMs } from '../screen/main-thread.ts'
import { readShown, watchTexts } from '../screen/shown.ts'

/** Messages a second. */
export const PACE = 50

/** Who writes, while a member looks at one conversation with the list beside it. */
export interface Crowd {
  name: string
  messages: number
  people: number
  /** How many of all messages come from the person whose conversation is open: one in so many. */
  openOneIn: number
}

/** Milliseconds from the moment somebody sends a message, each list in ascending order. */
export interface Stages {
  /** The network has its 200: it is on the disk. */
  acknowledged: number[]
  /** It is in its conversation, and told to a member's socket (one in the process of the relay). */
  told: number[]
  /** The script of the inbox has it: what is between is the socket, and a window that is busy. */
  arrived: number[]
  /** It is painted. Only of what is in view: the open thread, and rows of the list. */
  shown: number[]
}

export interface Seen extends Stages {
  /** Messages a second that were sent indeed. */
  pace: number
  /** Milliseconds the inbox's main thread takes for one message, of CPU time. */
  browser: number
}

type Times = Record<string, number>

/** Measures one crowd with a relay, a network and an inbox of its own. */
export async function measureScreen(crowd: Crowd): Promise<Seen> {
  await using stage = await openChannelStage()
  const chats = peopleOf(stage, crowd.people)
  for (const chat of chats) await chat.text('Past dit?')
  const page = await lookAt(stage, chats[0] as Chat)
  const told = await hearOf(stage)
  const work = await mainThreadMs(page)
  const { sent, acknowledged, pace } = await writeAll(crowd, chats)
  await isThere(told, crowd.messages)
  await page.getByText(lastInOpen(crowd)).last().waitFor()
  const { shown, arrived } = await readShown(page)
  const browser = (await work()) / crowd.messages
  const since = (times: Times) =>
    Object.entries(times)
      .map(([text, at]) => at - (sent[text] ?? Number.NaN))
      .toSorted((a, b) => a - b)
  return {
    acknowledged: since(acknowledged),
    told: since(told),
    arrived: since(arrived),
    shown: since(shown),
    pace,
    browser,
  }
}

function peopleOf({ world: { graph, shop } }: ChannelStage, count: number): Chat[] {
  return Array.from({ length: count }, (_, n) => {
    const person = graph.addPerson({ name: `Klant ${n}`, phone: `+31600${100_000 + n}` })
    return graph.chat(person, shop.number)
  })
}

/** A member's inbox with the conversation of one person open. */
async function lookAt(stage: ChannelStage, { person }: Chat): Promise<Page> {
  const page = await stage.merchant()
  await page.getByRole('option', { name: person.name }).first().click()
  await page.locator('textarea:visible').last().waitFor()
  await watchTexts(page)
  return page
}

/** When a member's socket hears of each text. */
async function hearOf({ relay, shop }: ChannelStage): Promise<Times> {
  const told: Times = {}
  const socket = new WebSocket(`${relay.url.replace('http', 'ws')}/live`)
  const live = Promise.withResolvers<void>()
  socket.on('message', (data) => {
    const text = data.toString()
    if (text.startsWith('{"type":"live"')) live.resolve()
    for (const [name] of text.matchAll(/bericht-\d+-/g)) told[name] ??= now()
  })
  socket.on('open', () => {
    const hello = { type: 'member_hello', v: 1, siteId: shop.siteId, token: shop.token }
    socket.send(JSON.stringify(hello))
  })
  await live.promise
  return told
}

/** Everybody writes, at the pace of a clock: who comes late is not waited for. */
async function writeAll({ messages, openOneIn }: Crowd, chats: Chat[]) {
  const sent: Times = {}
  const acknowledged: Times = {}
  const under: Promise<unknown>[] = []
  const began = performance.now()
  for (let i = 0; i < messages; i += 1) {
    const chat = i % openOneIn === 0 ? chats[0] : chats[i % chats.length]
    const text = `bericht-${i}-`
    sent[text] = now()
    under.push(
      (chat as Chat).text(text).then(() => {
        acknowledged[text] = now()
      }),
    )
    await sleep(Math.max(0, began + ((i + 1) * 1_000) / PACE - performance.now()))
  }
  const pace = (messages * 1_000) / (performance.now() - began)
  await Promise.all(under)
  return { sent, acknowledged, pace }
}

/** What is said last in the conversation on screen. */
function lastInOpen({ messages, openOneIn }: Crowd): string {
  return `bericht-${messages - 1 - ((messages - 1) % openOneIn)}-`
}

/** Acknowledged is not worked off yet. */
async function isThere(told: Times, count: number): Promise<void> {
  while (Object.keys(told).length < count) await sleep(100)
}

function now(): number {
  return performance.timeOrigin + performance.now()
}
