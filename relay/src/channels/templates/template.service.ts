import type {
  ChannelCard,
  Template,
  TemplateChange,
  TemplateDraft,
  TemplateUse,
} from '@loods/protocol'
import { nanoid } from 'nanoid'
import type { Database } from '../../db/database.ts'
import { fromJson, toJson } from '../../db/json.ts'
import type { Row } from '../../db/schema.ts'
import type { Writer, WriteTx } from '../../db/writer.ts'
import { notFound, RelayError } from '../../errors.ts'
import { siteChanged } from '../../sites/site-changed.ts'
import type { ChannelAccount } from '../account.ts'
import type { OutgoingTemplate } from '../adapter.ts'
import type { ChannelService } from '../channel.service.ts'
import { findReach, reachKey } from '../sending/reach.ts'
import {
  findTemplate,
  findTemplates,
  keepOnly,
  removeTemplates,
  saveTemplate,
  updateTemplates,
} from './template.repository.ts'
import type { NetworkTemplate, TemplateGraph } from './template-graph.ts'
import { buttonTitles, fillIn, readParts, toComponents } from './template-parts.ts'
import { categoryOf, statusOf } from './template-words.ts'

/** A template as it is said in a conversation. */
export interface SaidTemplate {
  /** What the person reads. */
  text: string
  detail: ChannelCard
  outgoing: OutgoingTemplate
}

/** A number's templates: copies of what the network holds, and changes of them there. */
export interface TemplateService {
  /** @throws RelayError not_found */
  list(siteId: string, channelId: string): Promise<Template[]>
  /** Copies them all anew. @throws RelayError not_found, unavailable */
  refresh(siteId: string, channelId: string): Promise<Template[]>
  /** @throws RelayError invalid, already_exists, rate_limited, unavailable; `field` says which part */
  create(siteId: string, channelId: string, draft: TemplateDraft): Promise<Template>
  /** The network looks at it anew. @throws as `create` */
  change(siteId: string, channelId: string, id: string, change: TemplateChange): Promise<Template>
  remove(siteId: string, channelId: string, id: string): Promise<void>
  /** Fills a template in for a conversation. @throws RelayError not_found, empty */
  say(siteId: string, conversationId: string, use: TemplateUse): Promise<SaidTemplate>
}

export interface TemplateDeps {
  db: Database
  writer: Writer
  channels: Pick<ChannelService, 'byId'>
  network: TemplateGraph
}

