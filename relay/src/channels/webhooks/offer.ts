import type { WriteTx } from '../../db/writer.ts'
import type { Metrics } from '../../health/metrics.ts'
import type { Logger } from '../../logger.ts'
import type { ChannelAccount } from '../account.ts'
import type { Addressed, UpdateTaker } from '../update.ts'

/** Kinds of things we know nothing of that the log names, so that nobody can fill it. */
const MAX_NAMED = 200

/**
 * Gives an update to whoever takes it, in turn. What nobody takes is counted, and named in the log
 * once, without its text.
 * @param channels those it may be about: who signed for one of them speaks for no other shop's
 */
export type Offer = (
  tx: WriteTx,
  channels: readonly ChannelAccount[],
  addressed: Addressed,
) => Promise<void>

export function createOffer(deps: {
  takers: readonly UpdateTaker[]
  metrics: Metrics
  log: Logger
}): Offer {
  const { takers, metrics, log } = deps
  const named = new Set<string>()

  function leave(what: string): void {
    const name = what.slice(0, 60)
    metrics.updates.inc({ taken: 'no' })
    if (named.has(name) || named.size >= MAX_NAMED) return
    named.add(name)
    log.info({ what: name }, 'a network told of something nobody here takes; it is only counted')
  }

  async function isTaken(tx: WriteTx, to: ChannelAccount, { update }: Addressed): Promise<boolean> {
    for (const take of takers) if (await take(tx, to, update)) return true
    return false
  }

  return async function offer(tx, channels, addressed) {
    const { update } = addressed
    if (update.type === 'unknown') return leave(update.what)
    const targets = channels.filter((channel) => isFor(channel, addressed))
    if (targets.length === 0) return leave(`${update.type} for what is not connected here`)
    for (const target of targets) {
      if (await isTaken(tx, target, addressed)) metrics.updates.inc({ taken: 'yes' })
      else leave(update.type)
    }
  }
}

/** By number or page; what is about a business account is for each of its numbers, or the one it names. */
function isFor(channel: ChannelAccount, { to, businessId, address }: Addressed): boolean {
  if (to !== undefined) return channel.externalId === to
  if (businessId === undefined || channel.businessId !== businessId) return false
  const own = channel.address.replaceAll(/\D/g, '')
  return address === undefined || own === '' || own === address
}
