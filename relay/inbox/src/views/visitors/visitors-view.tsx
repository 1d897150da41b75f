import type { LiveVisit } from '@loods/protocol'
import { Eye } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import type { Words } from '../../i18n/words.ts'
import formsCss from '../../look/forms.css'
import { adopt } from '../../look/sheets.ts'
import visitorsCss from '../../look/visitors.css'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { clock } from '../../parts/time.ts'
import { Title } from '../../parts/title.tsx'
import { pageName, pathOf } from '../people.ts'
import { InviteDialog } from './invite-dialog.tsx'

/** Who looks around the shop now: the page and since when, no more; each can be offered help once. */
export function VisitorsView() {
  const inbox = useInbox()
  adopt(inbox.root, formsCss, visitorsCss)
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
  const [invited, setInvited] = useState<LiveVisit>()
  const sorted = [...visits].sort((a, b) => b.pageSince - a.pageSince)
  return (
    <>
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
            <Visit key={visit.id} visit={visit} onInvite={() => setInvited(visit)} />
          ))}
        </tbody>
      </table>
      {invited && <InviteDialog visit={invited} onClose={() => setInvited(undefined)} />}
    </>
  )
}

function Visit({ visit, onInvite }: { visit: LiveVisit; onInvite(): void }) {
  const { desk, words } = useInbox()
  const { page, pageSince, since, pages, device, referrer } = visit
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
        <Contact visit={visit} onInvite={onInvite} />
      </td>
    </tr>
  )
}

/** The way to talk with a visitor, or what became of it. */
function Contact({ visit, onInvite }: { visit: LiveVisit; onInvite(): void }) {
  const { desk, words, go } = useInbox()
  const { conversationId, invitation, prompts = 0 } = visit
  const perVisit = desk.site.value?.settings.manners.perVisit ?? 1
  if (conversationId) {
    return (
      <Button onClick={() => go({ name: 'conversations', conversationId })}>
        {words.visitors.chat}
      </Button>
    )
  }
  if (invitation) return <span class="invited">{stateWords(words, invitation)}</span>
  if (prompts > 0 && prompts >= perVisit)
    return <span class="invited">{words.visitors.prompted}</span>
  return <Button onClick={onInvite}>{words.visitors.invite}</Button>
}

function stateWords(words: Words, { state, why }: NonNullable<LiveVisit['invitation']>): string {
  const { states, suppressed, reasons } = words.visitors
  if (state !== 'suppressed') return states[state]
  const reason = reasons[why ?? '']
  return reason ? `${suppressed}: ${reason}` : suppressed
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
