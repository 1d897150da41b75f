import { ArrowLeft, ChevronRight, Lock } from 'lucide'
import type { ComponentType } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { lazyView } from '../../app/lazy.tsx'
import { IconButton } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Title } from '../../parts/title.tsx'
import { GROUPS, type GroupName, PAGES, type PageName, pagesOf } from './pages.ts'
import { JoiningShops } from './parts/joining-shops.tsx'
import { ProxyNotice } from './parts/proxy-notice.tsx'
import { useSettings } from './settings-context.ts'

const VIEWS: Record<PageName, ComponentType> = {
  channels: lazyView(async () => (await import('./channels/channels-page.tsx')).ChannelsPage),
  widget: lazyView(async () => (await import('./pages/widget-page.tsx')).WidgetPage),
  install: lazyView(async () => (await import('./pages/install-page.tsx')).InstallPage),
  shop: lazyView(async () => (await import('./pages/shop-page.tsx')).ShopPage),
  deliveries: lazyView(async () => (await import('./pages/deliveries-page.tsx')).DeliveriesPage),
  privacy: lazyView(async () => (await import('./pages/privacy-page.tsx')).PrivacyPage),
  availability: lazyView(
    async () => (await import('./pages/availability-page.tsx')).AvailabilityPage,
  ),
  leads: lazyView(async () => (await import('./pages/leads-page.tsx')).LeadsPage),
  replies: lazyView(async () => (await import('./pages/replies-page.tsx')).RepliesPage),
  tags: lazyView(async () => (await import('./pages/tags-page.tsx')).TagsPage),
  team: lazyView(async () => (await import('./pages/team-page.tsx')).TeamPage),
  profile: lazyView(async () => (await import('./pages/profile-page.tsx')).ProfilePage),
  notifications: lazyView(
    async () => (await import('./pages/notifications-page.tsx')).NotificationsPage,
  ),
  phone: lazyView(async () => (await import('./pages/phone-page.tsx')).PhonePage),
}

/** Where one may go, in groups. */
export function PageList({ current }: { current: PageName | undefined }) {
  const { desk, shopUrl, words: inboxWords } = useInbox()
  const { words } = useSettings()
  // A host signs phones in by a code of its own: nobody there has a password for the relay.
  const ours = (page: PageName) => page !== 'phone' || shopUrl === undefined
  return (
    <nav class="page-list" aria-label={inboxWords.app.settings}>
      <Title>{inboxWords.app.settings}</Title>
      {GROUPS.map((group) => (
        <Group
          key={group}
          group={group}
          title={words.groups[group]}
          pages={pagesOf(group, desk.membership.role).filter(ours)}
          current={current}
        />
      ))}
    </nav>
  )
}

interface GroupProps {
  group: GroupName
  title: string
  pages: PageName[]
  current: PageName | undefined
}

function Group({ group, title, pages, current }: GroupProps) {
  const { desk, go, size } = useInbox()
  const { words } = useSettings()
  const failed = desk.site.value?.failedDeliveries ?? 0
  if (pages.length === 0) return null
  return (
    <>
      <h2 id={`settings-${group}`}>{title}</h2>
      <ul aria-labelledby={`settings-${group}`}>
        {pages.map((page) => (
          <li key={page}>
            <button
              type="button"
              class="page-link"
              aria-current={page === current ? 'page' : undefined}
              onClick={() => go({ name: 'settings', page })}
            >
              <Icon of={PAGES[page].icon} />
              <span class="page-name">{words.pages[page]}</span>
              {page === 'deliveries' && failed > 0 && <span class="badge">{failed}</span>}
              {size.value === 'phone' && <Icon of={ChevronRight} flip />}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** One page, with the way back to the list on a phone. */
export function PageStage({ page }: { page: PageName }) {
  const { go, shopUrl, size, words: inboxWords } = useInbox()
  const { words, may } = useSettings()
  const heading = useRef<HTMLHeadingElement>(null)
  const phone = size.value === 'phone'
  useEffect(() => {
    if (phone) heading.current?.focus()
  }, [])
  const View = VIEWS[page]
  return (
    <main class="page-stage">
      <header class="page-head">
        {phone && (
          <IconButton
            icon={ArrowLeft}
            label={inboxWords.app.back}
            flip
            onClick={() => go({ name: 'settings' })}
          />
        )}
        <Title heading={heading}>{words.pages[page]}</Title>
      </header>
      <div class={`page ${page}-page`}>
        {may('admin') && <ProxyNotice />}
        <JoiningShops />
        <p class="page-intro">
          {page === 'install' && shopUrl ? words.install.inShopIntro : words.intros[page]}
        </p>
        {may(PAGES[page].role) ? (
          <View />
        ) : (
          <Empty icon={Lock} title={words.notYours} hint={words.notYoursHint} />
        )}
      </div>
    </main>
  )
}
