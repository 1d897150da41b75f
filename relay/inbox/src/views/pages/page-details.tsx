import type { PageDetail, PageReport } from '@loods/protocol'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { DayStrip, DwellCurve } from './charts.tsx'

/** How a page did day by day, and when those who left had gone. */
export function PageDetails({ page, days }: { page: PageReport; days: number }) {
  const { desk, words, toasts } = useInbox()
  const [detail, setDetail] = useState<PageDetail>()
  useEffect(() => {
    let gone = false
    desk.siteApi
      .pageDetail(page.pageId, days, page.device)
      .then((found) => !gone && setDetail(found))
      .catch((error: unknown) => toasts.failed(error))
    return () => {
      gone = true
    }
  }, [page.pageId, page.device, days])
  if (!detail) return <p class="quiet">{words.pages.loading}</p>
  return (
    <div class="insights-details">
      <figure>
        <figcaption>{words.pages.dwell}</figcaption>
        <DwellCurve dwell={detail.dwell} median={detail.medianLeaver} />
        <p class="quiet insights-figure-note">
          {detail.medianLeaver === undefined
            ? words.pages.nobodyLeft
            : words.pages.medianLeaver(Math.round(detail.medianLeaver))}
        </p>
      </figure>
      <figure>
        <figcaption>{words.pages.perDay}</figcaption>
        {(['bounce', 'exit', 'dropOff'] as const).map((loss) => (
          <DayStrip key={loss} days={detail.days} count={days} loss={loss} />
        ))}
        <p class="quiet insights-figure-note">{words.pages.strip}</p>
      </figure>
    </div>
  )
}
