import { createHmac } from 'node:crypto'
import { type Json, type ReadAnswer, readAnswer } from '../../shared/testing/answer.ts'
import { createGraph, type Graph, type GraphOptions } from '../create-graph.ts'
import type { Entry } from '../world/threads.ts'

/** A webhook as it came in, with the bytes it was signed over. */
export interface Caught {
  url: string
  body: string
  json: Json
  signature: string
}

const CALLBACK = 'https://relay.test/whatsapp'

/** A subscriber that answers as told, and files on the web, instead of sockets. */
export function aSubscriber() {
  const caught: Caught[] = []
  const files = new Map<string, { bytes: Uint8Array; mime: string }>()
  const handshakes: URL[] = []
  const subscriber = {
    caught,
    files,
    handshakes,
    /** The HTTP status of the next answers, by POST. */
    answer: (_post: Caught): number => 200,
    verifyToken: 'the token we chose',
    fetch: async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      const request = new Request(input, init)
      const file = files.get(request.url)
      if (file)
        return new Response(Buffer.from(file.bytes), { headers: { 'content-type': file.mime } })
      if (request.method === 'GET') return shake(new URL(request.url))
      return await take(request)
    },
  }
  function shake(url: URL): Response {
    if (!url.searchParams.has('hub.mode')) return new Response('', { status: 404 })
    handshakes.push(url)
    if (url.searchParams.get('hub.verify_token') !== subscriber.verifyToken) {
      return new Response('', { status: 403 })
    }
    return new Response(url.searchParams.get('hub.challenge'))
  }
  async function take(request: Request): Promise<Response> {
    const body = await request.text()
    const signature = request.headers.get('x-hub-signature-256') ?? ''
    const post = { url: request.url, body, json: JSON.parse(body), signature }
    caught.push(post)
    return new Response('', { status: subscriber.answer(post) })
  }
  return subscriber
}

/** A shop on the API with one shopper, its webhooks subscribed, on a clock that stands still. */
export async function aStage(options: GraphOptions = {}) {
  const subscriber = aSubscriber()
  const graph = createGraph({ fetch: subscriber.fetch, ...options })
  const business = graph.addBusiness()
  const app = graph.addApp()
  const waba = graph.addAccount({ business })
  const number = graph.addNumber(waba)
  const page = graph.addPage(business)
  const token = graph.addToken(app, [waba])
  const pageToken = graph.addPageToken(app, page)
  const anna = graph.addPerson({ name: 'Anna de Vries', phone: '+31 6 1234 5678' })
  await graph.subscribe(app, { callbackUrl: CALLBACK, verifyToken: subscriber.verifyToken }, [
    waba,
    page,
  ])
  const call = caller(graph, token.value)
  const send = (body: object): Promise<ReadAnswer> =>
    call('POST', `${number.id}/messages`, { messaging_product: 'whatsapp', ...body })
  return {
    graph,
    subscriber,
    business,
    app,
    waba,
    number,
    page,
    token,
    pageToken,
    anna,
    chat: graph.chat(anna, number),
    pageChat: graph.pageChat(anna, page),
    call,
    send,
    /** A text to Anna. */
    sendText: (body: string, more: object = {}) =>
      send({ to: '+31612345678', type: 'text', text: { body }, ...more }),
    sendFromPage: (body: object) =>
      call('POST', `${page.id}/messages`, body, { token: pageToken.value }),
    advance: graph.time.advance,
    /** All changes of all webhooks so far. */
    changes: () => changesOf(subscriber.caught),
    messages: () => valuesOf(subscriber.caught).flatMap(({ messages = [] }) => messages),
    statuses: () => valuesOf(subscriber.caught).flatMap(({ statuses = [] }) => statuses),
    /** All elements of `messaging` of all webhooks so far. */
    pageEvents: () =>
      subscriber.caught.flatMap(({ json }) =>
        json.object === 'page' ? json.entry.flatMap((entry: Json) => entry.messaging) : [],
      ),
  }
}

export type Stage = Awaited<ReturnType<typeof aStage>>

/** Speaks to the graph host without a socket. */
function caller(graph: Graph, token: string) {
  return async (
    method: string,
    path: string,
    body?: object | FormData,
    how: { token?: string | null; version?: string } = {},
  ): Promise<ReadAnswer> => {
    const bearer = how.token === undefined ? token : how.token
    const isForm = body instanceof FormData
    const response = await graph.app.request(`/${how.version ?? 'v26.0'}/${path}`, {
      method,
      headers: {
        ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
        ...(body && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    })
    return await readAnswer(response)
  }
}

function changesOf(caught: Caught[]): { field: string; value: Json }[] {
  return caught.flatMap(({ json }) =>
    json.entry.flatMap(({ changes = [] }: { changes?: Json[] }) => changes),
  )
}

function valuesOf(caught: Caught[]): Json[] {
  return changesOf(caught).map(({ value }) => value)
}

export function signed(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

/** What the person reads in the chat. */
export function bodies(entries: Entry[]): string[] {
  return entries.map(({ content }) => (content as { body?: string }).body ?? '')
}

/** One transparent pixel, 8 bits a channel, RGBA. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** The first page of an Ogg stream that holds Opus: enough for whoever looks at its head. */
export function oggOpus(channels: number, length = 200): Uint8Array {
  const head = Buffer.alloc(28 + 19)
  head.write('OggS', 0, 'latin1')
  head[5] = 2
  head[26] = 1
  head[27] = 19
  head.write('OpusHead', 28, 'latin1')
  head[36] = 1
  head[37] = channels
  return Buffer.concat([head, Buffer.alloc(Math.max(0, length - head.length))])
}
