import type { ServerFrame } from '@loods/protocol'
import { vi } from 'vitest'
import type { Socket } from '../live/live.ts'

/** A socket in the hands of the test. */
export class FakeSocket implements Socket {
  readyState = 0
  onopen: Socket['onopen'] = null
  onmessage: Socket['onmessage'] = null
  onclose: Socket['onclose'] = null
  sent: { type: string; since?: string; token?: string; n?: number }[] = []

  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }

  close(): void {
    this.readyState = 3
  }

  async open(): Promise<void> {
    this.readyState = 1
    this.onopen?.()
    await vi.advanceTimersByTimeAsync(0)
  }

  says(frame: ServerFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }

  drop(code = 1006): void {
    this.readyState = 3
    this.onclose?.({ code })
  }

  ofType(type: string) {
    return this.sent.filter((frame) => frame.type === type)
  }
}
