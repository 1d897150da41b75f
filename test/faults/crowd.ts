import type { HistoryAnswer, MeAnswer, Message, StartAnswer, TokenAnswer } from '@loods/protocol'
import { orderedId } from '../../relay/src/db/ordered-id.ts'
import { HistoryClient } from './client.ts'

/** People at a relay: shoppers who write, members who answer, and what each of them saw. */
export interface Crowd {
  shoppers: HistoryClient[]
  members: HistoryClient[]
  /** Everybody keeps writing until stopped. */
  write(everyMs: number): () => void
  /** Waits until every send is answered and every reader has read to the end; false when time runs out. */
  settle(url: string, withinMs: number): Promise<boolean>
  /** What does not hold between what was acked, what is stored and what was seen. */
  check(url: string): Promise<string[]>
  stop(): void
}

interface Access {
  siteId: string
  siteKey: string
  token: string
  visitors: StartAnswer[]
}

/** Sets a fresh relay up through its link and seats the crowd. */
export async function seatCrowd(
  url: string,
  setUpToken: string,
  size: { shoppers: number; members: number },
  random: () => number,
): Promise<Crowd> {
  const access = await openShop(url, setUpToken, size.shoppers)
  const conversations = access.visitors.map((visitor) => visitor.conversationId)
  const members = Array.from({ length: size.members }, () => {
    const hello = { type: 'member_hello', siteId: access.siteId, token: access.token }
    return new HistoryClient({ url, hello, conversations, random })
  })
  const shoppers = access.visitors.map(({ secret }) => {
    const hello = { type: 'hello', site: access.siteKey, secret }
    return new HistoryClient({ url, hello, conversations: [], random })
  })
  await Promise.all([...shoppers, ...members].map((client) => client.seated))
  return crowd(access, shoppers, members, random)
}

