import type { LiveVisit } from '@loods/protocol'
import { Eye } from 'lucide'
import { useEffect } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { adopt } from '../../look/sheets.ts'
import visitorsCss from '../../look/visitors.css'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { clock } from '../../parts/time.ts'
import { Title } from '../../parts/title.tsx'
import { pageName, pathOf } from '../people.ts'

/** Who looks around the shop now: the page and since when, no more. */
export function VisitorsView() {
  const inbox = useInbox()
  adopt(inbox.root, visitorsCss)
  const { desk, words } = inbox
  const visits = desk.visits.value
  useEffect(() => {
    desk.fetchVisits().catch((error: unknown) => inbox.toasts.failed(error))
  }, [])
  return (
    <main class="visitors">
      <header>
        <Title>{words.visitors.title}</Title>
        {visits && <p class="quiet">{words.visitors.count(visits.length)}</p>}
      </header>
      {visits === undefined && <p class="quiet">{words.visitors.waiting}</p>}
      {visits?.length === 0 && (
        <Empty icon={Eye} title={words.visitors.empty} hint={words.visitors.emptyHint} />
      )}
      {visits && visits.length > 0 && <Visits visits={visits} />}
    </main>
  )
}

function Visits({ visits }: { visits: LiveVisit[] }) {
  const { words } = useInbox()
  const sorted = [...visits].sort((a, b) => b.pageSince - a.pageSince)
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.visitors.page}</th>
          <th scope="col">{words.visitors.onPage}</th>
          <th scope="col">{words.visitors.onShop}</th>
          <th scope="col">{words.visitors.pages}</th>
          <th scope="col">{words.visitors.from}</th>
          <th scope="col">{words.visitors.device}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {sorted.map((visit) => (
          <Visit key={visit.id} visit={visit} />
        ))}
      </tbody>
    </table>
  )
}

function Visit({ visit }: { visit: LiveVisit }) {
  const { desk, words, go } = useInbox()
  const { page, pageSince, since, pages, device, referrer, conversationId } = visit
  const now = desk.now.value
  return (
    <tr>
      <th scope="row">
        <a href={page.url} target="_blank" rel="noopener noreferrer">
          {pageName(page)}
        </a>
        <span class="quiet cut">{pathOf(page.url)}</span>
      </th>
      <td data-name={words.visitors.onPage}>{clock(now - pageSince)}</td>
      <td data-name={words.visitors.onShop}>{clock(now - since)}</td>
      <td data-name={words.visitors.pages}>{pages}</td>
      <td data-name={words.visitors.from}>{referrer ? hostOf(referrer) : words.visitors.direct}</td>
      <td data-name={words.visitors.device}>{device && words.context.devices[device]}</td>
      <td>
        {conversationId && (
          <Button onClick={() => go({ name: 'conversations', conversationId })}>
            {words.visitors.chat}
          </Button>
        )}
      </td>
    </tr>
  )
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
