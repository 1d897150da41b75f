import type { WidgetConfig } from '@loods/protocol'
import type { Site } from '../sites/site.service.ts'
import type { ChannelAccount, ChannelKind } from './account.ts'
import type { ChannelService } from './channel.service.ts'
import { chatLink, type LinkBases } from './chat-link.ts'

type Elsewhere = NonNullable<WidgetConfig['elsewhere']>

export interface ElsewhereDeps {
  channels: Pick<ChannelService, 'of'>
  links: LinkBases
  /** Measured seconds to a first reply over a channel. */
  waitElsewhere(siteId: string, channel: ChannelKind): Promise<number | undefined>
}

/** Where else a shop is reached, as every page may know: one number and one page, those that work. */
export function createElsewhere(deps: ElsewhereDeps): (site: Site) => Promise<Elsewhere> {
  const { channels, links, waitElsewhere } = deps

  async function tell(account: ChannelAccount, { settings }: Site): Promise<Elsewhere[number]> {
    const { siteId, kind } = account
    const beside = settings.beside[kind]
    const seconds = await waitElsewhere(siteId, kind)
    return {
      to: kind,
      url: chatLink(links, account),
      ...(beside !== 'never' && { beside }),
      ...(seconds !== undefined && { hours: Math.ceil(seconds / 3_600) || 1 }),
    }
  }

  return async (site) => {
    const working = (await channels.of(site.id)).filter(({ state }) => state === 'on')
    const first = (kind: ChannelKind) => working.find((account) => account.kind === kind) ?? []
    const told = [first('whatsapp'), first('messenger')].flat()
    return Promise.all(told.map((account) => tell(account, site)))
  }
}
