import type { PushPayload } from '@loods/protocol'

/** What the service worker tells open inboxes: an alert was shown, or one was pressed. */
export type WorkerMessage =
  | { type: 'loods:shown'; kind: PushPayload['kind']; receipt: string; at: number }
  | { type: 'loods:open'; path: string }

/** Reads a message of our worker; undefined for anything else. */
export function readWorkerMessage(data: unknown): WorkerMessage | undefined {
  const message = data as WorkerMessage | null | undefined
  return message?.type === 'loods:shown' || message?.type === 'loods:open' ? message : undefined
}
