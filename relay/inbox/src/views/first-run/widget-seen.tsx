import type { LiveVisit, WidgetSeenAnswer } from '@loods/protocol'
import { CircleCheck, CircleDashed } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { adopt } from '../../look/sheets.ts'
import widgetSeenCss from '../../look/widget-seen.css'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ago } from '../../parts/time.ts'

/** Milliseconds without a page after which the line may be gone from the shop. */
const SILENT = 86_400_000

/** Whether the chat shows on the shop: who is there now, or when and where it was last; else what to do. */
export function WidgetSeen() {
  const inbox = useInbox()
  adopt(inbox.root, widgetSeenCss)
  const { desk, words, shopUrl } = inbox
  const visits = shopVisits(desk.visits.value ?? [], desk.api.relayUrl)
  const answer = useWidgetSeen(visits.length)
  const now = desk.now.value
  const seen = answer?.seen
  const works = visits.length > 0 || (seen !== undefined && now - seen.at < SILENT)
  return (
    <div class="widget-seen" data-works={works}>
      <p role="status">
        <Icon of={works ? CircleCheck : CircleDashed} size={16} />
        <span>
          <Status visits={visits} answer={answer} now={now} />
        </span>
      </p>
      {answer?.refused && answer.refused.at > (seen?.at ?? 0) && (
        <Refused origin={answer.refused.origin} />
      )}
      {answer && !works && (
        <details>
          <summary>{words.seen.why}</summary>
          <ul class="bullets">
            <li>{shopUrl ? words.seen.hostReason : words.seen.lineReason}</li>
            {words.seen.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

interface StatusProps {
  visits: LiveVisit[]
  answer: WidgetSeenAnswer | undefined
  now: number
}

function Status({ visits, answer, now }: StatusProps) {
  const { words, locale } = useInbox()
  const [first] = visits
  if (first) return <>{words.seen.now(visits.length, new URL(first.page.url).host)}</>
  if (!answer?.seen) return <>{words.seen.never}</>
  const { at, page } = answer.seen
  const { host, pathname } = new URL(page)
  const when = ago(locale, now - at, words.seen.justNow)
  const where = pathname === '/' ? host : host + pathname
  return <>{now - at < SILENT ? words.seen.last(when, where) : words.seen.gone(when, where)}</>
}

/** The commonest reason, and the button that mends it. */
function Refused({ origin }: { origin: string }) {
  const { desk, words, toasts } = useInbox()
  const { siteId, role } = desk.membership
  const origins = desk.site.value?.settings.origins ?? []
  if (origins.length === 0 || origins.includes(origin)) return null
  const allow = () =>
    void desk.api
      .patch(`/api/sites/${siteId}/settings`, { origins: [...origins, origin] })
      .then(desk.reloadSite)
      .catch((error: unknown) => toasts.failed(error))
  return (
    <p class="turned-away">
      <span>{words.seen.refused(origin)}</span>
      {role !== 'agent' && <Button onClick={allow}>{words.seen.allow}</Button>}
    </p>
  )
}

/** Asked again whenever somebody comes or goes. */
function useWidgetSeen(visitors: number): WidgetSeenAnswer | undefined {
  const { desk } = useInbox()
  const [answer, setAnswer] = useState<WidgetSeenAnswer>()
  useEffect(() => {
    desk.siteApi
      .widgetSeen()
      .then(setAnswer)
      .catch(() => undefined)
  }, [visitors])
  return answer
}

/** Pages of the relay itself, such as the demo shop, prove nothing. */
function shopVisits(visits: LiveVisit[], relayUrl: string): LiveVisit[] {
  const own = new URL(relayUrl || location.origin).origin
  return visits.filter(({ page }) => new URL(page.url).origin !== own)
}
