import type { ChannelTrouble, ChannelTroubleCode, ValueProblem } from '@loods/protocol'
import * as v from 'valibot'
import { channelAlertRow } from '../../alerts/channel-alert-row.ts'
import type { WriteTx } from '../../db/writer.ts'
import { enqueue } from '../../outbox/outbox-row.ts'
import type { ChannelAccount, ChannelSettings } from '../account.ts'
import type { SetupDeps } from './callback.ts'
import { SCOPES } from './check-values.ts'
import { createMeta, type Meta } from './meta.ts'

const DAY = 86_400_000
/** Milliseconds before a token ends in which its owners are warned. */
const WARN = 7 * DAY

/** Looks at numbers and pages by itself, so that trouble is known before somebody waits. */
export interface ChannelHealth {
  /** @param why `asked`: somebody says that it is mended, of what no request can tell */
  lookAt(channel: ChannelAccount, why: 'daily' | 'asked'): Promise<void>
  /** Every channel that was not looked at for a day. */
  lookAround(): Promise<void>
}

/** What can be told by asking. */
const ASKED: ChannelTroubleCode[] = ['token', 'permission', 'number_gone', 'registration']
/** What only a next attempt tells. */
const TRIED: ChannelTroubleCode[] = ['locked', 'policy', 'payment', 'display_name', 'spam']

/** What a look found: facts, and trouble where there is one. */
type Known = { [K in keyof ChannelSettings]?: ChannelSettings[K] | undefined }

interface Look {
  known: Known
  trouble?: ChannelTroubleCode
  said?: string
  /** The network did not answer: nothing is known anew. */
  blind?: true
}

export function createChannelHealth(deps: SetupDeps): ChannelHealth {
  const { channels, writer, graph, clock, log } = deps
  const meta = createMeta(graph)

  async function lookAt(channel: ChannelAccount, why: 'daily' | 'asked'): Promise<void> {
    const { token } = await channels.secrets(channel.id, 'check')
    const look = await lookWith(meta, channel, token)
    if (look.blind) return
    const comes = look.trouble ? undefined : await isSubscribed(channel, token)
    await writer.run(async (tx) => {
      await channels.note(tx, channel, { ...look.known, checkedAt: tx.now })
      if (look.trouble) return channels.pause(tx, channel, troubleOf(look, tx.now))
      await channels.mend(tx, channel, why === 'asked' ? [...ASKED, ...TRIED] : ASKED)
      await judge(tx, channel, look.known.quality, comes)
      await warn(tx, channel, look.known.tokenUntil)
    })
  }

  async function judge(
    tx: WriteTx,
    channel: ChannelAccount,
    quality: ChannelSettings['quality'],
    comes: boolean | undefined,
  ): Promise<void> {
    if (comes === true) await channels.mend(tx, channel, ['webhook'])
    if (comes === false) await channels.pause(tx, channel, { code: 'webhook', at: tx.now })
    if (quality === 'red') await channels.pause(tx, channel, { code: 'quality', at: tx.now })
    if (quality === 'green') await channels.mend(tx, channel, ['quality'])
  }

  /** Once for each end of a token. */
  async function warn(
    tx: WriteTx,
    channel: ChannelAccount,
    until: number | undefined,
  ): Promise<void> {
    if (until === undefined || until - tx.now > WARN) return
    const { warnedOf } = await channels.settings(channel.id)
    if (warnedOf === until) return
    await channels.note(tx, channel, { warnedOf: until })
    await enqueue(tx, [channelAlertRow(channel, { code: 'token', endsAt: until }, tx.now)])
  }

  /** Whether the app still brings what happens here; undefined where nobody can say. */
  async function isSubscribed(
    channel: ChannelAccount,
    token: string,
  ): Promise<boolean | undefined> {
    const { appId, subscribedAt } = await channels.settings(channel.id)
    if (!appId || !subscribedAt) return undefined
    const path = `${channel.businessId ?? channel.externalId}/subscribed_apps`
    const answer = await graph.call({ method: 'GET', path, token })
    const read = answer.outcome === 'ok' ? v.safeParse(subscribedApps, answer.data) : undefined
    return read?.success ? read.output.data.includes(appId) : undefined
  }

  return {
    lookAt,
    async lookAround() {
      for (const channel of await channels.all()) {
        const { checkedAt = 0 } = await channels.settings(channel.id)
        if (clock() - checkedAt < DAY) continue
        await lookAt(channel, 'daily').catch((error) =>
          log.warn({ error, channel: channel.id }, 'a channel could not be looked at'),
        )
      }
    },
  }
}

const subscribedApps = v.object({
  data: v.array(
    v.pipe(
      v.object({
        id: v.optional(v.string()),
        whatsapp_business_api_data: v.optional(v.object({ id: v.string() })),
      }),
      v.transform(
        ({ id, whatsapp_business_api_data }) => id ?? whatsapp_business_api_data?.id ?? '',
      ),
    ),
  ),
})

const BY_PROBLEM: Partial<Record<ValueProblem, ChannelTroubleCode>> = {
  invalid: 'token',
  expired: 'token',
  revoked: 'token',
  permission: 'permission',
  not_found: 'number_gone',
}

async function lookWith(meta: Meta, channel: ChannelAccount, token: string): Promise<Look> {
  const facts = await meta.token(token)
  if (!facts.ok && facts.problem !== 'not_found' && facts.problem !== 'permission') {
    return failed(facts.problem, facts.said)
  }
  const scopes = facts.ok ? facts.value.scopes : SCOPES[channel.kind]
  if (SCOPES[channel.kind].some((scope) => !scopes.includes(scope))) return failed('permission', '')
  const known: Known = facts.ok
    ? { tokenUntil: facts.value.until, appId: facts.value.appId }
    : { tokenUntil: undefined }
  if (channel.kind === 'messenger') {
    const page = await meta.page(channel.externalId, token)
    return page.ok ? { known } : failed(page.problem, page.said)
  }
  const number = await meta.number(channel.externalId, token)
  if (!number.ok) return failed(number.problem, number.said)
  if (!number.value.registered) return { known, trouble: 'registration' }
  const [{ quality }, limit] = [number.value, await meta.limit(channel.externalId, token)]
  return { known: { ...known, ...(quality && { quality }), ...(limit && { limit }) } }
}

function failed(problem: ValueProblem, said: string): Look {
  const trouble = BY_PROBLEM[problem]
  return trouble ? { known: {}, trouble, ...(said && { said }) } : { known: {}, blind: true }
}

function troubleOf({ trouble, said }: Look, at: number): ChannelTrouble {
  return { code: trouble ?? 'token', at, ...(said && { detail: said }) }
}