function crowd(
  access: Access,
  shoppers: HistoryClient[],
  members: HistoryClient[],
  random: () => number,
): Crowd {
  const everybody = [...shoppers, ...members]
  return {
    shoppers,
    members,
    write(everyMs) {
      const timers = everybody.map((client) =>
        setInterval(
          () => {
            if (client.unanswered > 20) return
            client.say(orderedId(Date.now()), `bericht ${Math.floor(random() * 1e9)}`)
          },
          everyMs * (0.5 + random()),
        ),
      )
      return () => {
        for (const timer of timers) clearInterval(timer)
      }
    },
    async settle(url, withinMs) {
      const until = Date.now() + withinMs
      while (Date.now() < until) {
        if (
          everybody.every((client) => client.unanswered === 0) &&
          (await haveReadAll(url, access, shoppers, members))
        ) {
          return true
        }
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      return false
    },
    check: (url) => checkAll(url, access, shoppers, members),
    stop() {
      for (const client of everybody) client.stop()
    },
  }
}

async function openShop(url: string, token: string, shoppers: number): Promise<Access> {
  const setUp = await call(url, '/api/set-up', {
    token,
    name: 'Noor',
    email: 'noor@example.com',
    password: 'een lamp met linnen kap',
    siteName: 'Lamp & Linnen',
    language: 'nl',
    timeZone: 'Europe/Amsterdam',
  })
  const cookie = setUp.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const bearer = (await (
    await call(url, '/api/session/token', {}, { cookie })
  ).json()) as TokenAnswer
  const headers = { authorization: `Bearer ${bearer.token}` }
  const me = (await (await call(url, '/api/me', undefined, headers)).json()) as MeAnswer
  const site = me.sites[0]
  if (!site) throw new Error('no shop')
  const visitors: StartAnswer[] = []
  for (let i = 0; i < shoppers; i++) {
    visitors.push(
      (await (
        await call(url, `/widget/v1/${site.key}/visitors`, { context: {} })
      ).json()) as StartAnswer,
    )
  }
  return { siteId: site.siteId, siteKey: site.key, token: bearer.token, visitors }
}

async function call(
  url: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const response = await fetch(url + path, {
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response
}

/** A whole conversation as the relay tells it, in order. */
async function readStored(url: string, access: Access, conversationId: string): Promise<Message[]> {
  const path = `/api/sites/${access.siteId}/conversations/${conversationId}/messages`
  let all: Message[] = []
  for (;;) {
    const before = all[0] ? `?before=${all[0].seq}` : ''
    const page = (await (
      await call(url, path + before, undefined, { authorization: `Bearer ${access.token}` })
    ).json()) as HistoryAnswer
    all = [...page.messages, ...all]
    if (!page.more) return all
  }
}

async function haveReadAll(
  url: string,
  access: Access,
  shoppers: HistoryClient[],
  members: HistoryClient[],
): Promise<boolean> {
  for (const [i, { conversationId }] of access.visitors.entries()) {
    const stored = await readStored(url, access, conversationId)
    const readers = readersOf(stored, members, shoppers[i] as HistoryClient)
    if (readers.some(([reader, own]) => countOf(reader, conversationId) < own.length)) return false
  }
  return true
}

/** Everybody who reads a conversation, with what is stored for their eyes: lines for members stay theirs. */
function readersOf(
  stored: Message[],
  members: HistoryClient[],
  shopper: HistoryClient,
): Array<[HistoryClient, Message[]]> {
  const open = stored.filter((message) => message.audience === 'all')
  return [...members.map((member): [HistoryClient, Message[]] => [member, stored]), [shopper, open]]
}

function countOf(client: HistoryClient, conversationId: string): number {
  return client.messages.filter((message) => message.conversationId === conversationId).length
}

async function checkAll(
  url: string,
  access: Access,
  shoppers: HistoryClient[],
  members: HistoryClient[],
): Promise<string[]> {
  const wrong = [...shoppers, ...members].flatMap((client) => client.faults)
  const stored = new Map<string, Message>()
  for (const [i, { conversationId }] of access.visitors.entries()) {
    const list = await readStored(url, access, conversationId)
    wrong.push(...checkList(list, stored))
    for (const [reader, own] of readersOf(list, members, shoppers[i] as HistoryClient)) {
      wrong.push(...checkReader(reader, conversationId, own))
    }
  }
  for (const client of [...shoppers, ...members]) wrong.push(...checkSends(client, stored))
  return wrong
}

/** Numbers without gaps, and each client id once. */
function checkList(list: Message[], stored: Map<string, Message>): string[] {
  const wrong: string[] = []
  for (const [i, message] of list.entries()) {
    if (message.seq !== i + 1)
      wrong.push(`${message.conversationId} has ${message.seq} at place ${i + 1}`)
    if (message.kind !== 'text') continue
    if (stored.has(message.cid ?? '')) wrong.push(`${message.cid} is stored twice`)
    stored.set(message.cid ?? '', message)
  }
  return wrong
}

/** A reader saw exactly what is stored for its eyes, once each, in order. */
function checkReader(reader: HistoryClient, conversationId: string, list: Message[]): string[] {
  const seen = reader.messages.filter((message) => message.conversationId === conversationId)
  const [left, right] = [seen.map(identity).join('\n'), list.map(identity).join('\n')]
  return left === right
    ? []
    : [`a reader of ${conversationId} saw ${seen.length} messages, not the ${list.length} stored`]
}

function identity(message: Message): string {
  return `${message.seq} ${message.id} ${message.text}`
}

/** What was acked is stored, under the id and number it was acked with; what is stored was sent. */
function checkSends(client: HistoryClient, stored: Map<string, Message>): string[] {
  const wrong: string[] = []
  for (const send of client.sends.values()) {
    const message = stored.get(send.cid)
    const { outcome } = send
    if (outcome.kind === 'acked' && (message?.id !== outcome.id || message.seq !== outcome.seq)) {
      wrong.push(`${send.cid} was acked as ${outcome.seq} and is ${message ? message.seq : 'lost'}`)
    }
    if (outcome.kind === 'refused') wrong.push(`${send.cid} was refused: ${outcome.code}`)
  }
  return wrong
}
