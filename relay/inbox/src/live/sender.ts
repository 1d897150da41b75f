import type { SendAnswer, ServerFrame } from '@loods/protocol'
import { ApiError } from '../api/client.ts'
import type { Reply, SiteApi } from '../api/site-api.ts'
import type { Live } from './live.ts'

/** Milliseconds after which an answer that did not come over the socket is asked for over HTTP. */
const ANSWER_LIMIT = 8_000

/** Brings replies to the relay: over the socket while it is live, over HTTP otherwise. */
export interface Sender {
  deliver(conversationId: string, reply: Reply): Promise<SendAnswer>
  /** Takes the relay's `sent` and `refused` frames. */
  answer(frame: ServerFrame): void
}

export function createSender(live: Pick<Live, 'send'>, api: Pick<SiteApi, 'reply'>): Sender {
  const waiting = new Map<string, PromiseWithResolvers<SendAnswer | 'silence'>>()

  async function overSocket(cid: string): Promise<SendAnswer | 'silence'> {
    const answer = Promise.withResolvers<SendAnswer | 'silence'>()
    waiting.set(cid, answer)
    const timer = setTimeout(() => answer.resolve('silence'), ANSWER_LIMIT)
    try {
      return await answer.promise
    } finally {
      clearTimeout(timer)
      waiting.delete(cid)
    }
  }

  return {
    async deliver(conversationId, reply) {
      if (live.send({ type: 'send', conversationId, ...reply })) {
        const answer = await overSocket(reply.cid)
        if (answer !== 'silence') return answer
      }
      // The same cid: had the first attempt arrived after all, this changes nothing.
      return api.reply(conversationId, reply)
    },
    answer(frame) {
      if (frame.type === 'sent') waiting.get(frame.cid)?.resolve(frame)
      if (frame.type === 'refused' && frame.cid) {
        waiting.get(frame.cid)?.reject(new ApiError(frame.error))
      }
    },
  }
}
