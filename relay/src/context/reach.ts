import { randomInt, randomUUID } from 'node:crypto'
import type { VisitorContext } from '@loods/protocol'
import { createPanelOf } from '../../../shopify-app/src/pages/panel.ts'
import { createAlerts } from '../alerts/alerts.module.ts'
import { reportAgain } from '../alerts/mail-report.handler.ts'
import { createChannelTraffic } from '../channels/channels.module.ts'
import { fromJson } from '../db/json.ts'
import { createPanelFor, type PanelOf } from '../hosts/panel.ts'
import { createHub } from '../live/hub.ts'
import { createDeadLetters, tellDeadLetters } from '../outbox/dead-letters.service.ts'
import { createOutboxWorker } from '../outbox/worker.ts'
import { createPhones } from '../phones/phones.module.ts'
import type { Base } from './base.ts'
import type { People } from './people.ts'
import type { Talk } from './talk.ts'

export type Reach = ReturnType<typeof createReach>

/** How what is said reaches people: on open pages, by alerts, and over other networks. */
export function createReach(base: Base, people: People, said: Talk) {
  const { sites, members, visitors, contacts, mail } = people
  const { channels, phoneSites, plan, planLead, files, talk, conversations } = said
  const hub = createHub(
    {
      db: base.db.read,
      fileInfos: files.infos,
      conversationViews: conversations.views,
      memberName: members.nameOf,
    },
    base.log,
  )
  const alerts = createAlerts({
    ...{ ...base, sites, members, visitors, conversations, mail },
    ...{ plan, planLead },
    channel: channels.service.byId,
    contactRows: contacts.rows,
  })
  const { shopify } = base.config
  const panelOf: PanelOf = shopify ? createPanelOf(base.db, shopify) : async () => undefined
  const random = () => randomInt(2 ** 32) / 2 ** 32
  const phones = createPhones({
    ...{ ...base, channels, sites, members, conversations, files, phoneSites },
    leads: alerts.leads,
    changes: talk.changes,
  })
  const traffic = createChannelTraffic({
    ...{ ...base, channels, random, files, plan },
    phones: phones.taker,
    site: sites.byId,
    people: members.people,
  })
  const outbox = createOutboxWorker({
    ...base,
    random,
    handlers: [
      ...alerts.handlers,
      ...traffic.handlers,
      ...phones.handlers,
      ...mail.handlers({
        site: sites.byId,
        said: conversations.said,
        lead: alerts.leads.open,
        firstPage: async (siteId, id) => {
          const { context } = await conversations.row(siteId, id)
          return (fromJson(context) as VisitorContext).firstPage?.url
        },
        panel: createPanelFor(base.db, panelOf),
        shopperName: async (siteId, id) =>
          (await conversations.views(siteId, [id])).get(id)?.contact.name,
      }),
    ],
    onDead: async (tx, row) => {
      tellDeadLetters(tx, row.site_id)
      await traffic.onDead(tx, row)
    },
    onResult: (kind, state) => base.metrics.outboxDone.inc({ kind, state }),
    workerId: randomUUID(),
  })
  const deadLetters = createDeadLetters({
    ...base,
    views: conversations.views,
    follow: reportAgain,
    webhooks: traffic.webhooks.dead,
  })
  base.onCommit.push(
    (changes, { drafts }) => hub.wake(changes, drafts),
    (_, { dueAt }) => outbox.committed(dueAt),
    said.search.indexer.wake,
  )
  return { hub, alerts, phones, traffic, outbox, deadLetters, panelOf }
}
