import { randomInt } from 'node:crypto'
import type {
  ChannelCallback,
  ChannelChange,
  ChannelCheck,
  ChannelRenewal,
  ChannelView,
  ConnectAnswer,
  SetupAnswer,
} from '@loods/protocol'
import { notFound } from '../../errors.ts'
import type { MemberPrincipal } from '../../http/principal.ts'
import type { MemberService } from '../../members/member.service.ts'
import type { ChannelAccount, ChannelKind, SecretPurpose } from '../account.ts'
import { callbackOf, type SetupDeps } from './callback.ts'
import {
  type Checked,
  checkMessenger,
  checkWhatsapp,
  type Found,
  type Typed,
  wrong,
} from './check-values.ts'
import type { ChannelHealth } from './health.ts'
import { createMeta } from './meta.ts'
import { createSubscriptions } from './subscriptions.ts'
import { toView } from './view.ts'

/** Makes numbers and pages into channels, keeps their secrets fresh, and lets go of them. */
export interface SetupService {
  /** A shop's channels. @param all with what only those see who may set them up */
  list(siteId: string, all: boolean): Promise<ChannelView[]>
  /** Looks at values by requests to the network; keeps nothing. */
  check(kind: ChannelKind, typed: Typed): Promise<ChannelCheck>
  /** Makes a channel of values that are right; else tells what is wrong. */
  connect(siteId: string, kind: ChannelKind, typed: Typed): Promise<ConnectAnswer>
  /** Other secrets in the place of a channel's, where they are right. @throws RelayError not_found */
  renew(siteId: string, id: string, secrets: ChannelRenewal): Promise<ConnectAnswer>
  /** What is to be pasted at the network. @throws RelayError not_found */
  callback(siteId: string, id: string): Promise<ChannelCallback>
  /** Pastes it there by itself, and subscribes. @throws RelayError not_found */
  register(siteId: string, id: string, replace: boolean): Promise<SetupAnswer>
  /** Asks the network to bring what happens. @throws RelayError not_found */
  subscribe(siteId: string, id: string): Promise<SetupAnswer>
  /** Makes a text that its owner sends to try a channel out. @throws RelayError not_found */
  tryOut(who: Pick<MemberPrincipal, 'siteId' | 'memberId'>, id: string): Promise<ChannelView>
  /** Looks at a channel now; whatever only its owner can have mended is taken as mended. @throws RelayError not_found */
  lookAgain(siteId: string, id: string): Promise<ChannelView>
  /** Changes what its owner decides of a channel. @throws RelayError not_found */
  change(siteId: string, id: string, change: ChannelChange): Promise<ChannelView>
  /** Lets go of a channel: its secrets are gone, what was said stays. @throws RelayError not_found */
  disconnect(siteId: string, id: string): Promise<void>
  /** The same for all of a shop at once (T74). */
  disconnectAll(siteId: string): Promise<void>
  /** A channel of this shop's. @throws RelayError not_found */
  own(siteId: string, id: string): Promise<ChannelAccount>
  view(channel: ChannelAccount): Promise<ChannelView>
}