export function createTemplateService({
  db,
  writer,
  channels,
  network,
}: TemplateDeps): TemplateService {
  /** Channels whose templates were asked for since the start though we have none. */
  const asked = new Set<string>()

  async function channelOf(siteId: string, channelId: string): Promise<ChannelAccount> {
    const channel = await channels.byId(channelId)
    if (channel.siteId !== siteId) throw notFound('This channel')
    return channel
  }

  async function own(siteId: string, channelId: string, id: string): Promise<Row<'templates'>> {
    const row = await findTemplate(db.read, siteId, id)
    if (row?.channel_id !== channelId) throw notFound('This template')
    return row
  }

  const service: TemplateService = {
    async list(siteId, channelId) {
      const channel = await channelOf(siteId, channelId)
      const rows = await findTemplates(db.read, channelId)
      if (rows.length > 0 || channel.businessId === null || asked.has(channelId)) {
        return rows.map(toTemplate)
      }
      asked.add(channelId)
      return service.refresh(siteId, channelId)
    },
    async refresh(siteId, channelId) {
      const channel = await channelOf(siteId, channelId)
      if (channel.businessId === null) return []
      const found = await network.list(channel)
      await writer.run(async (tx) => {
        for (const template of found) await saveTemplate(tx.db, toRow(channel, template, tx.now))
        await keepOnly(
          tx.db,
          channelId,
          found.map(({ externalId }) => externalId),
        )
        siteChanged(tx, siteId, 'templates')
      })
      return (await findTemplates(db.read, channelId)).map(toTemplate)
    },
    async create(siteId, channelId, draft) {
      const channel = await channelOf(siteId, channelId)
      const made = toComponents(draft)
      const answer = await network.create(channel, {
        name: draft.name,
        language: draft.language,
        category: draft.category.toUpperCase(),
        ...(made.named && { parameter_format: 'NAMED' }),
        components: made.components,
      })
      const template = { ...draft, ...answer, reason: undefined, components: made.components }
      const row = await writer.run(async (tx) => {
        siteChanged(tx, siteId, 'templates')
        return saveTemplate(tx.db, toRow(channel, template, tx.now))
      })
      return toTemplate(row)
    },
    async change(siteId, channelId, id, change) {
      const channel = await channelOf(siteId, channelId)
      const row = await own(siteId, channelId, id)
      const { components } = toComponents({ ...change, name: row.name, language: row.language })
      const category = change.category.toUpperCase()
      const changed = category === row.category ? {} : { category }
      await network.edit(channel, row.external_id, { ...changed, components })
      await writer.run(async (tx) => {
        const now = { category, status: 'PENDING', reason: null, components: toJson(components) }
        await update(tx, siteId, row.external_id, now)
      })
      return toTemplate(await own(siteId, channelId, id))
    },
    async remove(siteId, channelId, id) {
      const channel = await channelOf(siteId, channelId)
      const { name, external_id: externalId } = await own(siteId, channelId, id)
      await network.remove(channel, { name, externalId })
      await writer.run(async (tx) => {
        await removeTemplates(tx.db, siteId, externalId)
        siteChanged(tx, siteId, 'templates')
      })
    },
    async say(siteId, conversationId, use) {
      const row = await findTemplate(db.read, siteId, use.id)
      const reach = (await findReach(db.read, [conversationId])).get(
        reachKey(conversationId, 'whatsapp'),
      )
      if (!row || row.channel_id !== reach?.channelId) throw notFound('This template')
      const template = toTemplate(row)
      if (!template.usable) throw unusable()
      const parts = readParts(fromJson(row.components))
      const { name, language } = template
      const buttons = buttonTitles(parts)
      return {
        ...fillIn(template, parts, use),
        detail: { kind: 'template', name, language, ...(buttons.length > 0 && { buttons }) },
      }
    },
  }
  return service
}

function unusable(): RelayError {
  return new RelayError(
    'invalid',
    'This template cannot be sent from here: it is not approved, or asks for more than words. Choose another one.',
    { field: 'template' },
  )
}

/** Keeps what became of a template, in all copies of it. @returns whether there was one */
export async function update(
  tx: WriteTx,
  siteId: string,
  externalId: string,
  change: Partial<Pick<Row<'templates'>, 'category' | 'status' | 'reason' | 'components'>>,
): Promise<boolean> {
  const known = await updateTemplates(tx.db, siteId, externalId, { ...change, updated_at: tx.now })
  if (known > 0) siteChanged(tx, siteId, 'templates')
  return known > 0
}

function toRow(channel: ChannelAccount, template: NetworkTemplate, now: number): Row<'templates'> {
  return {
    site_id: channel.siteId,
    id: nanoid(),
    channel_id: channel.id,
    external_id: template.externalId,
    name: template.name,
    language: template.language,
    category: template.category,
    status: template.status,
    reason: template.reason ?? null,
    components: toJson(template.components ?? []),
    updated_at: now,
  }
}

function toTemplate(row: Row<'templates'>): Template {
  const parts = readParts(fromJson(row.components))
  const [category, status] = [categoryOf(row.category), statusOf(row.status)]
  return {
    id: row.id,
    channelId: row.channel_id,
    name: row.name,
    language: row.language,
    category,
    status,
    ...(row.reason !== null && { reason: row.reason }),
    ...parts,
    usable: status === 'approved' && category !== 'authentication' && parts.wordsOnly,
    updatedAt: row.updated_at,
  }
}
