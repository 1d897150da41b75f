import type { HandoverAnswer, Language } from '@loods/protocol'
import { CODE_LIFE, mintCode } from '../../accounts/one-time-codes.ts'
import { readConversation } from '../../conversations/channel-side.ts'
import { shopperLanguage } from '../../conversations/shopper-language.ts'
import { withVisibleCode } from '../../crypto/visible-code.ts'
import type { Writer } from '../../db/writer.ts'
import { notFound } from '../../errors.ts'
import type { VisitorPrincipal } from '../../http/principal.ts'
import type { Site } from '../../sites/site.service.ts'
import type { ChannelKind } from '../account.ts'
import type { ChannelService } from '../channel.service.ts'
import { chatLink, type LinkBases } from '../chat-link.ts'
import { wordsOf } from './words.ts'

export interface HandoverDeps {
  writer: Writer
  channels: Pick<ChannelService, 'of'>
  site(siteId: string): Promise<Site>
  /** What links to a chat begin with. */
  chatLinks: LinkBases
}

/** Taking a chat along from the shop's page to another network. */
export interface HandoverService {
  /**
   * A link by which this shopper's conversation goes on elsewhere, once, within half an hour.
   * @throws RelayError not_found where the shop cannot be reached there
   */
  offer(who: VisitorPrincipal, kind: ChannelKind): Promise<HandoverAnswer>
}

export function createHandover(deps: HandoverDeps): HandoverService {
  return {
    async offer(who, kind) {
      const channels = await deps.channels.of(who.siteId)
      const channel = channels.find((one) => one.kind === kind && one.state === 'on')
      if (!channel) throw notFound('This shop’s chat on that network')
      const site = await deps.site(who.siteId)
      return deps.writer.run(async (tx) => {
        const conversation = await readConversation(tx, who.siteId, who.conversationId)
        if (!conversation) throw notFound('This conversation')
        const code = await mintCode(tx, 'handover', conversation.id)
        const language = shopperLanguage(conversation, site)
        const url = chatLink(deps.chatLinks, channel, toCarry(kind, code, language))
        return { url, expiresAt: tx.now + CODE_LIFE }
      })
    },
  }
}

/** wa.me carries words only, m.me a reference only (contract of both). */
function toCarry(kind: ChannelKind, code: string, language: Language): string {
  return kind === 'messenger' ? code : withVisibleCode(wordsOf(language, kind).goOn, code)
}
