import type { WriteTx } from '../../db/writer.ts'
import type { ChannelAccount } from '../account.ts'
import type { ChannelService } from '../channel.service.ts'
import type { ChannelUpdate, UpdateTaker } from '../update.ts'

/** Takes what a network tells of a number or account as a whole, and hears what statuses say of it. */
export function createAccountTaker(channels: ChannelService): UpdateTaker {
  return async (tx, to, update) => {
    if (update.type === 'status') await hearTrouble(tx, to, update)
    if (update.type !== 'account') return false
    const { trouble, mended, detail } = update
    if (trouble) await channels.pause(tx, to, { code: trouble, at: tx.now, detail })
    if (mended) await channels.mend(tx, to, mended)
    return true
  }

  async function hearTrouble(
    tx: WriteTx,
    to: ChannelAccount,
    { trouble, failure }: Extract<ChannelUpdate, { type: 'status' }>,
  ): Promise<void> {
    if (!trouble) return
    const { number, detail } = failure ?? {}
    await channels.pause(tx, to, {
      code: trouble,
      at: tx.now,
      ...(number !== undefined && { number }),
      ...(detail !== undefined && { detail }),
    })
  }
}
