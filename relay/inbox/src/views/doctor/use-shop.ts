import type { PageKind, PageReport, PromiseAnswer } from '@loods/protocol'
import { fitsPage } from '@loods/protocol/page-pattern'
import { useInbox } from '../../app/context.ts'
import { useLoaded } from '../../app/use-loaded.ts'
import { type ShopNow, toAddress } from './examine.ts'

export interface Shop {
  /** Undefined until it is known. */
  now: ShopNow | undefined
  /** As which kind a page was counted lately, if it was. */
  kindOf(url: string): PageKind | undefined
}

/** Days of counted pages that are looked at. */
const LATELY = 28

/** How the shop is now, and what is known of its pages. */
export function useShop(): Shop {
  const { desk } = useInbox()
  const { siteId } = desk.membership
  const promise = useLoaded(
    () => desk.api.get<PromiseAnswer>(`/api/sites/${siteId}/availability`),
    'availability',
  )
  const pages = useLoaded(() => desk.siteApi.pagesReport(LATELY))
  const settings = desk.site.value?.settings
  const { value } = promise
  return {
    now: settings &&
      value && {
        open: value.availability !== 'away',
        // Whoever reads this has an inbox open.
        online: true,
        waitSeconds: value.waitSeconds,
        manners: settings.manners,
        timeZone: settings.timeZone,
        now: desk.now.peek(),
      },
    kindOf: (url) => kindAmong(pages.value?.pages ?? [], toAddress(url).pathname),
  }
}

/** Of pages that fit the one looked at most, so that a group of one view decides nothing. */
function kindAmong(pages: readonly PageReport[], path: string): PageKind | undefined {
  const fitting = pages.filter(({ key, kind }) => kind !== 'other' && fitsPage(key, path))
  return fitting.sort((one, other) => other.views - one.views)[0]?.kind
}