export function createSetupService(
  deps: SetupDeps & { lookAt: ChannelHealth['lookAt']; people: MemberService['people'] },
): SetupService {
  const { channels, writer, log, publicUrl, lookAt } = deps
  const meta = createMeta(deps.graph)
  const subscriptions = createSubscriptions(deps)

  async function own(siteId: string, id: string): Promise<ChannelAccount> {
    const channel = await channels.byId(id)
    if (channel.siteId !== siteId) throw notFound('This channel')
    return channel
  }

  async function view(channel: ChannelAccount): Promise<ChannelView> {
    return toView(channel, await channels.settings(channel.id), deps.chatLinks)
  }

  const secretsOf = (channel: ChannelAccount, purpose: SecretPurpose) =>
    channels.secrets(channel.id, purpose)

  const checked = (kind: ChannelKind, typed: Typed) =>
    kind === 'whatsapp' ? checkWhatsapp(meta, typed) : checkMessenger(meta, typed)

  /** What is connected already cannot be connected again. */
  async function checkedAndFree(kind: ChannelKind, typed: Typed): Promise<Checked> {
    const { check, found } = await checked(kind, typed)
    const there = found && (await channels.byExternal(kind, found.externalId))
    return there
      ? { check: { ...check, externalId: wrong('taken') } }
      : { check, ...(found && { found }) }
  }

  async function letGo(channel: ChannelAccount): Promise<void> {
    const others = (await channels.of(channel.siteId)).filter(({ id }) => id !== channel.id)
    const shared = others.some(({ businessId }) => businessId && businessId === channel.businessId)
    if (!shared) {
      const { token } = await secretsOf(channel, 'disconnect')
      const told = await subscriptions.end(channel, token)
      if (!told) log.info({ channel: channel.id }, 'the network was not told that a channel went')
    }
    await writer.run((tx) => channels.remove(tx, channel))
  }

  return {
    own,
    view,
    async list(siteId, all) {
      const accounts = await channels.of(siteId)
      return Promise.all(accounts.map(async (one) => (all ? view(one) : toView(one))))
    },
    check: async (kind, typed) => (await checkedAndFree(kind, typed)).check,
    async connect(siteId, kind, typed) {
      const { check, found } = await checkedAndFree(kind, typed)
      if (!found) return { check }
      const { token, appSecret } = typed
      const channel = await channels.add({ siteId, kind, token, appSecret, ...ofAccount(found) })
      await writer.run((tx) => channels.note(tx, channel, knownOf(found, deps.clock())))
      await lookAt(channel, 'daily')
      return { check, channel: await view(channel) }
    },
    async renew(siteId, id, { token = '', appSecret = '' }) {
      const channel = await own(siteId, id)
      const now = await secretsOf(channel, 'check')
      const { check, found } = await checked(channel.kind, {
        externalId: channel.externalId,
        businessId: channel.businessId ?? '',
        token: token || now.token,
        appSecret: appSecret || now.appSecret,
      })
      if (!found) return { check }
      await writer.run(async (tx) => {
        await channels.renew(tx, channel, {
          ...(token && { token }),
          ...(appSecret && { appSecret }),
        })
        await channels.note(tx, channel, { tokenUntil: undefined, ...knownOf(found, tx.now) })
        await channels.mend(tx, channel, ['token', 'permission'])
      })
      return { check, channel: await view(await own(siteId, id)) }
    },
    async callback(siteId, id) {
      const channel = await own(siteId, id)
      const { verifyToken } = await secretsOf(channel, 'set up')
      return { ...callbackOf(publicUrl, channel), verifyToken }
    },
    async register(siteId, id, replace) {
      const channel = await own(siteId, id)
      const ended = await subscriptions.register(channel, replace)
      return { ...ended, channel: await view(channel) }
    },
    async subscribe(siteId, id) {
      const channel = await own(siteId, id)
      const ended = await subscriptions.subscribe(channel)
      return { ...ended, channel: await view(channel) }
    },
    async tryOut({ siteId, memberId }, id) {
      const channel = await own(siteId, id)
      const team = await deps.people(siteId)
      const language = team.find((person) => person.memberId === memberId)?.language ?? 'en'
      const trial = { word: String(randomInt(100_000, 1_000_000)), at: deps.clock(), language }
      await writer.run((tx) => channels.note(tx, channel, { trial }))
      return view(channel)
    },
    async change(siteId, id, { receipts }) {
      const channel = await own(siteId, id)
      const noReceipts = receipts ? undefined : (true as const)
      await writer.run((tx) => channels.note(tx, channel, { noReceipts }))
      return view(channel)
    },
    async lookAgain(siteId, id) {
      const channel = await own(siteId, id)
      await lookAt(channel, 'asked')
      return view(await own(siteId, id))
    },
    disconnect: async (siteId, id) => letGo(await own(siteId, id)),
    async disconnectAll(siteId) {
      for (const channel of await channels.of(siteId)) await letGo(channel)
    },
  }
}

function ofAccount({ externalId, businessId, name, address }: Found) {
  return { externalId, businessId, name, address }
}

function knownOf({ appId, tokenUntil, quality }: Found, now: number) {
  return { appId, checkedAt: now, ...(tokenUntil && { tokenUntil }), ...(quality && { quality }) }
}
