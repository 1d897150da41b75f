import type { LineCode } from '@loods/protocol'
import { nanoid } from 'nanoid'
import type { WriteTx } from '../db/writer.ts'
import { type Append, append, type OutboxPlanner } from './append.ts'

/** A quiet line to be: what happened, and who may read it. */
export interface Line {
  code: LineCode
  audience: Append['audience']
  data: Record<string, unknown>
  /** What is told again under it adds nothing. */
  cid?: string
}

/** Adds quiet lines to a thread inside an open transaction. @throws what refused one of them */
export async function appendLines(
  tx: WriteTx,
  where: { siteId: string; conversationId: string },
  lines: Line[],
  plan: OutboxPlanner,
): Promise<void> {
  if (lines.length === 0) return
  const inputs = lines.map(
    ({ code, audience, data, cid = nanoid() }): Append => ({
      ...where,
      cid,
      audience,
      kind: 'line',
      author: { kind: 'system' },
      text: '',
      line: { code, data },
    }),
  )
  for (const outcome of await append(tx, inputs, plan)) if (!outcome.ok) throw outcome.error
}
