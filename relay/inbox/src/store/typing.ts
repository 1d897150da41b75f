import type { ServerFrame } from '@loods/protocol'
import { type ReadonlySignal, signal } from '@preact/signals'

type TypingFrame = ServerFrame & { type: 'typing' }

/** Who writes where, now. A sign that is not renewed fades. */
export interface Typing {
  /** The latest frame of each conversation in which somebody writes. */
  now: ReadonlySignal<ReadonlyMap<string, TypingFrame>>
  take(frame: TypingFrame): void
  /** What was being written has arrived. */
  stop(conversationId: string): void
}

/** Milliseconds without a renewal after which nobody is believed to write. */
const FADES_AFTER = 6_000

export function createTyping(): Typing {
  const now = signal<ReadonlyMap<string, TypingFrame>>(new Map())
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  function stop(id: string): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
    if (!now.peek().has(id)) return
    const next = new Map(now.peek())
    next.delete(id)
    now.value = next
  }

  return {
    now,
    stop,
    take(frame) {
      const id = frame.conversationId
      if (!frame.on) {
        stop(id)
        return
      }
      clearTimeout(timers.get(id))
      timers.set(
        id,
        setTimeout(() => stop(id), FADES_AFTER),
      )
      now.value = new Map(now.peek()).set(id, frame)
    },
  }
}
