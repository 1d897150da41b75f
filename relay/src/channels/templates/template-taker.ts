import * as v from 'valibot'
import { defineHandler, type OutboxHandler } from '../../outbox/handler.ts'
import { enqueue, outboxRow } from '../../outbox/outbox-row.ts'
import { siteChanged } from '../../sites/site-changed.ts'
import type { UpdateTaker } from '../update.ts'
import { removeTemplates } from './template.repository.ts'
import { type TemplateService, update } from './template.service.ts'
import { statusOf } from './template-words.ts'

const COPY = 'templates.copy'
const payload = v.object({ channelId: v.string() })

/** Takes what the network tells of templates; one we never saw is a reason to copy them all. */
export const takeTemplateUpdate: UpdateTaker = async (tx, to, told) => {
  if (told.type !== 'template') return false
  // The operator's number belongs to no shop that would keep copies.
  if (to.siteId === '') return true
  const { externalId, status, category, reason } = told
  if (status !== undefined && statusOf(status) === 'deleted') {
    await removeTemplates(tx.db, to.siteId, externalId)
    siteChanged(tx, to.siteId, 'templates')
    return true
  }
  const change = {
    ...(status !== undefined && { status, reason: reason ?? null }),
    ...(category !== undefined && { category: category.toUpperCase() }),
  }
  if (await update(tx, to.siteId, externalId, change)) return true
  const row = outboxRow({
    siteId: to.siteId,
    kind: COPY,
    lane: `${COPY} ${to.id}`,
    place: tx.now,
    payload: { channelId: to.id } satisfies v.InferOutput<typeof payload>,
    now: tx.now,
  })
  await enqueue(tx, [row])
  return true
}

/** Copies a channel's templates. */
export function copyHandler(templates: Pick<TemplateService, 'refresh'>): OutboxHandler {
  return defineHandler({
    kind: COPY,
    payload,
    async handle(row, { channelId }) {
      await templates.refresh(row.site_id, channelId)
      return { outcome: 'done' }
    },
  })
}
