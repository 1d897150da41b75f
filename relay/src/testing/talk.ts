import type { Conversation, HistoryAnswer, Message, SendAnswer } from '@loods/protocol'
import { nanoid } from 'nanoid'
import {
  setUpOwner,
  startTestRelay,
  startVisitor,
  type TestOwner,
  type TestRelay,
  tokenFor,
} from './test-relay.ts'
import { openSocket, type TestSocket } from './test-socket.ts'

/** A relay with one shop, spoken to in the words of tests: who says, who changes, who sees. */
export interface Talk extends AsyncDisposable {
  relay: TestRelay
  owner: TestOwner
  /** Path under the owner's shop. */
  site(path: string): string
  /** Path under the widget's routes. */
  widget(path: string): string
  /** A shopper who has acted; with a text, who has also said it. */
  shopper(text?: string): Promise<Shopper>
  say(shopper: Shopper, text: string, extra?: object): Promise<SendAnswer>
  answer(conversationId: string, text: string, extra?: object): Promise<SendAnswer>
  change(conversationId: string, body: object): Promise<Conversation>
  conversation(conversationId: string): Promise<Conversation>
  messages(conversationId: string): Promise<Message[]>
  /** The owner's inbox, live. */
  inbox(): Promise<TestSocket>
  /** Gets the owner a fresh token, for tests that move the clock. */
  renew(): Promise<void>
  /** The code and status of a call that is refused. */
  refusal(path: string, options: object): Promise<{ status: number; code: string }>
}

export interface Shopper {
  secret: string
  conversationId: string
}

export async function startTalk(options: Parameters<typeof startTestRelay>[0] = {}): Promise<Talk> {
  const relay = await startTestRelay(options)
  const owner = await setUpOwner(relay)
  const site = (path: string) => `/api/sites/${owner.siteId}${path}`
  const widget = (path: string) => `/widget/v1/${owner.siteKey}${path}`
  const talk: Talk = {
    relay,
    owner,
    site,
    widget,
    async shopper(text) {
      const shopper = await startVisitor(relay, owner.siteKey)
      if (text !== undefined) await talk.say(shopper, text)
      return shopper
    },
    say: ({ secret }, text, extra = {}) =>
      relay.json(widget('/messages'), {
        token: secret,
        body: { cid: nanoid(), text, ...extra },
      }),
    answer: (conversationId, text, extra = {}) =>
      relay.json(site(`/conversations/${conversationId}/messages`), {
        token: owner.token,
        body: { cid: nanoid(), text, ...extra },
      }),
    change: (conversationId, body) =>
      relay.json(site(`/conversations/${conversationId}`), {
        token: owner.token,
        method: 'PATCH',
        body,
      }),
    conversation: (conversationId) =>
      relay.json(site(`/conversations/${conversationId}`), { token: owner.token }),
    async messages(conversationId) {
      const path = site(`/conversations/${conversationId}/messages`)
      return (await relay.json<HistoryAnswer>(path, { token: owner.token })).messages
    },
    async inbox() {
      const socket = await openSocket(relay.url, {
        type: 'member_hello',
        v: 1,
        siteId: owner.siteId,
        token: owner.token,
      })
      await socket.next('live')
      return socket
    },
    async renew() {
      owner.token = await tokenFor(relay, owner.cookie)
    },
    async refusal(path, call) {
      const response = await relay.call(path, call)
      const body = (await response.json()) as { error?: { code: string } }
      return { status: response.status, code: body.error?.code ?? '' }
    },
    [Symbol.asyncDispose]: () => relay[Symbol.asyncDispose](),
  }
  return talk
}

/** Codes of the quiet lines among messages. */
export function lineCodes(messages: Message[]): string[] {
  return messages.flatMap((message) => (message.line ? [message.line.code] : []))
}
