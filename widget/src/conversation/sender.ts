import type { FileInfo, SendAnswer, ServerFrame } from '@loods/protocol'
import { Failure, type Outgoing } from './api.ts'
import { createCid } from './cid.ts'
import type { Environment } from './environment.ts'
import { backoff } from './retry.ts'
import type { Unsent, UnsentKeep } from './unsent.ts'

/** Milliseconds a confirmation may take on the socket; after that the same message goes by HTTP. */
const CONFIRM_LIMIT = 8_000

export interface SenderHooks {
  /** Sends on a live socket; false when there is none. */
  bySocket(message: Outgoing): boolean
  byHttp(message: Outgoing): Promise<SendAnswer>
  /** Makes sure that the relay knows this shopper and this browser the thread. */
  ready(): Promise<void>
  onSent(unsent: Unsent, answer: SendAnswer): void
  onChange(unsent: Unsent[]): void
}

/** Brings what the shopper says to the relay, one after the other, each under one cid until confirmed. */
export interface Sender {
  say(saying: { text?: string; file?: FileInfo }): void
  retry(cid: string): void
  discard(cid: string): void
  /** The relay has these: from its stream, whoever sent them. */
  confirm(cids: Iterable<string>): void
  /** A `sent` or `refused` frame for one of ours. */
  answer(frame: ServerFrame & { type: 'sent' | 'refused' }): void
  /** The line came back: do not wait any longer. */
  wake(): void
  readonly unsent: Unsent[]
}

export function createSender(env: Environment, keep: UnsentKeep, hooks: SenderHooks): Sender {
  const waiting = new Map<string, (answer: SendAnswer | Failure) => void>()
  let unsent = keep.load()
  let sending = false
  let goOn = () => {}

  function change(next: Unsent[]): void {
    unsent = next
    hooks.onChange(unsent)
  }

  function update(changed: Unsent): void {
    keep.save(changed)
    change(unsent.map((one) => (one.cid === changed.cid ? changed : one)))
  }

  function remove(cid: string): void {
    if (!has(cid)) return
    keep.forget(cid)
    change(unsent.filter((one) => one.cid !== cid))
  }

  function has(cid: string): boolean {
    return unsent.some((one) => one.cid === cid)
  }

  async function work(): Promise<void> {
    if (sending) return
    sending = true
    let next = first()
    while (next) {
      await deliver(next)
      next = first()
    }
    sending = false
  }

  function first(): Unsent | undefined {
    return unsent.find((one) => !one.failed)
  }

  /** Tries until the message is confirmed, refused or discarded. */
  async function deliver(message: Unsent): Promise<void> {
    for (let attempt = 0; has(message.cid); attempt++) {
      try {
        await hooks.ready()
        const answer = await transmit(message, attempt === 0)
        if (has(message.cid)) hooks.onSent(message, answer)
        return remove(message.cid)
      } catch (thrown) {
        const failure = thrown instanceof Failure ? thrown : new Failure({ code: 'internal' })
        if (!failure.passing) return update({ ...message, failed: failure.code })
        await pause(Math.max(backoff(attempt, env.random), failure.wait))
      }
    }
  }

  function transmit({ cid, text, file }: Unsent, socketFirst: boolean): Promise<SendAnswer> {
    const message = { cid, ...(text && { text }), ...(file && { fileId: file.id }) }
    if (!socketFirst || !hooks.bySocket(message)) return hooks.byHttp(message)
    return new Promise((resolve, reject) => {
      const timer = env.setTimeout(() => settle(new Failure({ code: 'network' })), CONFIRM_LIMIT)
      const settle = (answer: SendAnswer | Failure) => {
        env.clearTimeout(timer)
        waiting.delete(cid)
        if (answer instanceof Failure) reject(answer)
        else resolve(answer)
      }
      waiting.set(cid, settle)
    })
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = env.setTimeout(resolve, milliseconds)
      goOn = () => {
        env.clearTimeout(timer)
        resolve()
      }
    })
  }

  const sender: Sender = {
    get unsent() {
      return unsent
    },
    say({ text, file }) {
      const message: Unsent = {
        cid: createCid(env.now(), env.fillRandom),
        at: env.now(),
        ...(text && { text }),
        ...(file && { file }),
      }
      keep.save(message)
      change([...unsent, message])
      void work()
    },
    retry(cid) {
      const known = unsent.find((one) => one.cid === cid)
      if (!known) return
      const { failed, ...again } = known
      if (failed !== 'cid_conflict') update(again)
      else {
        sender.discard(cid)
        return sender.say(again)
      }
      void work()
    },
    discard: remove,
    confirm(cids) {
      for (const cid of cids) remove(cid)
    },
    answer(frame) {
      const settle = waiting.get(frame.cid ?? '')
      settle?.(frame.type === 'sent' ? frame : new Failure(frame.error))
    },
    wake() {
      goOn()
      void work()
    },
  }
  return sender
}
