import { type ChannelAccount, NETWORK_NAMES } from '../channels/account.ts'
import type { Row } from '../db/schema.ts'
import type { MailQueue } from '../mail/mail.queue.ts'
import type { MemberService, Person } from '../members/member.service.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../outbox/handler.ts'
import type { PushService } from '../push/push.service.ts'
import { channelText } from '../push/push-text.ts'
import type { Site } from '../sites/site.service.ts'
import {
  CHANNEL_ALERT,
  type ChannelAlertPayload,
  channelAlertPayload,
} from './channel-alert-row.ts'

export interface ChannelAlertDeps {
  channel(id: string): Promise<ChannelAccount>
  members: MemberService
  push: PushService
  mails: MailQueue
  site(siteId: string): Promise<Site>
}

/** Tells owners and admins, on their devices and by mail, that a channel is in trouble. */
export function channelAlertHandler(deps: ChannelAlertDeps): OutboxHandler {
  return defineHandler({
    kind: CHANNEL_ALERT,
    payload: channelAlertPayload,
    handle: (row, payload) => alert(deps, row, payload),
  })
}

async function alert(
  deps: ChannelAlertDeps,
  row: Row<'outbox'>,
  { channelId, code, endsAt }: ChannelAlertPayload,
): Promise<OutboxResult> {
  const channel = await deps.channel(channelId)
  const mended = endsAt === undefined && channel.trouble?.code !== code
  if (mended) return { outcome: 'cancel', reason: 'mended' }
  const people = (await deps.members.people(row.site_id)).filter(({ role }) => role !== 'agent')
  const { settings } = await deps.site(row.site_id)
  const about = { shop: settings.name, siteId: row.site_id, channelId, code, endsAt }
  const message = ({ language }: Person) => channelText({ language, ...about })
  await deps.push.send(
    people.map((person) => ({ accountId: person.accountId, message: message(person) })),
  )
  // Its name is mostly the shop's own; this says which one it is.
  const called = `${NETWORK_NAMES[channel.kind]} ${channel.address || channel.name}`
  return {
    outcome: 'done',
    async record(tx) {
      for (const { email: to, language } of people) {
        const letter = { to, language, channel: called, code, endsAt }
        await deps.mails.add(tx, { kind: 'mail.channel', siteId: row.site_id, payload: letter })
      }
    },
  }
}
