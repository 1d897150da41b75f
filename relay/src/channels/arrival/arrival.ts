import type { OutboxPlanner } from '../../conversations/append.ts'
import type { FileService } from '../../files/file.service.ts'
import type { ChannelService } from '../channel.service.ts'
import type { TakeAlong } from '../handover/take-along.ts'
import type { UpdateTaker } from '../update.ts'
import { takeEdit, takeReaction, takeRevoke } from './afterthoughts.ts'
import { takeMessage, takeToken } from './message.ts'
import { takeAddress, takeMove } from './moved.ts'
import { takeStatus, takeWatermark } from './status.ts'

export interface ArrivalDeps {
  plan: OutboxPlanner
  takeAlong: TakeAlong
  channels: Pick<ChannelService, 'pause'>
  files: Pick<FileService, 'release'>
}

/** What customers do on a shop's channels, put into their conversations. */
export function createArrival(deps: ArrivalDeps): UpdateTaker {
  return async (tx, to, update) => {
    switch (update.type) {
      case 'message':
        return takeMessage(tx, deps, to, update)
      case 'status':
        await takeStatus(tx, deps.channels, to, update)
        return true
      case 'watermark':
        return takeWatermark(tx, to, update)
      case 'reaction':
        await takeReaction(tx, to, update)
        return true
      case 'edit':
        await takeEdit(tx, to, update)
        return true
      case 'revoke':
        await takeRevoke(tx, deps.files, to, update)
        return true
      case 'token':
        await takeToken(tx, deps, to, update)
        return true
      case 'moved':
        await takeMove(tx, to, update)
        return true
      case 'contact':
        await takeAddress(tx, to, update)
        return true
      default:
        return false
    }
  }
}
