import type { SendResult } from '../adapter.ts'
import type { GraphClient } from '../graph/graph-client.ts'
import { idText } from '../graph/loose.ts'
import { toRefusal } from '../graph/send-result.ts'
import { writeForm } from '../graph/write-form.ts'
import { meaningOf } from './error-codes.ts'
import type { FittedFile } from './fit-file.ts'

/** Milliseconds for one upload; an outbox handler has little more. */
const TIMEOUT = 20_000

/**
 * Brings a file to Meta, which keeps it for thirty days.
 * @returns its id there, or how the message it was for ended; nothing is out yet, so trying again is safe
 */
export async function upload(
  graph: GraphClient,
  to: { numberId: string; token: string },
  { type, name, bytes }: Pick<FittedFile, 'type' | 'name' | 'bytes'>,
): Promise<{ id: string } | SendResult> {
  const body = await writeForm(formOf({ type, name, bytes }))
  const { token } = to
  const answer = await graph.call({ path: `${to.numberId}/media`, token, body, timeoutMs: TIMEOUT })
  if (answer.outcome === 'unsure' || answer.outcome === 'unreachable') {
    return { outcome: 'later', reason: answer.reason }
  }
  if (answer.outcome === 'refused') return asMedia(toRefusal(answer.error, meaningOf))
  const id = idText(answer.data.id)
  return id === undefined ? { outcome: 'later', reason: 'an answer without an id' } : { id }
}

function formOf({ type, name, bytes }: Pick<FittedFile, 'type' | 'name' | 'bytes'>): FormData {
  const form = new FormData()
  form.set('messaging_product', 'whatsapp')
  form.set('type', type)
  form.set('file', new Blob([new Uint8Array(bytes)], { type }), name)
  return form
}

/** What is wrong with an upload is wrong with the file. */
function asMedia(result: SendResult): SendResult {
  if (result.outcome === 'unsure') return { outcome: 'later', reason: result.reason }
  if (result.outcome !== 'refused') return result
  return { outcome: 'refused', failure: { ...result.failure, code: 'media' } }
}
